import type { Mark, Range, RawOffset, Word } from '../domain';
import { borderByCharacter, trimRange } from './graphemes';
import { markOf, type WorkSpan } from './layer';
import { firstEndingAfter, overlaps, sameRange } from './ranges';
import { draftOf } from './stamp';
import {
  done,
  madeMark,
  refused,
  rejectedMark,
  replaceMarks,
  shownAt,
  snapToWords,
  wordsOf,
  type Command,
  type Work,
} from './work';

/** A step of a border: which one, how far, and which way; `1` is onward in reading order, in Arabic to the left. */
export interface BorderMove {
  readonly side: 'start' | 'end';
  readonly by: 'word' | 'character';
  readonly direction: 1 | -1;
}

/**
 * Moves a border of a mark. By word it lands on borders of words; by character it passes over whole grapheme clusters,
 * so that no diacritic is cut from its letter, and over white space. `edit/empty` when nothing would be left,
 * `edit/nothing` at the end of the text, `edit/overlap` on other gold.
 */
export function moveBorder(work: Work, mark: Range, { side, by, direction }: BorderMove): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  const border = shown[side];
  const next =
    by === 'word'
      ? borderByWord(wordsOf(work), border, side, direction)
      : borderByCharacter(work.raw, border, side, direction);
  if (next === null) return refused('edit/nothing');
  const moved: Range = side === 'start' ? { start: next, end: shown.end } : { start: shown.start, end: next };
  return change(work, shown, moved.start < moved.end ? trimRange(work.raw, moved) : null);
}

function borderByWord(
  words: readonly Word[],
  border: RawOffset,
  side: 'start' | 'end',
  direction: 1 | -1,
): RawOffset | null {
  // The words around the border; the nearest with an edge on the wanted side of it is at most two away.
  const at = firstEndingAfter(words, border);
  const near = words.slice(Math.max(0, at - 2), at + 3);
  const next =
    direction === 1 ? near.find((word) => word[side] > border) : near.findLast((word) => word[side] < border);
  return next ? next[side] : null;
}

/**
 * Gives a mark the words that a range touches, or exactly the range without white space at its ends. A mark that moves
 * away altogether leaves a rejected one behind.
 */
export function setRange(
  work: Work,
  mark: Range,
  range: Range,
  options: { readonly isExact?: boolean } = {},
): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  const next = options.isExact === true ? trimRange(work.raw, range) : snapToWords(work, range);
  if (!next || overlaps(next, shown)) return change(work, shown, next);
  const added = replaceMarks(work, 'addSpan', null, madeMark(work, next, shown.label));
  if (!added.ok) return added;
  const op = shown.origin === 'predicted' ? 'rejectSpan' : 'removeSpan';
  return done([draftOf(work.documentId, op, markOf(shown), rejectedMark(shown)), ...added.value]);
}

function change(work: Work, shown: WorkSpan, range: Range | null): Command {
  if (!range) return refused('edit/empty');
  if (sameRange(range, shown)) return refused('edit/nothing');
  return replaceMarks(work, 'changeSpan', shown, madeMark(work, range, shown.label));
}

/** Parts a mark before the word that holds or follows an offset; both parts keep the label. `edit/nothing` outside it. */
export function splitMark(work: Work, mark: Range, at: RawOffset): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  const words = wordsOf(work);
  const second = words[firstEndingAfter(words, at)];
  const first = words[firstEndingAfter(words, at) - 1];
  if (
    !first ||
    !second ||
    second.start <= shown.start ||
    second.start >= shown.end ||
    first.end <= shown.start
  )
    return refused('edit/nothing');
  const parts: [Mark, Mark] = [
    madeMark(work, { start: shown.start, end: first.end }, shown.label),
    madeMark(work, { start: second.start, end: shown.end }, shown.label),
  ];
  return done([
    draftOf(work.documentId, 'changeSpan', markOf(shown), parts[0]),
    draftOf(work.documentId, 'addSpan', null, parts[1]),
  ]);
}

/** Unites a mark with one that follows, and all between them; the label is the first's. */
export function mergeMarks(work: Work, mark: Range, next: Range): Command {
  const [first, second] = [shownAt(work, mark), shownAt(work, next)];
  if (!first || !second) return refused('edit/gone');
  if (second.start < first.end) return refused('edit/nothing');
  const united = madeMark(work, { start: first.start, end: second.end }, first.label);
  return replaceMarks(work, 'changeSpan', first, united, [second]);
}
