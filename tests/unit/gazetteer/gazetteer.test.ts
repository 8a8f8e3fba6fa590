import { describe, expect, it } from 'vitest';
import { loadGazetteer, lookupKey } from '../../../src/gazetteer';

const LIST = [
  '|حلب|نينوى',
  'سوريا\t34800\t39000\tC\tSY\t8\t\t\tiSY',
  'حلب\t36202\t37152\tP\tSY\t7\t1\t\tw421202163',
  'حلب|محافظة حلب\t36216\t37620\t1\tSY\t7\t\t\tw85678359',
  'القصير\t34509\t36580\tP\tSY\t5\t\t\tpC2772',
  'قصير\t30000\t-40001\tP\tIQ\t\t2\t\tmiq-qsyr',
  'كفر نبل|كفرنبل\t35614\t36561\tP\tSY\t5\t\t\tg168000',
  'جاسم محمد\t36000\t43000\tP\tIQ\t\t2\tx\tw77',
  'البحر الأحمر\t20500\t38500\tR\t\t\t\t\tmxx-albhr-alahmr',
].join('\n');
const places = loadGazetteer(`${LIST}\n`);

describe('loadGazetteer', () => {
  it('reads ids, degrees, levels, and where a place lies', () => {
    expect(places.size).toBe(8);
    expect(places.find('حلب', 9).map(({ id, level, within }) => [id, level, within])).toEqual([
      ['wof:421202163', 'town', 'حلب'],
      ['wof:85678359', 'governorate', 'سوريا'],
    ]);
    expect(places.find('قصير', 9)[0]).toMatchObject({
      id: 'mawdi:iq-qsyr',
      lat: 30,
      lon: -40.001,
      country: 'IQ',
    });
    expect(places.find('سوريا', 9)[0]).toMatchObject({ id: 'iso:SY', level: 'country', within: '' });
  });

  it('prints no country for a sea', () => {
    expect(places.find('البحر الاحمر', 9)[0]).toMatchObject({ country: null, level: 'region', within: '' });
  });

  it('finds other spellings: hamza, last letters, spaces, diacritics', () => {
    for (const name of ['كفرنبل', 'كفر نبل', 'كَفر نبل', 'كفرـنبل'])
      expect(places.find(name, 9)[0]?.id, name).toBe('geonames:168000');
    expect(lookupKey('إدلب')).toBe(lookupKey('ادلب'));
  });

  it('tells names apart by the article, and overlooks it only where the written form has no place', () => {
    expect(places.find('القصير', 9).map(({ id }) => id)).toEqual(['pcode:C2772']);
    expect(places.find('قصير', 9).map(({ id }) => id)).toEqual(['mawdi:iq-qsyr']);
    expect(places.find('الحلب', 9).map(({ id }) => id)).toContain('wof:421202163');
  });

  it('knows the flag and the limit, and nothing of other names', () => {
    expect(places.entry('wof:77')?.isPersonLike).toBe(true);
    expect(places.entry('wof:78')).toBeUndefined();
    expect(places.find('حلب', 1)).toHaveLength(1);
    expect(places.find('', 9)).toEqual([]);
    expect([places.isKnownName('محافظة حلب'), places.isKnownName('ضائعة')]).toEqual([true, false]);
  });
});
