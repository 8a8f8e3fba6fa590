/**
 * An offset in UTF-16 units as one in code points, which is what Python, brat and Label Studio count. An offset inside
 * a surrogate pair counts the whole pair.
 */
export const toCodePoint = (raw: string, offset: number): number => createCodePointCounter(raw)(offset);

/** {@link toCodePoint} for many offsets of one text: linear over all calls when offsets mostly grow. */
export function createCodePointCounter(raw: string): (offset: number) => number {
  let at = 0;
  let points = 0;
  return (offset) => {
    if (offset < at) at = points = 0;
    while (at < offset && at < raw.length) {
      at += (raw.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      points += 1;
    }
    return points;
  };
}
