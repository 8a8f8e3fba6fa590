import type { Range } from '../../domain';
import { mulberry32, shuffled } from '../random';

/** Sentences drawn unless another number is asked for. */
export const SAMPLE_SIZE = 60;

/** A document of the collection with all its sentences, in order. */
export interface AuditDocument {
  readonly documentId: string;
  readonly sentences: readonly Range[];
}

export interface SampleRequest {
  readonly documents: readonly AuditDocument[];
  readonly size?: number;
  readonly seed: number;
}

/** A drawn sentence with its neighbours. */
export interface SampledSentence {
  readonly documentId: string;
  readonly sentence: Range;
  readonly before: Range | null;
  readonly after: Range | null;
}

/**
 * Draws sentences at random, stratified by document: each document gives its share of the sample, rounded down or up,
 * and every sentence of the collection has the same chance. The rounding is random (systematic sampling over the
 * documents in random order, Madow 1949): the largest remainder would never visit the short documents of a large
 * collection, and what is true of the long ones only would pass for the whole. So no weights are needed afterwards.
 * The order is random too: the first sentences of a sample are a sample. The same seed and documents, in whatever
 * order, give the same sample; all sentences come when there are no more than `size`.
 */
export function drawSample(request: SampleRequest): SampledSentence[] {
  const { documents, size = SAMPLE_SIZE, seed } = request;
  const random = mulberry32(seed);
  const inOrder = [...documents].sort((a, b) => (a.documentId < b.documentId ? -1 : 1));
  const total = inOrder.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const drawn = Math.min(size, total);
  const offset = random();
  let passed = 0;
  const sample: SampledSentence[] = [];
  for (const { documentId, sentences } of shuffled(inOrder, random)) {
    // Points offset, offset + 1, … on a line on which the document is as long as its share.
    const from = Math.ceil((drawn * passed) / total - offset);
    passed += sentences.length;
    const count = Math.ceil((drawn * passed) / total - offset) - from;
    const indices = shuffled([...sentences.keys()], random).slice(0, count);
    for (const index of indices) {
      const sentence = sentences[index];
      if (!sentence) continue;
      const [before = null, after = null] = [sentences[index - 1], sentences[index + 1]];
      sample.push({ documentId, sentence, before, after });
    }
  }
  return shuffled(sample, random);
}
