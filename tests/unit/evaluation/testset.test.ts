import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyChoice,
  countRepeats,
  makeSeenFilter,
  MAX_FILTER_BYTES,
  readSeenFilter,
  unknownLabels,
} from '../../../src/evaluation';
import { sentence, span } from './synthetic';

describe('unknownLabels', () => {
  it('names each label once that is to be asked about', () => {
    expect(unknownLabels(['GPE', 'LOC', 'DATE', 'GPE'], ['PER', 'LOC', 'ORG', 'MISC'])).toEqual([
      'DATE',
      'GPE',
    ]);
  });
});

describe('applyChoice', () => {
  it('renames, and leaves predictions alone that touch only what nobody asked about', () => {
    const map = new Map<string, string | null>([
      ['GPE', 'LOC'],
      ['DATE', null],
    ]);
    const [chosen] = applyChoice(
      [sentence([span(0, 2, 'GPE'), span(4, 6, 'DATE')], [span(0, 2), span(4, 5), span(8, 9)])],
      { map },
    );
    expect(chosen?.gold).toEqual([span(0, 2)]);
    expect(chosen?.predicted).toEqual([span(0, 2), span(8, 9)]);
  });
});

describe('countRepeats', () => {
  const list = [
    ['قال', 'أحمد'],
    ['في', 'دمشق'],
    ['قالَ', 'احمد'],
    ['في', 'دمشق'],
  ];

  it('finds sentences that came before, spelling aside', () => {
    expect(countRepeats(list)).toEqual({ sentences: 4, distinct: 2, repeated: [2, 3], seen: null });
  });

  it('finds sentences that a filter knows', () => {
    const filter = readSeenFilter(
      makeSeenFilter([
        ['في', 'دمشق'],
        ['في', 'حلب'],
      ]),
    );
    expect(filter?.size).toBe(2);
    expect(countRepeats(list, filter).seen).toEqual([1, 3]);
  });
});

describe('seen filter', () => {
  const made = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ['جملة', 'رقم', String(from + i)]);

  it('never misses a sentence it was made of', () => {
    const words = fc.array(fc.string({ maxLength: 8 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (sentences) => {
        const filter = readSeenFilter(makeSeenFilter(sentences));
        expect(sentences.every((own) => filter?.hasSeen(own))).toBe(true);
      }),
    );
  });

  it('takes about one other sentence in a hundred for one of its own', () => {
    const bytes = makeSeenFilter(made(0, 8000));
    expect(bytes.byteLength).toBeLessThan(10_100);
    const filter = readSeenFilter(bytes);
    const wrong = made(8000, 8000).filter((words) => filter?.hasSeen(words)).length;
    expect(wrong / 8000).toBeGreaterThan(0.003);
    expect(wrong / 8000).toBeLessThan(0.02);
  });

  it('stays within its size', () => {
    expect(makeSeenFilter(made(0, 90_000)).byteLength).toBe(MAX_FILTER_BYTES);
  });

  it('has the bits that its format says, so that old files stay readable', () => {
    const bytes = makeSeenFilter([['في', 'دمشق']]);
    expect([...bytes.subarray(0, 16)]).toEqual([83, 69, 69, 78, 1, 16, 0, 0, 64, 0, 0, 0, 1, 0, 0, 0]);
    // Computed by another program from the description of the format.
    expect([...bytes.subarray(16)]).toEqual([66, 8, 9, 33, 164, 132, 16, 82]);
  });

  it('is not read from damaged bytes', () => {
    const bytes = makeSeenFilter([['دمشق']]);
    expect(readSeenFilter(bytes)).not.toBeNull();
    expect(readSeenFilter(bytes.subarray(0, -1))).toBeNull();
    expect(readSeenFilter(new Uint8Array(3))).toBeNull();
    expect(readSeenFilter(Uint8Array.from(bytes, (byte, i) => (i === 0 ? 0 : byte)))).toBeNull();
  });
});
