import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutGroup, groupPlaces } from '../../../src/map';
import { placesOf } from './samples';

const ALEPPO = { id: 'adm:حلب', name: 'حلب' };
const IDLIB = { id: 'adm:إدلب', name: 'إدلب' };
const MANBIJ = { id: 'adm:منبج', name: 'منبج' };

describe('groupPlaces', () => {
  const places = placesOf(
    { id: 'سراقب', adm1: IDLIB, mentions: 4 },
    { id: 'حلب', adm1: ALEPPO, mentions: 2 },
    { id: 'قرية', adm1: ALEPPO, adm2: MANBIJ },
    { id: 'منبج', adm1: ALEPPO, adm2: MANBIJ, mentions: 3 },
    { id: 'تركيا', adm1: null, level: 'country', country: 'TR', mentions: 9 },
  );

  it('puts places under governorate and district with counts, what has no governorate last', () => {
    const groups = groupPlaces(places, 'count');
    expect(
      groups.map(({ area, country, placeCount, mentions }) => [area?.name ?? country, placeCount, mentions]),
    ).toEqual([
      ['حلب', 3, 6],
      ['إدلب', 1, 4],
      ['TR', 1, 9],
    ]);
    expect(
      groups[0]?.districts.map(({ area, places, mentions }) => [area?.name, places.length, mentions]),
    ).toEqual([
      [undefined, 1, 2],
      ['منبج', 2, 4],
    ]);
  });

  it('goes by the alphabet in groups and within them', () => {
    const groups = groupPlaces(places, 'alphabet');
    expect(groups.map(({ area }) => area?.name)).toEqual(['إدلب', 'حلب', undefined]);
    expect(groups[1]?.districts[1]?.places.map(({ place }) => place.id)).toEqual(['قرية', 'منبج']);
  });

  it('looks areas up that links of older versions do not tell', () => {
    const old = placesOf({ id: 'قديم' });
    expect(groupPlaces(old, 'count')[0]?.area).toBeNull();
    expect(groupPlaces(old, 'count', () => ({ adm1: IDLIB, adm2: null }))[0]?.area).toEqual(IDLIB);
  });

  it('is cut to its first places, district by district', () => {
    const [aleppo] = groupPlaces(places, 'count');
    if (!aleppo) throw new Error('no group');
    const cut = cutGroup(aleppo, 2);
    expect(cut.districts.map((district) => district.places.map(({ place }) => place.id))).toEqual([
      ['حلب'],
      ['منبج'],
    ]);
    expect(cut.rest).toBe(1);
    expect(cut.districts[1]?.placeCount).toBe(2);
    expect(cutGroup(aleppo, 1).districts).toHaveLength(1);
    expect(cutGroup(aleppo, Infinity)).toEqual({ districts: aleppo.districts, rest: 0 });
  });

  it('holds every place once, whatever the areas', () => {
    const area = fc.option(fc.constantFrom(ALEPPO, IDLIB), { nil: null });
    fc.assert(
      fc.property(fc.array(area, { maxLength: 30 }), fc.constantFrom('count', 'alphabet'), (areas, order) => {
        const many = placesOf(
          ...areas.map((adm1, at) => ({ id: `${at}`, adm1, adm2: at % 3 ? MANBIJ : null })),
        );
        const grouped = groupPlaces(many, order).flatMap(({ districts }) =>
          districts.flatMap((district) => district.places),
        );
        expect(grouped.map(({ place }) => place.id).sort()).toEqual(many.map(({ place }) => place.id).sort());
      }),
    );
  });
});
