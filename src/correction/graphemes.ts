import { rawOffset, type Range, type RawOffset } from '../domain';

/** Characters on either side that are looked at; far more than any cluster has. */
const REACH = 200;
const clusters = new Intl.Segmenter('ar', { granularity: 'grapheme' });
/** What a border passes over: white space and marks of direction, which nobody sees. */
const INVISIBLE = /^[\s\p{Cf}]*$/u;

/** Visible clusters of a stretch of the text: a letter with its diacritics is one. */
function visibleClusters(raw: string, from: number, to: number): Range[] {
  const ranges: Range[] = [];
  for (const { segment, index } of clusters.segment(raw.slice(from, to))) {
    if (INVISIBLE.test(segment)) continue;
    ranges.push({ start: rawOffset(from + index), end: rawOffset(from + index + segment.length) });
  }
  return ranges;
}

/** Where a stretch may begin without cutting a cluster: before white space. */
function safeStart(raw: string, near: number): number {
  let at = Math.max(0, near);
  while (at > 0 && !/\s/.test(raw.charAt(at))) at -= 1;
  return at;
}

/** Where the border of a range lands when it moves by one visible cluster; null at the end of the text. */
export function borderByCharacter(
  raw: string,
  border: RawOffset,
  side: 'start' | 'end',
  direction: 1 | -1,
): RawOffset | null {
  const found = visibleClusters(raw, safeStart(raw, border - REACH), Math.min(raw.length, border + REACH));
  const edge = ({ start, end }: Range): RawOffset => (side === 'start' ? start : end);
  const next =
    direction === 1
      ? found.find((cluster) => edge(cluster) > border)
      : found.findLast((cluster) => edge(cluster) < border);
  return next ? edge(next) : null;
}

/** A range without white space at its ends; null when nothing else is in it. */
export function trimRange(raw: string, { start, end }: Range): Range | null {
  const piece = raw.slice(start, end);
  const text = piece.trim();
  if (text === '') return null;
  const lead = piece.length - piece.trimStart().length;
  return { start: rawOffset(start + lead), end: rawOffset(start + lead + text.length) };
}
