import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Segment } from '../../../src/domain';
import {
  packWindows,
  softmaxRows,
  SPECIAL,
  viterbi,
  WordEncoder,
  type EncodedSegment,
} from '../../../src/model';

const LABELS = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC'];

/** Every allowed sequence, scored: the definition that Viterbi must meet. */
function bruteForce(scores: Float32Array): number {
  const words = scores.length / LABELS.length;
  let best = -Infinity;
  const walk = (word: number, previous: string, sum: number): void => {
    if (word === words) {
      best = Math.max(best, sum);
      return;
    }
    LABELS.forEach((label, i) => {
      const isStray = label.startsWith('I-') && previous.slice(2) !== label.slice(2);
      if (!isStray) walk(word + 1, label, sum + (scores[word * LABELS.length + i] ?? 0));
    });
  };
  walk(0, 'O', 0);
  return best;
}

describe('viterbi', () => {
  it('finds the best sequence that the BIO constraint allows', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((words) =>
            fc.float32Array({ minLength: words * 5, maxLength: words * 5, min: -8, max: 8, noNaN: true }),
          ),
        (scores) => {
          const tags = viterbi(scores, LABELS);
          const sum = tags.reduce((total, tag, i) => total + (scores[i * 5 + LABELS.indexOf(tag)] ?? 0), 0);
          expect(sum).toBeCloseTo(bruteForce(scores), 3);
          tags.forEach((tag, i) => {
            if (tag.startsWith('I-')) expect(tags[i - 1]?.slice(2)).toBe(tag.slice(2));
          });
        },
      ),
    );
    expect(viterbi(new Float32Array(0), LABELS)).toEqual([]);
  });

  it('turns rows into probabilities', () => {
    const rows = softmaxRows(Float32Array.of(1000, 0, 1, 1), 2);
    expect([...rows]).toEqual([1, 0, 0.5, 0.5]);
  });
});

const segmentOf = (index: number, words: number): Segment => ({
  index,
  start: rawOffset(0),
  end: rawOffset(1),
  words: Array.from({ length: words }, () => ({ start: rawOffset(0), end: rawOffset(1), surface: 'x' })),
});

describe('packWindows', () => {
  const sentences = fc.array(fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 80 }), {
    maxLength: 12,
  });
  const encode = (sizes: number[][]): EncodedSegment[] =>
    sizes.map((tokens, index) => ({
      segment: segmentOf(index, tokens.length),
      wordIds: tokens.map((n, word) => Array.from({ length: n }, () => 10 + word)),
    }));

  it('holds every word, in order, within the limit, and completes every segment once', () => {
    fc.assert(
      fc.property(sentences, (sizes) => {
        const segments = encode(sizes);
        const windows = [...packWindows(segments, { maxTokens: 64, overlapWords: 6 })];
        const seen = new Set<string>();
        for (const { ids, words } of windows) {
          expect(ids.length).toBeLessThanOrEqual(64);
          expect([ids[0], ids.at(-1)]).toEqual([SPECIAL.start, SPECIAL.end]);
          for (const { segmentIndex, word, token } of words) {
            seen.add(`${segmentIndex}:${word}`);
            expect(ids[token]).toBe(10 + word);
          }
        }
        expect(seen.size).toBe(sizes.reduce((n, tokens) => n + tokens.length, 0));
        expect(windows.flatMap((w) => w.completes.map((c) => c.segment.index))).toEqual(
          segments.map((_, i) => i),
        );
      }),
    );
  });

  it('lets windows of a long sentence share words, each best where it is far from a cut', () => {
    const [segment] = encode([Array.from({ length: 100 }, () => 1)]);
    if (!segment) throw new Error('no segment');
    const windows = [...packWindows([segment], { maxTokens: 42, overlapWords: 10 })];
    expect(windows.map((w) => [w.words[0]?.word, w.words.at(-1)?.word])).toEqual([
      [0, 39],
      [30, 69],
      [60, 99],
    ]);
    const distances = (word: number) =>
      windows.flatMap((w) => w.words.filter((x) => x.word === word).map((x) => x.fromEdge));
    expect(distances(31)).toEqual([8, 1]);
    expect(distances(38)).toEqual([1, 8]);
    expect(distances(0)).toEqual([39]);
  });
});

describe('WordEncoder', () => {
  const vocabulary = new Map([
    ['<s>', 0],
    ['</s>', 2],
    ['<unk>', 3],
    ['▁حلب', 7],
    ['▁', 8],
    ['ا', 9],
  ]);
  const encoder = new WordEncoder({
    encode: (tokens) => tokens.flatMap((token) => (vocabulary.has(token) ? [token] : [...token])),
    idOf: (piece) => vocabulary.get(piece),
  });
  it('encodes the normal form, keeps 16 tokens, and never makes special tokens of text', () => {
    expect(encoder.encodeWord('حَلَـب')).toEqual([7]);
    expect(encoder.encodeWord('ـ')).toEqual([SPECIAL.unknown]);
    expect(encoder.encodeWord('\u200f')).toEqual([SPECIAL.unknown]);
    expect(encoder.encodeWord('ا'.repeat(40))).toHaveLength(16);
    const special = new WordEncoder({
      encode: () => ['<s>', '</s>'],
      idOf: () => undefined,
    });
    expect(special.encodeWord('<s>')).toEqual([SPECIAL.unknown, SPECIAL.unknown]);
    expect(special.tokensOf('<s>').map((token) => token.isUnknown)).toEqual([true, true]);
  });
  it('shows the pieces behind the ids, one for each', () => {
    expect(encoder.tokensOf('حَلَـب')).toEqual([{ piece: '▁حلب', isUnknown: false }]);
    expect(encoder.tokensOf('ـ')).toEqual([{ piece: 'ـ', isUnknown: true }]);
    expect(encoder.tokensOf('اب')).toEqual([
      { piece: '▁', isUnknown: false },
      { piece: 'ا', isUnknown: false },
      { piece: 'ب', isUnknown: true },
    ]);
    for (const word of ['حلب', 'اب', '', 'ا'.repeat(40)])
      expect(encoder.tokensOf(word)).toHaveLength(encoder.encodeWord(word).length);
  });
});
