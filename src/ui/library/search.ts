import { rawOffset, type Document } from '../../domain';
import { findFolded, sentenceAround } from '../../text';

/** One found place with its sentence. */
export interface Hit {
  readonly document: Document;
  readonly start: number;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

const LIMIT = 200;
/** Longest piece of a sentence shown on either side, in UTF-16 units. */
const CONTEXT = 90;
const SLICE_MS = 12;

/** Searches all texts, newest first, yielding to input between texts. Stops silently when aborted. */
export async function searchTexts(
  documents: readonly Document[],
  query: string,
  exact: boolean,
  signal: AbortSignal,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  let sliceStart = performance.now();
  for (const document of documents) {
    for (const { start, end } of findFolded(document.text, query, { exact })) {
      const sentence = sentenceAround(document.text, rawOffset(start));
      const from = Math.max(sentence.start, start - CONTEXT);
      const to = Math.min(sentence.end, end + CONTEXT);
      hits.push({
        document,
        start,
        before: (from > sentence.start ? '…' : '') + document.text.slice(from, start),
        match: document.text.slice(start, end),
        after: document.text.slice(end, to) + (to < sentence.end ? '…' : ''),
      });
      if (hits.length >= LIMIT) return hits;
    }
    if (performance.now() - sliceStart > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return hits;
      sliceStart = performance.now();
    }
  }
  return hits;
}
