import { rawOffset } from '../../domain';
import type { Cut } from '../../text';

/** Moves one cut by a line that holds text, never past its neighbours or the ends of the text. */
export function moveCut(
  text: string,
  cuts: readonly Cut[],
  index: number,
  direction: 1 | -1,
): readonly Cut[] {
  const cut = cuts[index];
  if (!cut) return cuts;
  const before = cuts[index - 1];
  const low = before ? before.at + before.length : 0;
  const high = cuts[index + 1]?.at ?? text.length;
  const starts = lineStarts(text).filter((start) => start > low && start < high);
  const here = cut.at + cut.length;
  const next = direction === 1 ? starts.find((s) => s > here) : starts.findLast((s) => s < cut.at);
  if (next === undefined) return cuts;
  return cuts.map((other, i) => (i === index ? { ...cut, at: rawOffset(next), length: 0 } : other));
}

/** Offsets of the lines that hold text. */
function lineStarts(text: string): number[] {
  const starts: number[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) if (match[0].trim() !== '') starts.push(match.index);
  return starts;
}
