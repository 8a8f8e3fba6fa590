import type { Mark, Range, Word } from '../../domain';

/** The words under attention, by place in the sentence: from the anchor to the head, either way. */
export interface Choice {
  readonly anchor: number;
  readonly head: number;
}

export const START: Choice = { anchor: 0, head: 0 };

/** A choice within a sentence of so many words. */
export function clampChoice({ anchor, head }: Choice, count: number): Choice {
  const within = (at: number) => Math.max(0, Math.min(count - 1, at));
  return { anchor: within(anchor), head: within(head) };
}

export const isChosen = ({ anchor, head }: Choice, at: number): boolean =>
  at >= Math.min(anchor, head) && at <= Math.max(anchor, head);

/** What the chosen words cover; null in a sentence without words. */
export function rangeOf(words: readonly Word[], { anchor, head }: Choice): Range | null {
  const first = words[Math.min(anchor, head)];
  const last = words[Math.max(anchor, head)];
  return first && last ? { start: first.start, end: last.end } : null;
}

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

/** The choice after an arrow key, in reading order; with Shift its anchor stays. Null for other keys. */
export function moveChoice(
  choice: Choice,
  { code, shiftKey }: Pick<KeyboardEvent, 'code' | 'shiftKey'>,
  { count, direction }: Sentence,
): Choice | null {
  const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  let head: number;
  if (code === forward || code === 'ArrowDown') head = choice.head + 1;
  else if (code === backward || code === 'ArrowUp') head = choice.head - 1;
  else if (code === 'Home') head = 0;
  else if (code === 'End') head = count - 1;
  else return null;
  return clampChoice({ anchor: shiftKey ? choice.anchor : head, head }, count);
}
