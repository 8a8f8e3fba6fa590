import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bioToSpans,
  chooseLabels,
  countSpans,
  MATCHINGS,
  pairSpans,
  scoreSpans,
  type LabelledRange,
} from '../../../src/evaluation';

const span = (start: number, end: number, label = 'LOC'): LabelledRange => ({ start, end, label });
const LABELS = ['PER', 'LOC', 'ORG'];
const tags = fc.array(fc.constantFrom('O', 'O', ...LABELS.flatMap((label) => [`B-${label}`, `I-${label}`])), {
  maxLength: 15,
});
const flat = tags.map((list) => bioToSpans(list));
const nested = fc.array(
  fc
    .tuple(fc.nat(10), fc.integer({ min: 1, max: 5 }), fc.constantFrom(...LABELS))
    .map(([start, length, label]) => span(start, start + length, label)),
  { maxLength: 6 },
);

describe('bioToSpans', () => {
  it('starts a span at a stray I-, which strict IOB2 drops', () => {
    const stray = ['I-LOC', 'I-LOC', 'O', 'B-PER', 'I-LOC', 'I-PER'];
    expect(bioToSpans(stray)).toEqual([span(0, 2), span(3, 4, 'PER'), span(4, 5), span(5, 6, 'PER')]);
    expect(bioToSpans(stray, { strictIob2: true })).toEqual([span(3, 4, 'PER')]);
  });
});

describe('pairSpans', () => {
  it('takes equal borders before a greater overlap, then the greatest, then the leftmost', () => {
    expect(pairSpans([span(0, 4), span(1, 2)], [span(1, 2, 'PER'), span(0, 6)])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(pairSpans([span(0, 2), span(2, 6)], [span(1, 6)])).toEqual([[1, 0]]);
    expect(pairSpans([span(0, 2), span(2, 4)], [span(1, 3)])).toEqual([[0, 0]]);
    expect(pairSpans([span(0, 2)], [span(2, 4)])).toEqual([]);
  });

  it('pairs each span once, only with what it overlaps', () => {
    fc.assert(
      fc.property(nested, nested, (gold, predicted) => {
        const pairs = pairSpans(gold, predicted);
        expect(new Set(pairs.map(([i]) => i)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, j]) => j)).size).toBe(pairs.length);
        for (const [i, j] of pairs) {
          const [g, p] = [gold[i], predicted[j]];
          expect(g && p && g.start < p.end && p.start < g.end).toBe(true);
        }
      }),
    );
  });
});

describe('countSpans', () => {
  it('follows the table of the four matchings', () => {
    const gold = [span(0, 2)];
    const rows: [LabelledRange, string][] = [
      [span(0, 2), 'correct correct correct correct'],
      [span(0, 2, 'PER'), 'incorrect correct correct incorrect'],
      [span(1, 3), 'incorrect incorrect partial correct'],
      [span(1, 3, 'PER'), 'incorrect incorrect partial incorrect'],
    ];
    for (const [predicted, outcomes] of rows) {
      const names = MATCHINGS.map((matching) => {
        const counts = Object.entries(countSpans(gold, [predicted], matching));
        return counts.find(([, count]) => count === 1)?.[0];
      });
      expect(names.join(' ')).toBe(outcomes);
    }
  });

  it('differs from the order of nervaluate where a greater overlap stands behind', () => {
    const [gold, predicted] = [[span(0, 2), span(2, 6, 'ORG')], [span(1, 6, 'ORG')]];
    expect(countSpans(gold, predicted, 'strict')).toEqual(
      countSpans(gold, predicted, 'strict', 'nervaluate'),
    );
    expect(pairSpans(gold, predicted)).toEqual([[1, 0]]);
    const split = [span(0, 6), span(6, 8)];
    const joined = [span(0, 1), span(1, 7)];
    expect(countSpans(split, joined, 'partial')).toMatchObject({ partial: 1, missed: 1, spurious: 1 });
    expect(countSpans(split, joined, 'partial', 'nervaluate')).toMatchObject({ partial: 2, missed: 0 });
  });

  it('counts every span once, and the same from either side', () => {
    fc.assert(
      fc.property(flat, flat, fc.constantFrom(...MATCHINGS), (gold, predicted, matching) => {
        const counts = countSpans(gold, predicted, matching);
        const paired = counts.correct + counts.incorrect + counts.partial;
        expect(paired + counts.missed).toBe(gold.length);
        expect(paired + counts.spurious).toBe(predicted.length);
        const same = countSpans(gold, gold, matching);
        expect(same.correct).toBe(gold.length);
      }),
    );
  });

  it('finds under strict what is in both sets, in either order of pairing', () => {
    fc.assert(
      fc.property(flat, flat, (gold, predicted) => {
        const key = (range: LabelledRange) => JSON.stringify(range);
        const both = new Set(gold.map(key));
        const common = predicted.filter((range) => both.has(key(range))).length;
        expect(countSpans(gold, predicted, 'strict').correct).toBe(common);
        expect(countSpans(gold, predicted, 'strict', 'nervaluate').correct).toBe(common);
      }),
    );
  });
});

describe('scoreSpans', () => {
  it('gives null where there is nothing to divide by, and 0 where nothing is right', () => {
    const nothing = scoreSpans([[]], [[]], 'strict');
    expect(nothing).toMatchObject({ precision: null, recall: null, f1: null });
    expect(nothing.macro).toMatchObject({ precision: null, recall: null, f1: null });
    expect(scoreSpans([[span(0, 1)]], [[]], 'strict')).toMatchObject({ precision: null, recall: 0, f1: 0 });
    expect(scoreSpans([[span(0, 1)]], [[span(3, 4)]], 'strict')).toMatchObject({ precision: 0, f1: 0 });
  });

  it('averages over labels and says which had no figure', () => {
    const scores = scoreSpans([[span(0, 1), span(2, 3, 'PER')], []], [[span(0, 1)], [span(0, 1)]], 'strict');
    expect(scores).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(scores.perLabel.get('PER')).toMatchObject({ precision: null, recall: 0, f1: 0, support: 1 });
    expect(scores.macro).toMatchObject({ precision: 0.5, recall: 0.5, leftOut: { precision: 1, recall: 0 } });
    expect(scores.macro.f1).toBeCloseTo(1 / 3, 12);
  });
});

describe('chooseLabels', () => {
  const gold = [span(0, 1, 'GPE'), span(2, 4, 'DATE'), span(6, 7)];
  const predicted = [span(0, 1), span(3, 5, 'MISC'), span(6, 7, 'PER'), span(9, 10, 'MISC')];

  it('renames on both sides, then drops labels that nobody asked for', () => {
    const chosen = chooseLabels(gold, predicted, { map: new Map([['GPE', 'LOC']]), labels: ['LOC', 'MISC'] });
    expect(chosen.gold).toEqual([span(0, 1), span(6, 7)]);
    expect(chosen.predicted).toEqual([span(0, 1), span(3, 5, 'MISC'), span(9, 10, 'MISC')]);
  });

  it('never counts what stands on an excluded name as spurious', () => {
    const chosen = chooseLabels(gold, predicted, { map: new Map([['DATE', null]]) });
    expect(chosen.gold.map(({ label }) => label)).toEqual(['GPE', 'LOC']);
    expect(chosen.predicted.map(({ start }) => start)).toEqual([0, 6, 9]);
    // One that also touches a name that counts is an answer about that name.
    const across = chooseLabels(gold, [span(3, 7)], { map: new Map([['DATE', null]]) });
    expect(across.predicted).toEqual([span(3, 7)]);
  });
});
