import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGazetteer, loadSide, lookupKey } from '../../../src/gazetteer';
import { encodePlaces, encodeSide, inFileOrder } from '../../../tools/gazetteer/layout';
import { place } from './places';

const idlib = place('إدلب|محافظة إدلب', 35.768, 36.672, {
  id: 'wof:85678341',
  level: '1',
  population: 800_000,
});
const maarra = place('معرة النعمان', 35.64, 36.67, { id: 'wof:7', level: '2', parent: idlib });
const nahya = place('كفر نبل', 35.61, 36.56, { id: 'mawdi:sy-nahya', level: '3', parent: maarra });
const PLACES = inFileOrder([
  place('سوريا', 34.8, 39, { id: 'iso:SY', level: 'C', population: 20_000_000 }),
  place('العراق', 33, 44, { id: 'iso:IQ', level: 'C', country: 'IQ' }),
  idlib,
  maarra,
  nahya,
  place('حلب', 36.202, 37.152, { id: 'wof:421202163', population: 2_000_000, english: 'Aleppo' }),
  place('القصير', 34.509, 36.58, { id: 'pcode:C2772', population: 30_000, english: 'Al-Qusayr' }),
  place('قصير', 30, -40.001, { id: 'mawdi:iq-qsyr', country: 'IQ' }),
  place('كفر نبل|كفرنبل', 35.614, 36.561, { id: 'geonames:168000', population: 15_000, parent: nahya }),
  place('جاسم محمد', 36, 43, { id: 'wof:77', country: 'IQ', flags: 'x' }),
  place('جرجناز', 35.6, 36.8, { id: 'wof:80' }),
  place('مخيم الهول', 36.37, 41.14, { id: 'mawdi:sy-mkhym', level: 'F', uncertaintyM: 5000 }),
  place('البحر الأحمر', 20.5, 38.5, { id: 'mawdi:xx-albhr', level: 'R', country: '', flags: 'a' }),
  place('گرميان', 34.9, 45.2, { id: 'wof:90', country: 'IQ' }),
]);
const CONTENT = `${encodePlaces(PLACES)}g170000\tw421202163\n`;
const places = loadGazetteer(CONTENT);
const find = (name: string) => places.find(name, 9).map(({ id, match }) => `${id} ${match}`);

describe('loadGazetteer', () => {
  it('reads back what the compiler wrote', () => {
    expect(places.size).toBe(PLACES.length);
    for (const { id, names, lat, lon, country } of PLACES)
      expect(places.entry(id), id).toMatchObject({ id, names, lat, lon, country });
    expect(places.entry('wof:85678341')).toMatchObject({ level: 'governorate', populationDigits: 6 });
    expect(places.entry('mawdi:sy-mkhym')?.uncertaintyM).toBe(5000);
    expect(places.entry('pcode:C2772')?.uncertaintyM).toBeNull();
  });

  it('tells the areas a place lies in, and those an area is', () => {
    const [town, area] = places.find('كفر نبل', 9);
    expect(town).toMatchObject({
      id: 'geonames:168000',
      within: 'إدلب',
      adm1: { id: 'wof:85678341', name: 'إدلب' },
      adm2: { id: 'wof:7', name: 'معرة النعمان' },
      adm3: { id: 'mawdi:sy-nahya', name: 'كفر نبل' },
    });
    expect(area?.adm3?.id).toBe('mawdi:sy-nahya');
    expect(places.find('إدلب', 9)[0]).toMatchObject({ within: 'سوريا', adm1: { name: 'إدلب' }, adm2: null });
    expect(places.find('سوريا', 9)[0]).toMatchObject({ id: 'iso:SY', level: 'country', within: '' });
  });

  it('prints no country for a sea, and knows it for an area', () => {
    expect(places.find('البحر الاحمر', 9)[0]).toMatchObject({ country: null, within: '', flags: ['area'] });
  });

  it('finds other spellings and says how: hamza, last letters, spaces, diacritics, Persian letters', () => {
    expect(find('كفرنبل')[0]).toBe('geonames:168000 exact');
    expect(find('كَفر نبل')[0]).toBe('geonames:168000 folded');
    expect(find('كفر-نبل')[0]).toBe('geonames:168000 spacing');
    expect(find('ادلب')).toEqual(['wof:85678341 folded']);
    expect(find('كرميان')).toEqual(['wof:90 folded']);
    expect(find('حلپ')).toEqual(['wof:421202163 folded']);
    expect(lookupKey('إدلب')).toBe(lookupKey('ادلب'));
  });

  it('tells names apart by the article, and overlooks it only where the written form has no place', () => {
    expect(find('القصير')).toEqual(['pcode:C2772 exact']);
    expect(find('قصير')).toEqual(['mawdi:iq-qsyr exact']);
    expect(find('الحلب')).toEqual(['wof:421202163 clitic']);
  });

  it('takes clitics off where the whole has no place', () => {
    for (const name of ['بحلب', 'وبحلب', 'فحلب']) expect(find(name), name).toEqual(['wof:421202163 clitic']);
    for (const name of ['للقصير', 'بالقصير', 'وللقصير'])
      expect(find(name), name).toEqual(['pcode:C2772 clitic']);
  });

  it('finds a name one letter away from five letters on, no person-like village', () => {
    for (const name of ['جرجنازا', 'جرجاز', 'جرجنار', 'جرنجاز'])
      expect(find(name), name).toEqual(['wof:80 fuzzy']);
    expect(find('جرجن')).toEqual([]);
    expect(find('خلب')).toEqual([]);
    expect(find('جاسم محمود')).toEqual([]);
    expect(find('جاسم محمذ')).toEqual([]);
  });

  it('knows the flag and the limit, former ids, and nothing of other names', () => {
    expect(places.entry('wof:77')).toMatchObject({ isPersonLike: true, flags: ['personLike'] });
    expect(places.entry('wof:78')).toBeUndefined();
    expect(places.entry('geonames:170000')?.id).toBe('wof:421202163');
    expect(places.find('كفر نبل', 1)).toHaveLength(1);
    expect(places.find('', 9)).toEqual([]);
    expect([
      places.isKnownName('محافظة ادلب'),
      places.isKnownName('بحلب'),
      places.isKnownName('ضائعة'),
    ]).toEqual([true, false, false]);
  });

  it('answers any name, every candidate on Earth and found once', () => {
    const letter = fc.constantFrom(...'ابتحدرسشصعفقكلمنهويءأإآةى ـًچ-'.split(''), '😀');
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 14 }), (letters) => {
        const found = places.find(letters.join(''), 50);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        for (const { lat, score } of found) {
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
          expect(score).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('loadSide', () => {
  const sideOf = loadSide(encodeSide(PLACES, new Map([['pcode:C2772', 'C2772']])), places);

  it('has English names and codes by id, former ids included', () => {
    expect(sideOf('pcode:C2772')).toEqual({ english: 'Al-Qusayr', otherNames: [], pcode: 'C2772' });
    expect(sideOf('geonames:170000')?.english).toBe('Aleppo');
    expect(sideOf('wof:0')).toBeUndefined();
  });
});
