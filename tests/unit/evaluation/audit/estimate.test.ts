import { describe, expect, it } from 'vitest';
import { estimate, perHundred, type ScoredSentence } from '../../../../src/evaluation';
import { estimateShare, studentQuantile } from '../../../../src/evaluation/audit/proportion';
import { scored, span } from '../synthetic';

const RAW = 'دمشق حلب الرقة إدلب درعا حماة حمص تدمر جبلة صلنفة بانياس طرطوس';
const rawOf = () => RAW;
const at = (name: string, label = 'LOC') => {
  const start = RAW.indexOf(name);
  return span(start, start + name.length, label);
};
const sentence = (
  gold: ScoredSentence['gold'],
  predicted: ScoredSentence['predicted'],
  documentId = 'a',
): ScoredSentence => ({ documentId, start: 0, end: RAW.length, gold, predicted });
const hit = (documentId?: string) => sentence([at('حلب')], [at('حلب')], documentId);
const miss = (documentId?: string) => sentence([at('حلب')], [], documentId);

describe('estimateShare', () => {
  it('is Wilson’s interval with Student’s t where units are independent', () => {
    const units = Array.from({ length: 200 }, (_, i) => ({ part: i % 5 === 0 ? 0 : 1, whole: 1 }));
    const { value, range } = estimateShare(units, 0);
    expect(value).toBeCloseTo(0.8, 12);
    // Wilson 1927 for 160 of 200 with t = 1.972 (199 degrees).
    expect(range?.[0]).toBeCloseTo(0.7389, 3);
    expect(range?.[1]).toBeCloseTo(0.8498, 3);
  });

  it('widens where mentions of a unit share their luck, and never claims more than there are', () => {
    const width = (units: { part: number; whole: number }[]) => {
      const { range } = estimateShare(units, 0);
      return range ? range[1] - range[0] : NaN;
    };
    const alone = Array.from({ length: 100 }, (_, i) => ({ part: i % 2, whole: 1 }));
    const together = Array.from({ length: 20 }, (_, i) => ({ part: 5 * (i % 2), whole: 5 }));
    const balanced = Array.from({ length: 50 }, () => ({ part: 1, whole: 2 }));
    expect(width(together)).toBeGreaterThan(2 * width(alone));
    expect(width(balanced)).toBeGreaterThan(0.95 * width(alone));
  });

  it('stays open towards less where everything was right, and closes as the collection is read', () => {
    const units = Array.from({ length: 20 }, () => ({ part: 1, whole: 1 }));
    const [low, high] = estimateShare(units, 0).range ?? [NaN, NaN];
    expect(low).toBeGreaterThan(0.75);
    expect(low).toBeLessThan(0.9);
    expect(high).toBe(1);
    // Hypergeometric: with three quarters seen, 2.66 unseen errors stay unseen with a chance of 2.5 %.
    expect(estimateShare(units, 0.75).range?.[0]).toBeCloseTo(1 - (2.66 * 0.75) / 20, 1);
    expect(estimateShare(units, 0.99).range?.[0]).toBeGreaterThan(0.98);
    expect(estimateShare(units, 1).range).toEqual([1, 1]);
    expect(estimateShare([{ part: 0, whole: 0 }], 0)).toEqual({ value: null, range: null });
  });

  it('has Student’s quantiles', () => {
    for (const [degrees, expected] of [
      [3, 3.182],
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
      [1000, 1.962],
    ] as const)
      expect(Math.abs(studentQuantile(degrees) - expected)).toBeLessThan(0.01);
  });
});

describe('estimate', () => {
  it('gives figures per label and says what it drew from', () => {
    const audited = [...Array.from({ length: 30 }, () => hit()), ...Array.from({ length: 10 }, () => miss())];
    audited.push(sentence([at('حماة', 'PER')], [at('حماة', 'PER')]));
    const found = estimate({ audited, strata: new Map([['a', 1000]]), rawOf });
    expect(found).toMatchObject({ sentences: 41, collection: 1000, unit: 'sentence', gold: 41 });
    const places = found.perLabel.get('LOC');
    expect(places?.recall.value).toBeCloseTo(0.75, 12);
    expect(places?.precision.value).toBe(1);
    expect(places?.f1.value).toBeCloseTo(1.5 / 1.75, 12);
    expect(found.perLabel.get('PER')?.gold).toBe(1);
  });

  it('takes documents as units where there are enough', () => {
    const audited = Array.from({ length: 40 }, (_, i) => (i % 4 < 2 ? hit : miss)(`d${i % 20}`));
    const strata = new Map(Array.from({ length: 20 }, (_, i) => [`d${i}`, 10]));
    expect(estimate({ audited, strata, rawOf }).unit).toBe('document');
    const few = estimate({ audited: audited.filter((s) => s.documentId !== 'd0'), strata, rawOf });
    expect(few.unit).toBe('sentence');
  });

  it('is certain of a collection that was audited as a whole', () => {
    const { recall, f1 } = estimate({ audited: [hit(), miss()], strata: new Map([['a', 2]]), rawOf });
    expect(recall.range).toEqual([0.5, 0.5]);
    expect(f1.range?.[0]).toBeCloseTo(2 / 3, 12);
  });

  it('lists the ten worst errors: misleading before slight, frequent before rare, sure before doubtful', () => {
    const names = ['الرقة', 'إدلب', 'درعا', 'حمص', 'تدمر', 'جبلة', 'صلنفة', 'بانياس', 'طرطوس'];
    const spurious = names.map((name, i) => {
      const { start, end } = at(name);
      return sentence([], [scored(start, end, i / 10)]);
    });
    const border = sentence([span(0, 4)], [span(0, 8)]);
    const audited = [border, ...spurious, miss(), miss()];
    const { worst } = estimate({ audited, strata: new Map([['a', 100]]), rawOf });
    expect(worst.map((item) => item.surface)).toEqual(['حلب', ...[...names].reverse()]);
  });

  it('has nothing to say about nothing', () => {
    const found = estimate({ audited: [], strata: new Map(), rawOf });
    expect(found.recall).toEqual({ value: null, range: null });
    expect(found.perLabel.size).toBe(0);
  });
});

describe('perHundred', () => {
  it('rounds the interval outwards', () => {
    expect(perHundred({ value: 0.843, range: [0.768, 0.892] })).toEqual({ about: 84, low: 76, high: 90 });
    expect(perHundred({ value: 0.29, range: [0.29, 0.29] })).toEqual({ about: 29, low: 29, high: 29 });
    expect(perHundred({ value: null, range: null })).toBeNull();
  });
});
