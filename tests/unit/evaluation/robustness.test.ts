import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFlips,
  findFlips,
  makeVariant,
  mapBack,
  VARIANT_KINDS,
  type VariantKind,
} from '../../../src/evaluation';
import { segmentText } from '../../../src/text';

const RAW = 'وصلت مُؤسسة الإغاثة إلى مدينة حلب القديمة.\nقال أحمد: «سنبقى في الرقة» ثم عاد لبيته كي يستريح!';
const spell = (raw: string, kind: VariantKind, seed?: number) =>
  makeVariant(raw, segmentText(raw), kind, seed).text;

describe('makeVariant', () => {
  it('spells as other writers do', () => {
    expect(spell('مُؤَسَّسة', 'diacritics')).toBe('مؤسسة');
    expect(spell('أحمد إلى آخر ٱلمؤمن شاطئ ماء', 'hamza')).toBe('احمد الى اخر المومن شاطي ماء');
    expect(spell('حلب دار سوريا', 'tatweel')).toBe('حـلب دار سـوريا');
    expect(spell('عَلِي', 'tatweel')).toBe('عَـلِي');
    expect(spell('في كركوك على', 'persian')).toBe('فی کرکوک علی');
    expect(spell('الرقة مدرسة', 'taMarbuta')).toBe('الرقه مدرسه');
  });

  it('makes one slip in each long word, never in its first letter, the same for the same seed', () => {
    const words = 'المدينة القديمة حلب في الإسكندرية';
    const slipped = spell(words, 'typos', 7);
    expect(slipped).toBe(spell(words, 'typos', 7));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => spell(words, 'typos', seed))).size).toBeGreaterThan(1);
    const before = words.split(' ');
    slipped.split(' ').forEach((word, i) => {
      const own = before[i] ?? '';
      expect(word === own).toBe(own.length < 5);
      expect(word[0]).toBe(own[0]);
      expect(Math.abs(word.length - own.length)).toBeLessThanOrEqual(1);
    });
    expect(makeVariant(words, segmentText(words), 'typos', 7).changedWords).toBe(3);
  });

  it('leaves all between the words as it was, and the sentences where they were', () => {
    for (const kind of VARIANT_KINDS) {
      const { text, segments } = makeVariant(RAW, segmentText(RAW), kind);
      // Cutting the new text anew finds the very same words.
      expect(segmentText(text)).toEqual(segments);
      expect(text.replace(/\P{P}/gu, '')).toBe(RAW.replace(/\P{P}/gu, ''));
    }
  });

  it('loses and adds no word of any text, and maps every word back to its own', () => {
    const texts = fc
      .array(
        fc.oneof(
          fc.constantFrom('مُؤسسة', 'أ', 'َ', 'ـ', 'إلى', 'الرقة', 'ﷺ', '👩‍👩‍👧', 'ئ', 'Aleppo', 'ٔ'),
          fc.constantFrom(' ', '\n', '. ', '؟ '),
          fc.string({ unit: 'binary', maxLength: 6 }),
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom(...VARIANT_KINDS), fc.nat(), (raw, kind, seed) => {
        const segments = segmentText(raw);
        const variant = makeVariant(raw, segments, kind, seed);
        expect(variant.segments.map((s) => s.words.length)).toEqual(segments.map((s) => s.words.length));
        const words = variant.segments.flatMap((s) => s.words);
        for (const { start, end, surface } of words) {
          expect(variant.text.slice(start, end)).toBe(surface);
          expect(surface).not.toBe('');
        }
        const own = segments.flatMap((s) => s.words);
        expect(mapBack(variant, segments, words).map(({ start, end }) => [start, end])).toEqual(
          own.map(({ start, end }) => [start, end]),
        );
        const changed = words.filter(({ surface }, i) => surface !== own[i]?.surface).length;
        expect(variant.changedWords).toBe(changed);
      }),
    );
  });

  it('leaves out a span that is not on the borders of words', () => {
    const segments = segmentText(RAW);
    const variant = makeVariant(RAW, segments, 'tatweel');
    const word = variant.segments[0]?.words[0];
    if (!word) throw new Error('no word');
    expect(mapBack(variant, segments, [{ start: word.start, end: word.start }])).toEqual([]);
  });
});

describe('findFlips', () => {
  const at = (start: number, end: number, label: string) => ({ start, end, label });

  it('tells what was lost, is new, has another label or other borders', () => {
    const before = [at(0, 2, 'PER'), at(3, 5, 'LOC'), at(6, 9, 'ORG'), at(12, 14, 'LOC')];
    const after = [at(0, 2, 'PER'), at(3, 5, 'ORG'), at(6, 8, 'ORG'), at(20, 22, 'PER')];
    const flips = findFlips(before, after);
    expect(flips.map(({ kind, before: b, after: a }) => [kind, b?.start, a?.start])).toEqual([
      ['label', 3, 3],
      ['borders', 6, 6],
      ['lost', 12, undefined],
      ['new', undefined, 20],
    ]);
    expect(countFlips(flips)).toEqual({ lost: 1, new: 1, label: 1, borders: 1 });
    expect(findFlips(before, before)).toEqual([]);
  });
});
