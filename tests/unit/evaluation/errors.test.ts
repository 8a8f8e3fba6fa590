import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyErrors,
  ERROR_CLASSES,
  fixedF1,
  groupErrors,
  scoreSpans,
  type ErrorItem,
  type LabelledRange,
} from '../../../src/evaluation';
import { sentence, sentences, span } from './synthetic';

const RAW = 'وصل الوفد إلى دمشق وبالرقة للقاء وزير الخارجية السوري أحمد العلي في بغداد وبغداد.';
const at = (text: string, label = 'LOC'): LabelledRange => {
  const start = RAW.indexOf(text);
  return span(start, start + text.length, label);
};
const classes = (gold: LabelledRange[], predicted: LabelledRange[]) =>
  classifyErrors([sentence(gold, predicted)], () => RAW).map((item) => [item.errorClass, item.surface]);

describe('classifyErrors', () => {
  it('names what went wrong', () => {
    expect(classes([at('دمشق')], [at('دمشق')])).toEqual([]);
    expect(classes([at('دمشق')], [at('دمشق', 'ORG')])).toEqual([['type', 'دمشق']]);
    expect(classes([at('أحمد العلي')], [at('السوري أحمد العلي')])).toEqual([['startBorder', 'أحمد العلي']]);
    expect(classes([at('أحمد العلي')], [at('أحمد')])).toEqual([['endBorder', 'أحمد العلي']]);
    expect(classes([at('الخارجية السوري')], [at('وزير الخارجية')])).toEqual([
      ['bothBorders', 'الخارجية السوري'],
    ]);
    expect(classes([at('دمشق')], [at('إلى دمشق', 'ORG')])).toEqual([['typeAndBorder', 'دمشق']]);
    expect(classes([at('أحمد العلي')], [at('أحمد'), at('العلي')])).toEqual([['split', 'أحمد العلي']]);
    expect(classes([at('أحمد'), at('العلي')], [at('أحمد العلي')])).toEqual([['merged', 'أحمد العلي']]);
    expect(classes([at('دمشق')], [])).toEqual([['missed', 'دمشق']]);
    expect(classes([], [at('دمشق')])).toEqual([['spurious', 'دمشق']]);
  });

  it('tells attached letters from other borders', () => {
    const start = RAW.indexOf('وبالرقة');
    const whole = span(start, start + 7);
    for (const skipped of [1, 2, 4])
      expect(classes([whole], [span(start + skipped, start + 7)])).toEqual([['prefixOnly', 'وبالرقة']]);
    expect(classes([whole], [span(start + 5, start + 7)])).toEqual([['startBorder', 'وبالرقة']]);
    // Another label is more than a prefix.
    expect(classes([whole], [span(start + 2, start + 7, 'ORG')])).toEqual([['typeAndBorder', 'وبالرقة']]);
    const raw = 'وَلِلرقة';
    const items = classifyErrors([sentence([span(0, 8)], [span(5, 8)])], () => raw);
    expect(items.map((item) => item.errorClass)).toEqual(['prefixOnly']);
  });

  it('takes a chain of several apart as they were paired', () => {
    const items = classes([span(0, 4), span(4, 8)], [span(0, 5), span(5, 7)]);
    expect(items.map(([errorClass]) => errorClass)).toEqual(['endBorder', 'bothBorders']);
  });

  it('has each wrong range once, as many as strict counts say', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const items = classifyErrors(list, () => RAW);
        const { counts } = scoreSpans(
          list.map((s) => s.gold),
          list.map((s) => s.predicted),
          'strict',
        );
        const gold = items.flatMap((item) => item.gold);
        const predicted = items.flatMap((item) => item.predicted);
        expect(gold.length).toBe(counts.incorrect + counts.missed);
        expect(predicted.length).toBe(counts.incorrect + counts.spurious);
        expect(new Set(gold).size).toBe(gold.length);
        expect(new Set(predicted).size).toBe(predicted.length);
      }),
    );
  });
});

describe('fixedF1', () => {
  it('gains exactly the gold of the class, and is 1 when all classes are fixed one after the other', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const correct = (s: typeof list) =>
          scoreSpans(
            s.map((one) => one.gold),
            s.map((one) => one.predicted),
            'strict',
          );
        const items = classifyErrors(list, () => RAW);
        let all = correct(list).counts.correct;
        for (const errorClass of ERROR_CLASSES) {
          const own = items.filter((item) => item.errorClass === errorClass);
          const fixed = fixedF1(list, items, errorClass);
          const gained = own.reduce((sum, item) => sum + item.gold.length, 0);
          expect(fixed.counts.correct).toBe(correct(list).counts.correct + gained);
          expect(fixed.f1 ?? 0).toBeGreaterThanOrEqual(correct(list).f1 ?? 0);
          all += gained;
        }
        expect(all).toBe(list.reduce((sum, s) => sum + s.gold.length, 0));
      }),
    );
  });
});

describe('groupErrors', () => {
  const item = (surface: string, errorClass: ErrorItem['errorClass'] = 'missed'): ErrorItem => ({
    errorClass,
    documentId: 'a',
    sentence: sentence([], []),
    gold: [],
    predicted: [],
    surface,
  });

  it('brings spellings and clitics together, the most frequent first', () => {
    const groups = groupErrors([
      item('دمشق'),
      item('وبغداد'),
      item('بَغداد', 'type'),
      item('بغداد'),
      item('بالرقة'),
      item('الرقه'),
    ]);
    expect(groups.map((group) => [group.key, group.count])).toEqual([
      ['بغداد', 3],
      ['الرقه', 2],
      ['دمشق', 1],
    ]);
    expect(groups[0]?.name).toBe('بغداد');
    expect(groups[0]?.byClass).toMatchObject({ missed: 2, type: 1, split: 0 });
  });

  it('keeps a first letter that nothing shows to be a clitic', () => {
    expect(groupErrors([item('واشنطن')]).map((group) => group.name)).toEqual(['واشنطن']);
    expect(groupErrors([item('وحلب')], (name) => name === 'حلب').map((group) => group.name)).toEqual(['حلب']);
  });
});
