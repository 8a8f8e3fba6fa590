import { describe, expect, it } from 'vitest';
import { f1Interval, FEWEST_DOCUMENTS, type Counts } from '../../../src/evaluation';

const counts = (correct: number, missed = 0, spurious = 0): Counts => ({
  correct,
  incorrect: 0,
  partial: 0,
  missed,
  spurious,
});

describe('f1Interval', () => {
  it('draws documents where there are enough, else sentences', () => {
    const documents = Array.from({ length: FEWEST_DOCUMENTS }, (_, i) => [counts(i, 2), counts(1)]);
    expect(f1Interval(documents).unit).toBe('document');
    expect(f1Interval(documents.slice(1)).unit).toBe('sentence');
  });

  it('is the same each time, and another with another seed', () => {
    const documents = [Array.from({ length: 40 }, (_, i) => counts(i % 3, i % 2, i % 5))];
    expect(f1Interval(documents)).toEqual(f1Interval(documents));
    expect(f1Interval(documents, 1).range).not.toEqual(f1Interval(documents, 2).range);
  });

  it('holds F1, is as wide as its spread says and narrows with more sentences', () => {
    // Half the sentences right, half missed: recall p, F1 = 2p / (1 + p).
    const width = (sentences: number) => {
      const units = Array.from({ length: sentences }, (_, i) => (i % 2 === 0 ? counts(1) : counts(0, 1)));
      const [low, high] = f1Interval([units]).range ?? [NaN, NaN];
      expect(low).toBeLessThan(2 / 3);
      expect(high).toBeGreaterThan(2 / 3);
      return high - low;
    };
    // Delta method: dF/dp = 2 / (1 + p)², standard error of p = ½ / √n.
    expect(width(400)).toBeCloseTo((2 * 1.96 * (2 / 1.5 ** 2) * 0.5) / 20, 2);
    expect(width(1600)).toBeLessThan(width(400) * 0.6);
  });

  it('has no range where nothing can vary or nothing is there', () => {
    expect(f1Interval([[counts(3)]]).range).toBeNull();
    expect(f1Interval([[counts(0), counts(0)]]).range).toBeNull();
    expect(f1Interval([[counts(3), counts(1)]]).range).toEqual([1, 1]);
    expect(f1Interval([]).range).toBeNull();
  });
});
