import { describe, expect, it } from 'vitest';
import { readCharsmap } from '../../../src/model/charsmap';
import { SMALL_CHARSMAP } from './small-charsmap';

describe('readCharsmap', () => {
  const normalize = readCharsmap(SMALL_CHARSMAP);
  /** What the Rust library (tokenizers 0.23.3, `normalizers.Precompiled`) makes of the same map. */
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['مرحبا', 'مرحبا'],
    // A mark after a presentation form is lost: the entry that begins the grapheme stands for all of it.
    ['\ufefc\u064e\u0645', 'لام'],
    ['كتا\ufe94', 'كتاة'],
    ['\ufdf2', 'الله'],
    ['\ufdfa أكبر', 'صلى الله عليه وسلم أكبر'],
    ['\uff21bc\u2460\u00bd', 'Abc11\u20442'],
    ['\u00e4 \u00e4x', '\u00e4 \u00e4x'],
    ['نيم\u200cفاصله', 'نيم فاصله'],
    ['\u200fحلب\ufeff', ' حلب '],
    ['x\u0001y\u007fz', 'xyz'],
    ['أ آ أَ', 'أ آ أَ'],
    ['a\u00a0b\tc', 'a b c'],
    ['👩\u200d👩', '👩\u200d👩'],
    ['\ufb01n', 'fin'],
    ['\ufefb', 'لا'],
    ['', ''],
  ];
  it.each(cases)('makes of %j what the reference makes of it', (text, expected) => {
    expect(normalize(text)).toBe(expected);
  });
});
