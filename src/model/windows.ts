import { SPECIAL, type EncodedSegment, type WordCoder } from './encode';

/** How texts are cut for the model. */
export interface WindowLimits {
  /** Ids in one window, `<s>` and `</s>` included. */
  readonly maxTokens: number;
  /** Words that two windows of one long sentence share. */
  readonly overlapWords: number;
}

/** 128 ids are the fastest per token, and longer windows score alike. */
export const WINDOW_LIMITS: WindowLimits = { maxTokens: 128, overlapWords: 24 };

/** Ids before and after the words of a window. */
type Frame = Pick<WordCoder, 'start' | 'end'>;
const FRAME: Frame = { start: [SPECIAL.start], end: [SPECIAL.end] };

/** A word in a window: where its first token is, and how far it stands from the window's nearer edge, in words. */
export interface WindowWord {
  readonly segmentIndex: number;
  readonly word: number;
  readonly token: number;
  readonly fromEdge: number;
}

/** One model call. */
export interface Window {
  readonly ids: readonly number[];
  readonly words: readonly WindowWord[];
  /** Segments that have all their words once this window is done. */
  readonly completes: readonly EncodedSegment[];
}

/**
 * Packs consecutive segments greedily into windows, across paragraphs. A segment longer than a window is cut on words
 * into windows of its own that overlap.
 */
export function* packWindows(
  segments: Iterable<EncodedSegment>,
  limits: WindowLimits = WINDOW_LIMITS,
  frame: Frame = FRAME,
): Generator<Window> {
  const room = limits.maxTokens - frame.start.length - frame.end.length;
  let open: EncodedSegment[] = [];
  let used = 0;
  for (const segment of segments) {
    const size = segment.wordIds.reduce((sum, ids) => sum + ids.length, 0);
    if (used + size > room && open.length > 0) {
      yield toWindow(open, frame);
      open = [];
      used = 0;
    }
    if (size > room) yield* cutLong(segment, room, limits.overlapWords, frame);
    else {
      open.push(segment);
      used += size;
    }
  }
  if (open.length > 0) yield toWindow(open, frame);
}

function toWindow(segments: readonly EncodedSegment[], frame: Frame): Window {
  const ids: number[] = [...frame.start];
  const words: WindowWord[] = [];
  for (const { segment, wordIds } of segments) {
    wordIds.forEach((pieces, word) => {
      words.push({ segmentIndex: segment.index, word, token: ids.length, fromEdge: Infinity });
      ids.push(...pieces);
    });
  }
  ids.push(...frame.end);
  return { ids, words, completes: segments };
}

function* cutLong(
  encoded: EncodedSegment,
  room: number,
  overlapWords: number,
  frame: Frame,
): Generator<Window> {
  const { segment, wordIds } = encoded;
  let first = 0;
  while (first < wordIds.length) {
    let last = first;
    let size = 0;
    while (last < wordIds.length && size + (wordIds[last]?.length ?? 0) <= room) {
      size += wordIds[last]?.length ?? 0;
      last += 1;
    }
    const ids: number[] = [...frame.start];
    const words: WindowWord[] = [];
    for (let word = first; word < last; word++) {
      // The edges of the sentence itself are no cuts: nothing is missing there.
      const before = first === 0 ? Infinity : word - first;
      const after = last === wordIds.length ? Infinity : last - 1 - word;
      words.push({ segmentIndex: segment.index, word, token: ids.length, fromEdge: Math.min(before, after) });
      ids.push(...(wordIds[word] ?? []));
    }
    ids.push(...frame.end);
    const isLast = last >= wordIds.length;
    yield { ids, words, completes: isLast ? [encoded] : [] };
    if (isLast) return;
    first = Math.max(first + 1, last - overlapWords);
  }
}
