import { normOffset, rawOffset, type RawOffset } from '../domain';
import { foldText } from '../text';

/** Places in one copy of an article as places in another copy. */
export interface Anchor {
  /** The raw text that moved ranges are about. */
  readonly text: string;
  move<T>(value: T): T;
}

/**
 * Two copies with equal folded text (other spaces, diacritics, forms of letters) have other offsets: every
 * `{ start, end }` inside a value is carried over through the folded text, and a `surface` beside it is cut anew; a
 * `start` alone and `sentenceStarts` are carried over too.
 * A range that folds to nothing becomes empty.
 */
export function createAnchor(from: string, to: string): Anchor {
  if (from === to) return { text: to, move: (value) => value };
  const source = folded(from);
  const target = folded(to);
  const point = (offset: number): RawOffset => target.toRaw(source.toIndex(offset));
  const range = (start: number, end: number): { start: RawOffset; end: RawOffset } => {
    const movedStart = point(start);
    // The next kept letter is where a name ends at the latest; spaces and direction marks before it are not part of it.
    const kept = to.slice(movedStart, Math.max(movedStart, point(end))).replace(/[\s\p{Cf}]+$/u, '');
    return { start: movedStart, end: rawOffset(movedStart + kept.length) };
  };
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move);
    if (typeof value !== 'object' || value === null) return value;
    const record: Record<string, unknown> = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, move(inner)]),
    );
    const { start, end, sentenceStarts } = record;
    if (Array.isArray(sentenceStarts))
      record['sentenceStarts'] = sentenceStarts.map((at) =>
        typeof at === 'number' ? point(at) : (at as unknown),
      );
    // A sentence that was read is known by its start alone.
    if (typeof start === 'number' && !('end' in record)) return { ...record, start: point(start) };
    if (typeof start !== 'number' || typeof end !== 'number') return record;
    const moved = range(start, end);
    const surface = 'surface' in record ? { surface: to.slice(moved.start, moved.end) } : {};
    return { ...record, ...moved, ...surface };
  };
  return { text: to, move: (value) => move(value) as typeof value };
}

/** Offsets of a raw text as places among its folded letters, spaces at the beginning aside, and back. */
function folded(raw: string): { toIndex(offset: number): number; toRaw(index: number): RawOffset } {
  const { text, toRaw } = foldText(raw);
  const lead = text.length - text.trimStart().length;
  const at = (index: number): RawOffset => toRaw(normOffset(index + lead));
  return {
    toRaw: at,
    toIndex: (offset) => {
      let low = 0;
      let high = text.length - lead;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (at(middle) < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
