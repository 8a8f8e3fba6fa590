import { rawOffset, type Label, type Range } from '../../domain';

/** A labelled range to be shown in its sentence. */
export interface Shown extends Range {
  readonly label: Label;
}

/** A stretch of a sentence: plain words, or a mark. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly label: Label | null;
}

/** Cuts a sentence at its marks, which are in order and do not overlap. Line breaks become spaces. */
export function piecesOf(raw: string, sentence: Range, marks: readonly Shown[]): Piece[] {
  const pieces: Piece[] = [];
  const put = (start: number, end: number, label: Label | null) => {
    if (end > start) pieces.push({ start, text: raw.slice(start, end).replace(/\s+/g, ' '), label });
  };
  let at: number = sentence.start;
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= sentence.end) continue;
    put(at, mark.start, null);
    put(Math.max(at, mark.start), Math.min(mark.end, sentence.end), mark.label);
    at = Math.min(mark.end, sentence.end);
  }
  put(at, sentence.end, null);
  return pieces;
}

/** The part of a sentence around a range: so many characters on either side at most, and whole words. */
export function partAround(raw: string, sentence: Range, around: Range, characters: number): Range {
  const first = Math.max(sentence.start, around.start - characters);
  const last = Math.min(sentence.end, around.end + characters);
  const space = raw.indexOf(' ', first);
  const start = first === sentence.start || space < 0 || space >= around.start ? first : space + 1;
  const end = last === sentence.end ? last : Math.max(raw.lastIndexOf(' ', last), around.end);
  return { start: rawOffset(start), end: rawOffset(end) };
}
