import type { Range, Segment, Word } from '../../domain';

/** A selection of whole words: where it was begun and where it goes to, as indices of words. */
export interface WordSelection {
  readonly anchor: number;
  readonly focus: number;
}

/**
 * Which way an arrow key goes in reading order: onward (1) or back (-1). In a right-to-left paragraph the left arrow
 * goes onward, whatever the script of the word at hand, as text fields do for whole words (UAX #9: the base direction
 * of the paragraph decides). Null for other keys.
 */
export function arrowDirection(code: string, paragraph: 'rtl' | 'ltr'): 1 | -1 | null {
  if (code !== 'ArrowLeft' && code !== 'ArrowRight') return null;
  return (code === 'ArrowLeft') === (paragraph === 'rtl') ? 1 : -1;
}

/** The selection one word onward or back; without `extend` it shrinks to that word. */
export function stepWord(
  words: readonly Word[],
  at: WordSelection | null,
  direction: 1 | -1,
  extend: boolean,
): WordSelection | null {
  if (words.length === 0) return null;
  const from = at?.focus ?? (direction === 1 ? -1 : words.length);
  const focus = Math.min(words.length - 1, Math.max(0, from + direction));
  return { anchor: extend && at ? at.anchor : focus, focus };
}

/** The first word of the sentence before or after the one that holds the selection; with `extend`, all up to there. */
export function stepSentence(
  words: readonly Word[],
  segments: readonly Segment[],
  at: WordSelection | null,
  direction: 1 | -1,
  extend = false,
): WordSelection | null {
  const start = at ? (words[at.focus]?.start ?? 0) : -1;
  const here = segments.findIndex((segment) => start < segment.end);
  const isInside = start >= (segments[here]?.start ?? Infinity);
  const next = direction === 1 ? (isInside ? here + 1 : here) : here - 1;
  const segment = segments[Math.min(segments.length - 1, Math.max(0, next))];
  const focus = segment ? words.findIndex((word) => word.start >= segment.start) : -1;
  return focus < 0 ? null : { anchor: extend && at ? at.anchor : focus, focus };
}

/** The words from the first to the last selected, as one range. */
export function rangeOf(words: readonly Word[], { anchor, focus }: WordSelection): Range | null {
  const first = words[Math.min(anchor, focus)];
  const last = words[Math.max(anchor, focus)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The words that a range touches; a caret touches the word it stands in or behind. */
export function selectionOf(words: readonly Word[], start: number, end: number): WordSelection | null {
  const first = words.findIndex((word) => word.end > start || (start === end && word.end === start));
  if (first < 0) return null;
  let last = first;
  while ((words[last + 1]?.start ?? Infinity) < end) last += 1;
  return (words[first]?.start ?? Infinity) <= Math.max(end, start) ? { anchor: first, focus: last } : null;
}
