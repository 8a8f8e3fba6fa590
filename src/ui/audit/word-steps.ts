import type { Mark, Word } from '../../domain';
import { arrowDirection, type WordSelection } from '../state/word-selection';

/** The first word of a sentence. */
export const START: WordSelection = { anchor: 0, focus: 0 };

/** A selection within a sentence of so many words. */
export function clampSelection({ anchor, focus }: WordSelection, count: number): WordSelection {
  const within = (at: number) => Math.max(0, Math.min(count - 1, at));
  return { anchor: within(anchor), focus: within(focus) };
}

export const isSelected = ({ anchor, focus }: WordSelection, at: number): boolean =>
  at >= Math.min(anchor, focus) && at <= Math.max(anchor, focus);

/** The mark that covers a word. */
export function markAt(words: readonly Word[], marks: readonly Mark[], at: number): Mark | null {
  const word = words[at];
  if (!word) return null;
  return marks.find((mark) => mark.start < word.end && word.start < mark.end) ?? null;
}

interface Sentence {
  readonly count: number;
  readonly direction: 'rtl' | 'ltr';
}

/** The selection after an arrow key, in reading order; with Shift its anchor stays. Null for other keys. */
export function moveSelection(
  { anchor, focus: from }: WordSelection,
  { code, shiftKey }: Pick<KeyboardEvent, 'code' | 'shiftKey'>,
  { count, direction }: Sentence,
): WordSelection | null {
  const focus = focusAfter(from, code, { count, direction });
  return focus === null ? null : clampSelection({ anchor: shiftKey ? anchor : focus, focus }, count);
}

function focusAfter(from: number, code: string, { count, direction }: Sentence): number | null {
  if (code === 'Home') return 0;
  if (code === 'End') return count - 1;
  if (code === 'ArrowDown' || code === 'ArrowUp') return from + (code === 'ArrowDown' ? 1 : -1);
  const step = arrowDirection(code, direction);
  return step === null ? null : from + step;
}
