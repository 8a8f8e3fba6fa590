import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Range } from '../../../src/domain';
import {
  agreement,
  compareRuns,
  disagreements,
  disagreementsOfPeople,
  joinRuns,
  scoreSpans,
  type ComparedSentence,
  type LabelledRange,
} from '../../../src/evaluation';
import { sentence, sentences, span } from './synthetic';

const compared = (
  gold: LabelledRange[],
  a: LabelledRange[],
  b: LabelledRange[],
  documentId = 'a',
): ComparedSentence => ({ documentId, start: 0, end: 20, gold, a, b });
const one = span(0, 2);
/** Of `count` sentences with one name each, a finds every second, b all but every fifth. */
const unlike = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    compared([one], i % 2 === 0 ? [one] : [], i % 5 === 0 ? [] : [one]),
  );
const words = (count: number): Range[] =>
  Array.from({ length: count }, (_, i) => ({ start: rawOffset(2 * i), end: rawOffset(2 * i + 1) }));

describe('compareRuns', () => {
  it('gives both scores, the difference b − a and an interval that holds it', () => {
    const found = compareRuns(unlike(200));
    expect(found.a.recall).toBeCloseTo(0.5, 12);
    expect(found.b.recall).toBeCloseTo(0.8, 12);
    expect(found.difference).toBeCloseTo(1.6 / 1.8 - 1 / 1.5, 12);
    const [low, high] = found.interval ?? [NaN, NaN];
    expect(low).toBeLessThan(found.difference ?? NaN);
    expect(high).toBeGreaterThan(found.difference ?? NaN);
    expect(low).toBeGreaterThan(0);
    expect(found.shareAtOrBelowZero).toBe(0);
    expect(found.unit).toBe('sentence');
  });

  it('mirrors when the sides change, draws both from the same resample and repeats itself', () => {
    const list = unlike(30);
    const there = compareRuns(list);
    const back = compareRuns(list.map((s) => ({ ...s, a: s.b, b: s.a })));
    expect(back.interval?.[0]).toBeCloseTo(-(there.interval?.[1] ?? NaN), 12);
    expect(compareRuns(list)).toEqual(there);
    // Equal runs differ in no resample, which only the same resample for both can give.
    const same = compareRuns(list.map((s) => ({ ...s, b: s.a })));
    expect(same).toMatchObject({ difference: 0, interval: [0, 0], shareAtOrBelowZero: 1 });
  });

  it('has nothing to say about nothing', () => {
    expect(compareRuns([])).toMatchObject({ difference: null, interval: null, shareAtOrBelowZero: null });
  });
});

describe('joinRuns', () => {
  it('keeps the sentences that both sides have', () => {
    const other = { ...sentence([one], [], 'b'), start: 5 };
    const joined = joinRuns([sentence([one], [one]), other], [sentence([one], []), sentence([one], [], 'b')]);
    expect(joined).toEqual([{ documentId: 'a', start: 0, end: 100, gold: [one], a: [one], b: [] }]);
  });
});

describe('disagreements', () => {
  it('shows side by side what differs, with who is right', () => {
    const [first, second, third, ...rest] = disagreements([
      compared([span(0, 2), span(5, 9)], [span(0, 2), span(5, 9)], [span(0, 2), span(5, 7), span(8, 9)]),
      compared([], [span(1, 2)], []),
      compared([span(3, 4)], [span(3, 4, 'ORG')], [span(3, 5)]),
    ]);
    expect(first).toMatchObject({ a: [span(5, 9)], b: [span(5, 7), span(8, 9)], right: 'a' });
    expect(second).toMatchObject({ a: [span(1, 2)], b: [], gold: [], right: 'b' });
    expect(third).toMatchObject({ gold: [span(3, 4)], right: null });
    expect(rest).toEqual([]);
  });

  it('between two people takes no side', () => {
    const found = disagreementsOfPeople(
      [sentence([span(0, 2), span(4, 6)], [])],
      [sentence([span(0, 2)], [])],
    );
    expect(found).toEqual([
      {
        documentId: 'a',
        sentence: { start: 0, end: 100 },
        a: [span(4, 6)],
        b: [],
        gold: [],
        right: null,
      },
    ]);
  });
});

describe('agreement', () => {
  it('has the κ of the textbook', () => {
    // Ten words: both O on 6, both LOC on 2, one each way: po = 0.8, pe = 0.7² + 0.3² = 0.58.
    const at = (...indices: number[]) => indices.map((i) => span(2 * i, 2 * i + 1));
    const found = agreement([sentence(at(0, 1, 2), [])], [sentence(at(0, 1, 5), [])], () => words(10));
    expect(found.kappa).toBeCloseTo((0.8 - 0.58) / (1 - 0.58), 12);
    expect(found.f1).toBeCloseTo(2 / 3, 12);
    expect(found).toMatchObject({ sentences: 1, words: 10 });
  });

  it('tells one name of two words from two names', () => {
    // B-I against B-B on two of four words: po = 3/4, pe = (1·2 + 2·2 + 1·0) / 16 = 3/8.
    const found = agreement([sentence([span(0, 3)], [])], [sentence([span(0, 1), span(2, 3)], [])], () =>
      words(4),
    );
    expect(found.kappa).toBeCloseTo((3 / 4 - 3 / 8) / (1 - 3 / 8), 12);
    expect(found.f1).toBe(0);
  });

  it('is the same both ways, and full with oneself', () => {
    fc.assert(
      fc.property(sentences, sentences, (left, right) => {
        const first = left.map((s, i) => ({ ...s, start: i }));
        const second = right.map((s, i) => ({ ...s, start: i, documentId: first[i]?.documentId ?? 'z' }));
        const there = agreement(first, second, () => words(10));
        const back = agreement(second, first, () => words(10));
        expect(back.f1 ?? -1).toBeCloseTo(there.f1 ?? -1, 12);
        expect(back.kappa ?? -2).toBeCloseTo(there.kappa ?? -2, 12);
        const own = agreement(first, first, () => words(10));
        expect([1, null]).toContain(own.f1);
        expect([1, null]).toContain(own.kappa);
        expect(own.f1).toBe(
          scoreSpans(
            first.map((s) => s.gold),
            first.map((s) => s.gold),
            'strict',
          ).f1,
        );
      }),
    );
  });

  it('is undefined where nothing can differ', () => {
    expect(agreement([sentence([], [])], [sentence([], [])], () => words(4))).toMatchObject({
      f1: null,
      kappa: null,
    });
    expect(agreement([], [], () => [])).toEqual({ f1: null, kappa: null, sentences: 0, words: 0 });
  });
});
