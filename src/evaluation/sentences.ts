import type { Label, Mark, Origin, Range, Span } from '../domain';
import type { LabelledRange } from './bio';
import { chooseLabels, type LabelChoice } from './labels';

/** A predicted range with how sure the model was, 0 to 1; nothing where it does not say. */
export interface PredictedRange extends LabelledRange {
  readonly score?: number;
}

/** One read sentence with what is there and what the model found; all offsets into the raw text of the document. */
export interface ScoredSentence {
  readonly documentId: string;
  readonly start: number;
  readonly end: number;
  readonly gold: readonly LabelledRange[];
  readonly predicted: readonly PredictedRange[];
}

export interface SentenceSource {
  readonly documentId: string;
  /** All sentences of the document, in order. */
  readonly segments: readonly Range[];
  /** Starts of the sentences that a person read. */
  readonly readStarts: ReadonlySet<number>;
  readonly gold: readonly Mark[];
  readonly predicted: readonly Span[];
  /** Whether marks that nobody looked at one by one count as gold. */
  readonly countBulk: boolean;
  /** Predictions below this score are left out, as if the model had not made them. */
  readonly minScore?: number;
  readonly choice?: LabelChoice;
}

export interface SentenceSelection {
  readonly sentences: ScoredSentence[];
  /** Marks of read sentences that were left out because they were accepted in bulk or propagated. */
  readonly leftOut: number;
}

const COUNTED: ReadonlySet<Origin> = new Set<Origin>(['made', 'confirmed', 'imported']);
const UNSEEN: ReadonlySet<Origin> = new Set<Origin>(['bulk', 'propagated']);

/**
 * Brings one document to the form that every figure starts from. Only read sentences are given. Marks that were made,
 * confirmed or imported are gold. Marks accepted in bulk or propagated count only with `countBulk`; without it they
 * are left out together with every prediction that overlaps them, since they say nothing about the model. A range
 * belongs to the sentence in which it begins.
 */
export function scoredSentences(source: SentenceSource): SentenceSelection {
  const { documentId, segments, readStarts, countBulk, minScore = 0, choice } = source;
  const sentences = segments
    .filter(({ start }) => readStarts.has(start))
    .map(({ start, end }) => ({ start, end, gold: [] as LabelledRange[], unseen: [] as Mark[] }));
  const starts = segments.map(({ start }) => start);
  const readAt = new Map(sentences.map((sentence) => [sentence.start as number, sentence]));
  const sentenceOf = (range: Range) => readAt.get(starts[lastAtOrBefore(starts, range.start)] ?? -1);
  const predicted = new Map<number, Span[]>();
  for (const mark of source.gold) {
    const sentence = sentenceOf(mark);
    if (!sentence) continue;
    if (COUNTED.has(mark.origin) || (countBulk && UNSEEN.has(mark.origin))) sentence.gold.push(mark);
    else if (UNSEEN.has(mark.origin)) sentence.unseen.push(mark);
  }
  for (const span of source.predicted) {
    const sentence = sentenceOf(span);
    if (!sentence || span.score < minScore) continue;
    if (sentence.unseen.some((mark) => span.start < mark.end && mark.start < span.end)) continue;
    const list = predicted.get(sentence.start);
    if (list) list.push(span);
    else predicted.set(sentence.start, [span]);
  }
  return {
    sentences: sentences.map(({ start, end, gold }) => ({
      documentId,
      start,
      end,
      ...chooseLabels(gold, predicted.get(start) ?? [], choice ?? {}),
    })),
    leftOut: sentences.reduce((sum, { unseen }) => sum + unseen.length, 0),
  };
}

/** Index of the last number that is not above `at` in an ascending list; -1 before the first. */
function lastAtOrBefore(ascending: readonly number[], at: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** All labels of both sides, in the alphabet's order. */
export function labelsIn(sentences: readonly ScoredSentence[]): Label[] {
  const labels = new Set<Label>();
  for (const { gold, predicted } of sentences)
    for (const { label } of [...gold, ...predicted]) labels.add(label);
  return [...labels].sort();
}

/** Lists by document, in the order in which the documents first come. */
export function byDocument<T extends { readonly documentId: string }>(items: readonly T[]): Map<string, T[]> {
  const documents = new Map<string, T[]>();
  for (const item of items) {
    const list = documents.get(item.documentId);
    if (list) list.push(item);
    else documents.set(item.documentId, [item]);
  }
  return documents;
}
