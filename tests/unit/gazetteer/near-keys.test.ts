import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearKeys } from '../../../src/gazetteer/near-keys';

const LETTERS = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];
const near = (key: string, keys: readonly string[]) => {
  const known = new Set(keys);
  return new Set([...new NearKeys(keys).around(key)].filter((edit) => known.has(edit) && edit !== key));
};

/** All keys one edit away, spelt out. */
function editsOf(key: string): string[] {
  return Array.from({ length: key.length + 1 }, (_, at) => [key.slice(0, at), key.slice(at)] as const)
    .filter(([head]) => !key.startsWith('ال') || head.length >= 2)
    .flatMap(([head, tail]) => [
      ...(tail === '' ? [] : [head + tail.slice(1)]),
      ...(tail.length < 2 ? [] : [`${head}${tail[1] ?? ''}${tail[0] ?? ''}${tail.slice(2)}`]),
      ...LETTERS.map((letter) => head + letter + tail),
      ...(tail === '' ? [] : LETTERS.map((letter) => head + letter + tail.slice(1))),
    ]);
}

describe('NearKeys', () => {
  it('finds a letter left out, put in, changed or swapped, but none in the article or of short names', () => {
    const keys = ['منبج', 'القامشلي', 'القامشلى', 'القاملشي', 'القاشلي', 'القاممشلي', 'لاقامشلي', 'دمشق'];
    expect(near('القامشلي', keys)).toEqual(new Set(['القاملشي', 'القاشلي', 'القاممشلي']));
    expect(near('منبخ', keys)).toEqual(new Set());
    expect(near('', keys)).toEqual(new Set());
  });

  it('finds every key of a set that is one edit away, and spells out few others', () => {
    const word = fc.string({
      unit: fc.constantFrom(...LETTERS.slice(0, 6), 'ل', 'ا'),
      minLength: 5,
      maxLength: 9,
    });
    fc.assert(
      fc.property(word, fc.array(fc.nat(), { maxLength: 20 }), fc.array(word), (key, picks, others) => {
        const edits = editsOf(key);
        const keys = [...new Set([...picks.map((pick) => edits[pick % edits.length] ?? ''), ...others])];
        const isLong = key.replace(/^ال/, '').length >= 5;
        const expected = isLong ? keys.filter((one) => one !== key && edits.includes(one)) : [];
        expect(near(key, keys)).toEqual(new Set(expected));
        expect([...new NearKeys(keys).around(key)].filter((one) => !keys.includes(one)).length).toBeLessThan(
          5,
        );
      }),
    );
  });
});
