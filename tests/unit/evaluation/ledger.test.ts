import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countSpans,
  f1Interval,
  FEWEST_DOCUMENTS,
  FEWEST_MENTIONS,
  FEWEST_SENTENCES,
  makeLedger,
  MATCHINGS,
  scoreSpans,
  type ScoredSentence,
} from '../../../src/evaluation';
import { sentence, sentences, span } from './synthetic';

const repeat = (count: number, make: (i: number) => ScoredSentence) =>
  Array.from({ length: count }, (_, i) => make(i));
const hit = (documentId = 'a') => sentence([span(0, 2)], [span(0, 2)], documentId);
const miss = (documentId = 'a') => sentence([span(0, 2)], [], documentId);

describe('makeLedger', () => {
  it('gives the scores of all sentences and of each document under every matching', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const ledger = makeLedger(list, { resamples: 0 });
        for (const matching of MATCHINGS) {
          const expected = scoreSpans(
            list.map((s) => s.gold),
            list.map((s) => s.predicted),
            matching,
          );
          expect(ledger.matchings[matching].scores).toEqual(expected);
          const correct = ledger.documents.map((row) => row.scores[matching].counts.correct);
          expect(correct.reduce((a, b) => a + b, 0)).toBe(expected.counts.correct);
        }
        expect(ledger.documents.reduce((sum, row) => sum + row.gold, 0)).toBe(ledger.gold);
        expect(ledger.documents.reduce((sum, row) => sum + row.sentences, 0)).toBe(list.length);
      }),
    );
  });

  it('has the interval of f1Interval, by sentence and by document', () => {
    for (const documents of [2, FEWEST_DOCUMENTS]) {
      const list = repeat(80, (i) => (i % 3 === 0 ? miss : hit)(`d${i % documents}`));
      const byDocument = Array.from({ length: documents }, (_, d) =>
        list.filter((s) => s.documentId === `d${d}`).map((s) => countSpans(s.gold, s.predicted, 'strict')),
      );
      const { intervals } = makeLedger(list).matchings.strict;
      expect(intervals.f1).toEqual(f1Interval(byDocument));
      expect(intervals.f1.unit).toBe(documents === 2 ? 'sentence' : 'document');
      expect(intervals.precision.range).toEqual([1, 1]);
      const [low, high] = intervals.recall.range ?? [NaN, NaN];
      expect(low).toBeLessThan(53 / 80);
      expect(high).toBeGreaterThan(53 / 80);
    }
  });

  it('has intervals of each matching that hold its own figures', () => {
    // Half right, a quarter with other borders, a quarter with another label: no two matchings agree.
    const list = repeat(200, (i) =>
      sentence(
        [span(0, 2)],
        [
          i % 4 < 2
            ? span(0, 2)
            : i % 4 === 2
              ? span(0, 3)
              : i % 8 === 3
                ? span(0, 2, 'ORG')
                : span(0, 3, 'ORG'),
        ],
      ),
    );
    const { matchings } = makeLedger(list);
    const widths = MATCHINGS.map((matching) => {
      const { scores, intervals } = matchings[matching];
      for (const figure of ['precision', 'recall', 'f1'] as const) {
        const [low, high] = intervals[figure].range ?? [NaN, NaN];
        expect(low, matching).toBeLessThan(scores[figure] ?? NaN);
        expect(high, matching).toBeGreaterThan(scores[figure] ?? NaN);
        // Percentiles lie about evenly round the figure.
        expect((low + high) / 2).toBeCloseTo(scores[figure] ?? NaN, 1);
      }
      return intervals.f1.range?.[0];
    });
    expect(new Set(widths).size).toBe(MATCHINGS.length);
  });

  it('says whether there is enough to show an F1', () => {
    const empty = sentence([], []);
    const enough = [
      ...repeat(FEWEST_MENTIONS, () => hit()),
      ...repeat(FEWEST_SENTENCES - FEWEST_MENTIONS, () => empty),
    ];
    expect(makeLedger(enough).enough).toBe(true);
    expect(makeLedger(enough.slice(0, -1)).enough).toBe(false);
    expect(makeLedger([empty, ...enough.slice(1)]).enough).toBe(false);
    expect(makeLedger([])).toMatchObject({ sentences: 0, gold: 0, enough: false, documents: [] });
  });

  it('leaves intervals out when nothing is drawn', () => {
    const { intervals } = makeLedger(
      repeat(30, () => hit()),
      { resamples: 0 },
    ).matchings.type;
    expect(intervals.recall.range).toBeNull();
  });
});
