import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreSpans, thresholdCurve } from '../../../src/evaluation';
import { scored, sentence, sentences, span } from './synthetic';

describe('thresholdCurve', () => {
  it('equals the scores of what is left at each threshold', () => {
    fc.assert(
      fc.property(sentences, fc.integer({ min: 1, max: 20 }), (list, steps) => {
        const curve = thresholdCurve(list, steps);
        expect(curve).toHaveLength(steps + 1);
        for (const { threshold, precision, recall, f1 } of curve) {
          const scores = scoreSpans(
            list.map((s) => s.gold),
            list.map((s) => s.predicted.filter((p) => (p.score ?? 1) >= threshold)),
            'strict',
          );
          expect([precision, recall, f1]).toEqual([scores.precision, scores.recall, scores.f1]);
        }
      }),
    );
  });

  it('keeps what has no score, and goes from 0 to 1', () => {
    const curve = thresholdCurve([sentence([span(0, 2), span(4, 5)], [span(0, 2), scored(4, 5, 0.4)])], 2);
    expect(curve.map((point) => [point.threshold, point.recall])).toEqual([
      [0, 1],
      [0.5, 0.5],
      [1, 0.5],
    ]);
  });
});
