import { describe, expect, it } from 'vitest';
import { rawOffset, type Mark, type Origin, type Span } from '../../../src/domain';
import { scoredSentences } from '../../../src/evaluation';

// One letter a word: sentences [0,10), [11,20), [21,30).
const segments = [
  [0, 10],
  [11, 20],
  [21, 30],
].map(([start = 0, end = 0]) => ({ start: rawOffset(start), end: rawOffset(end) }));
const range = (start: number, end: number) => ({ start: rawOffset(start), end: rawOffset(end) });
const mark = (start: number, end: number, origin: Origin, label = 'LOC'): Mark => ({
  ...range(start, end),
  label,
  origin,
  stem: { ...range(start, end), text: '' },
});
const span = (start: number, end: number, score = 1, label = 'LOC'): Span => ({
  ...range(start, end),
  label,
  score,
  margin: score,
  runnerUp: 'O',
  stem: { ...range(start, end), text: '' },
});
const source = {
  documentId: 'a',
  segments,
  readStarts: new Set([0, 21]),
  gold: [] as Mark[],
  predicted: [] as Span[],
  countBulk: false,
};
const borders = (ranges: readonly { start: number; end: number }[]) => ranges.map((r) => [r.start, r.end]);

describe('scoredSentences', () => {
  it('gives read sentences only, each with what begins in it', () => {
    const { sentences } = scoredSentences({
      ...source,
      gold: [mark(0, 2, 'made'), mark(12, 14, 'made'), mark(22, 24, 'imported')],
      predicted: [span(4, 6), span(15, 16), span(28, 30)],
    });
    expect(
      sentences.map((s) => [s.documentId, s.start, s.end, borders(s.gold), borders(s.predicted)]),
    ).toEqual([
      ['a', 0, 10, [[0, 2]], [[4, 6]]],
      ['a', 21, 30, [[22, 24]], [[28, 30]]],
    ]);
  });

  it('takes neither rejected nor predicted marks for gold, and counts predictions over them', () => {
    const { sentences, leftOut } = scoredSentences({
      ...source,
      gold: [mark(0, 2, 'rejected'), mark(4, 6, 'predicted'), mark(7, 9, 'confirmed')],
      predicted: [span(0, 2)],
    });
    expect(borders(sentences[0]?.gold ?? [])).toEqual([[7, 9]]);
    expect(borders(sentences[0]?.predicted ?? [])).toEqual([[0, 2]]);
    expect(leftOut).toBe(0);
  });

  it('leaves out of both sides what nobody looked at, unless told to count it', () => {
    const given = {
      ...source,
      gold: [mark(0, 3, 'bulk'), mark(5, 6, 'propagated'), mark(7, 9, 'made'), mark(12, 13, 'bulk')],
      predicted: [span(2, 4), span(5, 6), span(7, 9)],
    };
    const without = scoredSentences(given);
    expect(without.leftOut).toBe(2);
    expect(borders(without.sentences[0]?.gold ?? [])).toEqual([[7, 9]]);
    expect(borders(without.sentences[0]?.predicted ?? [])).toEqual([[7, 9]]);
    const counted = scoredSentences({ ...given, countBulk: true });
    expect(counted.leftOut).toBe(0);
    expect(counted.sentences[0]?.gold).toHaveLength(3);
    expect(counted.sentences[0]?.predicted).toHaveLength(3);
  });

  it('drops predictions below the score and labels that do not count', () => {
    const { sentences } = scoredSentences({
      ...source,
      gold: [mark(0, 2, 'made', 'DATE'), mark(3, 4, 'made', 'GPE')],
      predicted: [span(0, 2, 0.9), span(3, 4, 0.5), span(6, 7, 0.49)],
      minScore: 0.5,
      choice: {
        map: new Map<string, string | null>([
          ['DATE', null],
          ['GPE', 'LOC'],
        ]),
      },
    });
    expect(sentences[0]?.gold.map((g) => [g.start, g.label])).toEqual([[3, 'LOC']]);
    expect(sentences[0]?.predicted.map((p) => [p.start, p.score])).toEqual([[3, 0.5]]);
  });

  it('gives nothing where nothing was read, whatever was accepted unseen', () => {
    const { sentences } = scoredSentences({
      ...source,
      readStarts: new Set(),
      gold: [mark(0, 2, 'bulk')],
      predicted: [span(0, 2)],
      countBulk: true,
    });
    expect(sentences).toEqual([]);
  });
});
