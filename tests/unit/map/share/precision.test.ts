import { describe, expect, it } from 'vitest';
import { defaultPrecision, isCoarsened, precisionFor } from '../../../../src/map';
import { placesOf } from '../samples';

const about = { name: 'قرية ما', populationDigits: 0, isOwn: false };

describe('defaultPrecision', () => {
  it('gives areas, waters and large towns exactly, however rarely named', () => {
    for (const level of ['country', 'governorate', 'district', 'subdistrict', 'region', 'water'] as const)
      expect(defaultPrecision(level, 1, about)).toBe('exact');
    expect(defaultPrecision('town', 1, { ...about, populationDigits: 5 })).toBe('exact');
  });

  it('gives villages and quarters by district where they are rarely named, else moved', () => {
    for (const level of ['town', 'quarter'] as const) {
      expect(defaultPrecision(level, 2, about)).toBe('district');
      expect(defaultPrecision(level, 3, about)).toBe('town');
    }
    expect(defaultPrecision('town', 1, { ...about, populationDigits: 4 })).toBe('district');
  });

  it('never gives prisons and camps nearer than by district, but works that are seen from afar', () => {
    for (const name of ['سجن غويران', 'مخيم الهول', 'مشفى الباب'])
      expect(defaultPrecision('facility', 99, { ...about, name })).toBe('district');
    for (const name of ['سد تشرين', 'جسر قره قوزاق', 'مطار حلب'])
      expect(defaultPrecision('facility', 1, { ...about, name })).toBe('exact');
    expect(defaultPrecision('facility', 1, { ...about, name: 'سدرة المنتهى' })).toBe('district');
  });

  it('never gives a point of one’s own exactly unless it is an area', () => {
    expect(defaultPrecision('town', 99, { ...about, populationDigits: 6, isOwn: true })).toBe('town');
    expect(defaultPrecision('water', 1, { ...about, isOwn: true })).toBe('district');
    expect(defaultPrecision('region', 1, { ...about, isOwn: true })).toBe('exact');
  });
});

describe('precisionFor', () => {
  it('puts a person’s word first and knows the population from the links', () => {
    const [village] = placesOf({ id: 'v', level: 'town' });
    if (!village) throw new Error('no place');
    expect(precisionFor(village, null)).toBe('district');
    expect(precisionFor(village, 'exact')).toBe('exact');
    const candidates = village.candidates.map((candidate) => ({ ...candidate, populationDigits: 6 }));
    expect(precisionFor({ ...village, candidates }, null)).toBe('exact');
  });
});

describe('isCoarsened', () => {
  it('is about what is lost: an area is never finer than itself', () => {
    expect(isCoarsened('town', 'town')).toBe(true);
    expect(isCoarsened('subdistrict', 'town')).toBe(false);
    expect(isCoarsened('subdistrict', 'district')).toBe(true);
    expect(isCoarsened('governorate', 'governorate')).toBe(false);
    expect(isCoarsened('country', 'hidden')).toBe(true);
    expect(isCoarsened('facility', 'exact')).toBe(false);
  });
});
