import { describe, expect, it } from 'vitest';
import { segmentText } from '../../../src/text';
import {
  arrowDirection,
  rangeOf,
  selectionOf,
  stepSentence,
  stepWord,
} from '../../../src/ui/state/word-selection';

const RAW = 'وصل الوزير إلى Damascus أمس. ثم غادر دمشق.';
const segments = segmentText(RAW);
const words = segments.flatMap((segment) => segment.words);
const textOf = (selection: Parameters<typeof rangeOf>[1] | null) => {
  const range = selection && rangeOf(words, selection);
  return range ? RAW.slice(range.start, range.end) : null;
};

describe('arrowDirection', () => {
  it('goes onward with the left arrow in Arabic and with the right arrow in English', () => {
    expect(arrowDirection('ArrowLeft', 'rtl')).toBe(1);
    expect(arrowDirection('ArrowRight', 'rtl')).toBe(-1);
    expect(arrowDirection('ArrowRight', 'ltr')).toBe(1);
    expect(arrowDirection('ArrowLeft', 'ltr')).toBe(-1);
    expect(arrowDirection('KeyJ', 'rtl')).toBeNull();
  });
});

describe('word selection', () => {
  it('extends in reading order across scripts, and back again', () => {
    let selection = selectionOf(words, RAW.indexOf('إلى'), RAW.indexOf('إلى'));
    for (const expected of ['إلى Damascus', 'إلى Damascus أمس']) {
      selection = stepWord(words, selection, 1, true);
      expect(textOf(selection)).toBe(expected);
    }
    selection = stepWord(words, selection, -1, true);
    expect(textOf(selection)).toBe('إلى Damascus');
    expect(textOf(stepWord(words, selection, 1, false))).toBe('أمس');
  });

  it('extends over its beginning to the other side', () => {
    let selection = selectionOf(words, RAW.indexOf('إلى'), RAW.indexOf('إلى'));
    selection = stepWord(words, selection, -1, true);
    selection = stepWord(words, selection, -1, true);
    expect(textOf(selection)).toBe('وصل الوزير إلى');
  });

  it('stays at the ends of the text', () => {
    const last = stepWord(words, null, -1, false);
    expect(textOf(last)).toBe('.');
    expect(textOf(stepWord(words, last, 1, false))).toBe('.');
    expect(stepWord([], null, 1, false)).toBeNull();
  });

  it('goes from sentence to sentence', () => {
    const first = stepSentence(words, segments, null, 1);
    expect(textOf(first)).toBe('وصل');
    const second = stepSentence(words, segments, first, 1);
    expect(textOf(second)).toBe('ثم');
    expect(textOf(stepSentence(words, segments, second, -1))).toBe('وصل');
    expect(textOf(stepSentence(words, segments, first, 1, true))).toBe('وصل الوزير إلى Damascus أمس. ثم');
  });

  it('takes whole words of what a mouse selected, and nothing between paragraphs of air', () => {
    const from = RAW.indexOf('لوزير');
    expect(textOf(selectionOf(words, from, RAW.indexOf('amascus')))).toBe('الوزير إلى Damascus');
    expect(selectionOf(words, 999, 999)).toBeNull();
  });
});
