import fc from 'fast-check';
import type { LabelledRange, PredictedRange, ScoredSentence } from '../../../src/evaluation';

export const LABELS = ['PER', 'LOC', 'ORG'];
export const span = (start: number, end: number, label = 'LOC'): LabelledRange => ({ start, end, label });
export const scored = (start: number, end: number, score: number, label = 'LOC'): PredictedRange => ({
  start,
  end,
  label,
  score,
});

/** Ranges that do not overlap, in order, of a sentence of `size` units. */
const flat = (size: number, label: fc.Arbitrary<string>): fc.Arbitrary<PredictedRange[]> =>
  fc
    .array(fc.record({ gap: fc.nat(3), length: fc.integer({ min: 1, max: 4 }), label, score: fc.nat(100) }), {
      maxLength: 6,
    })
    .map((pieces) => {
      let at = 0;
      return pieces
        .map(({ gap, length, label: own, score }) => {
          const start = at + gap;
          at = start + length;
          return { start, end: at, label: own, score: score / 100 };
        })
        .filter(({ end }) => end <= size);
    });

/** Sentences of several documents with gold and predictions that often touch. */
export const sentences: fc.Arbitrary<ScoredSentence[]> = fc.array(
  fc.record({
    documentId: fc.constantFrom('a', 'b', 'c'),
    start: fc.constant(0),
    end: fc.constant(20),
    gold: flat(20, fc.constantFrom(...LABELS)).map((list) => list.map((g) => span(g.start, g.end, g.label))),
    predicted: flat(20, fc.constantFrom(...LABELS)),
  }),
  { maxLength: 12 },
);

export const sentence = (
  gold: readonly LabelledRange[],
  predicted: readonly PredictedRange[],
  documentId = 'a',
): ScoredSentence => ({ documentId, start: 0, end: 100, gold, predicted });
