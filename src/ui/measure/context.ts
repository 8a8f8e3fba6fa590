/** A stretch of a sentence, with the ranges of two sides that cover it. */
export interface Piece<G, P> {
  readonly text: string;
  readonly gold: G | null;
  readonly predicted: P | null;
}

interface Borders {
  readonly start: number;
  readonly end: number;
}

/** Characters shown on either side of what it is about. */
const REACH = 110;

/**
 * A sentence cut at every border of the ranges of two sides; what lies far from them is cut off at a word border and
 * stands as an ellipsis.
 */
export function piecesOf<G extends Borders, P extends Borders>(
  raw: string,
  sentence: Borders,
  gold: readonly G[],
  predicted: readonly P[],
): Piece<G, P>[] {
  const ranges = [...gold, ...predicted];
  const first = Math.min(...ranges.map(({ start }) => start), sentence.end);
  const last = Math.max(...ranges.map(({ end }) => end), sentence.start);
  // A range may go on beyond its sentence.
  const whole = { start: Math.min(sentence.start, first), end: Math.max(sentence.end, last) };
  const start = first - whole.start > REACH ? wordAfter(raw, first - REACH, first) : whole.start;
  const end = whole.end - last > REACH ? wordBefore(raw, last + REACH, last) : whole.end;
  const cuts = new Set([start, end]);
  for (const range of ranges) cuts.add(range.start).add(range.end);
  const sorted = [...cuts].filter((cut) => cut >= start && cut <= end).sort((a, b) => a - b);
  const at = <T extends Borders>(list: readonly T[], from: number): T | null =>
    list.find((range) => range.start <= from && from < range.end) ?? null;
  const pieces = sorted.slice(0, -1).map((from, i) => ({
    text: raw.slice(from, sorted[i + 1]),
    gold: at(gold, from),
    predicted: at(predicted, from),
  }));
  const dots = { text: '…', gold: null, predicted: null };
  return [...(start > whole.start ? [dots] : []), ...pieces, ...(end < whole.end ? [dots] : [])];
}

function wordAfter(raw: string, from: number, limit: number): number {
  const space = raw.slice(from, limit).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

function wordBefore(raw: string, from: number, limit: number): number {
  const space = raw.slice(limit, from).search(/\s\S*$/);
  return space < 0 ? from : limit + space;
}
