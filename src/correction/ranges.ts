import type { Range } from '../domain';

/** Index of the first range that ends after an offset; the ranges are in order and do not overlap. */
export function firstEndingAfter(sorted: readonly Range[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ranges that share a character with another one; they are in order and do not overlap. */
export function overlapping<T extends Range>(sorted: readonly T[], range: Range): T[] {
  const found: T[] = [];
  for (let i = firstEndingAfter(sorted, range.start); i < sorted.length; i++) {
    const other = sorted[i];
    if (!other || other.start >= range.end) break;
    found.push(other);
  }
  return found;
}

/** The range that holds an offset. */
export function holding<T extends Range>(sorted: readonly T[], offset: number): T | undefined {
  const found = sorted[firstEndingAfter(sorted, offset)];
  return found && found.start <= offset ? found : undefined;
}

export const sameRange = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;
export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;
export const byStart = (a: Range, b: Range): number => a.start - b.start || a.end - b.end;
