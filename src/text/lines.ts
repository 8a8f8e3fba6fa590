import { rawOffset, type Range } from '../domain';

/** One line: its text without the terminator, and where the terminator ends. */
export interface Line {
  readonly start: number;
  /** End of the text of the line. */
  readonly end: number;
  /** End of the terminator, start of the next line. */
  readonly next: number;
  readonly isBlank: boolean;
}

const TERMINATOR = /\r\n|[\n\r\u2028\u2029\f\v]/g;

/** Lines of a text; their `[start, next)` cover it without gaps. */
export function linesOf(raw: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of raw.matchAll(TERMINATOR)) {
    const next = match.index + match[0].length;
    lines.push(line(raw, start, match.index, next));
    start = next;
  }
  if (start < raw.length) lines.push(line(raw, start, raw.length, raw.length));
  return lines;
}

function line(raw: string, start: number, end: number, next: number): Line {
  return { start, end, next, isBlank: raw.slice(start, end).trim() === '' };
}

/** Lines with their terminators, for rendering: together they are the whole text. */
export function paragraphsOf(raw: string): Range[] {
  return linesOf(raw).map(({ start, next }) => ({ start: rawOffset(start), end: rawOffset(next) }));
}
