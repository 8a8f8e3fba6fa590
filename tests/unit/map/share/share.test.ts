import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRECISIONS, type Place, type PlaceDescription } from '../../../../src/domain';
import {
  concealing,
  displace,
  drawFor,
  shareable,
  sharePlaces,
  toPlaces,
  type ShareContext,
} from '../../../../src/map';
import { linksTo } from '../samples';

const village: Place = { id: 'wof:7', name: 'القرية', lat: 36.41, lon: 38.02, level: 'town', country: 'SY' };
const adm1 = { id: 'wof:1', name: 'حلب', english: 'Aleppo', pcode: 'SY02', lat: 36.2, lon: 37.16 };
const adm2 = { id: 'wof:2', name: 'منطقة منبج', english: 'Menbij', pcode: 'SY0203', lat: 36.5, lon: 37.95 };
const adm3 = {
  id: 'wof:3',
  name: 'ناحية الخفسة',
  english: 'Al-Khafsa',
  pcode: 'SY020302',
  lat: 36.3,
  lon: 38,
};
const context: ShareContext = {
  description: { english: 'Village', pcode: 'C1' },
  ...{ adm1, adm2, adm3 },
  draw: [0.1, 0.5],
  outlineOf: () => undefined,
  isTelling: () => false,
};
const METRES = 111_320;
const apart = (a: { lat: number; lon: number }, b: { lat: number | null; lon: number | null }) =>
  METRES * Math.hypot(a.lat - (b.lat ?? NaN), (a.lon - (b.lon ?? NaN)) * Math.cos((a.lat * Math.PI) / 180));

describe('shareable', () => {
  it('gives an exact place as it is, with its radius', () => {
    expect(shareable(village, 'exact', context)).toMatchObject({
      ...{ id: 'wof:7', name: 'القرية', english: 'Village', pcode: 'C1', lat: 36.41, lon: 38.02 },
      ...{ precision: 'exact', isCoarsened: false, uncertaintyM: null, level: 'town', adm3 },
    });
    expect(shareable({ ...village, uncertaintyM: 4000 }, 'exact', context)?.uncertaintyM).toBe(4000);
  });

  it('gives an area as it is where the precision is no coarser than the area', () => {
    const area = { ...village, level: 'governorate' as const };
    expect(shareable(area, 'governorate', context)).toMatchObject({ name: 'القرية', isCoarsened: false });
    expect(shareable({ ...village, level: 'country' }, 'hidden', context)).toBeNull();
  });

  it('moves a place given as a town, and names the area around it', () => {
    const shared = shareable(village, 'town', context);
    expect(shared).toMatchObject({ precision: 'town', id: '', name: 'ناحية الخفسة', pcode: '' });
    expect(shared && apart(village, shared)).toBeGreaterThan(1000);
    const radius = shareable({ ...village, uncertaintyM: 3000 }, 'town', context)?.uncertaintyM;
    expect(radius).toBe((shared?.uncertaintyM ?? 0) + 3000);
  });

  it('names no subdistrict that is called after the place', () => {
    const isTelling = (name: string) => name.includes('الخفسة');
    const shared = shareable({ ...village, name: 'الخفسة' }, 'town', { ...context, isTelling });
    expect(shared).toMatchObject({ name: 'منطقة منبج', adm3: null });
  });

  it('gives the district or governorate with its own point, id, code and radius', () => {
    const square = [
      [
        [
          [37.5, 36],
          [38.5, 36],
          [38.5, 37],
          [37.5, 37],
        ] as const,
      ],
    ];
    const outlineOf = (id: string) => (id === 'wof:2' ? square : undefined);
    expect(shareable(village, 'district', { ...context, outlineOf })).toMatchObject({
      ...{ precision: 'district', level: 'district', id: 'wof:2', name: 'منطقة منبج', pcode: 'SY0203' },
      ...{ lat: 36.5, lon: 37.95, adm3: null, uncertaintyM: 75_000 },
    });
    expect(shareable(village, 'governorate', context)).toMatchObject({
      ...{ precision: 'governorate', id: 'wof:1', lat: 36.2, adm2: null, adm3: null, uncertaintyM: 100_000 },
    });
  });

  it('goes to the next larger area, and at last far away, where an area is not known', () => {
    expect(shareable(village, 'district', { ...context, adm2: null })).toMatchObject({
      ...{ precision: 'governorate', id: 'wof:1' },
    });
    const nowhere = { ...context, adm1: null, adm2: null, adm3: null };
    const shared = shareable(village, 'governorate', nowhere);
    expect(shared).toMatchObject({ precision: 'governorate', id: '', name: '' });
    expect(shared && apart(village, shared)).toBeGreaterThan(20_000);
  });

  it('gives no point where only the name of the area is known', () => {
    const bare = { ...adm2, lat: null, lon: null };
    expect(shareable(village, 'district', { ...context, adm2: bare })).toMatchObject({
      ...{ name: 'منطقة منبج', lat: null, lon: null, uncertaintyM: null },
    });
  });
});

describe('displace', () => {
  const unit = fc.double({ min: 0, max: 0.999999, noNaN: true });
  it('always moves, never farther than the radius that it names', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: -179, max: 179, noNaN: true }),
        unit,
        unit,
        (lat, lon, turn, reach) => {
          const moved = displace({ lat, lon }, 5000, [turn, reach]);
          const around = {
            lat,
            lon: Math.abs(moved.lon - lon) > 180 ? lon + 360 * Math.sign(moved.lon) : lon,
          };
          const far = apart(around, moved);
          expect(far).toBeGreaterThan(1200);
          expect(far).toBeLessThanOrEqual(moved.uncertaintyM);
          expect(moved.lat * 100).toBeCloseTo(Math.round(moved.lat * 100), 6);
        },
      ),
    );
  });

  it('draws the same for one secret and place, and otherwise for another', async () => {
    const [a, again, otherSecret, otherPlace] = await Promise.all([
      drawFor('s', 'wof:7'),
      drawFor('s', 'wof:7'),
      drawFor('t', 'wof:7'),
      drawFor('s', 'wof:8'),
    ]);
    expect(again).toEqual(a);
    expect(otherSecret).not.toEqual(a);
    expect(otherPlace).not.toEqual(a);
    expect(a.every((value) => value >= 0 && value < 1)).toBe(true);
  });
});

describe('concealing', () => {
  it('finds names with clitics, other spellings and spaces, short ones as words only', () => {
    const conceals = concealing(['الحولة', 'كفرنبل', 'صور']);
    for (const text of ['مجزرة في الحوله', 'أهالي بالحولة', 'طريق للحولة', 'إلى كفر نبل', 'في صور', 'وبصور'])
      expect(conceals(text)).toBe(true);
    for (const text of ['صورة من حوله', 'عصور', '', 'حلب']) expect(conceals(text)).toBe(false);
    expect(concealing(['a.b', '(x'])('a-b')).toBe(false);
    expect(concealing(['a.b', '(x'])('in a.b')).toBe(true);
    expect(concealing([])('الحولة')).toBe(false);
    expect(concealing(['', ' '])('الحولة')).toBe(false);
  });
});

describe('sharePlaces', () => {
  const describe2 = (id: string): PlaceDescription => ({
    ...{ ...village, id, names: ['القرية'], english: '', otherNames: [], pcode: '', adm1, adm2, adm3 },
  });
  const summary = () =>
    toPlaces([
      ...linksTo({ id: 'a', name: 'الأولى', mentions: 3 }),
      ...linksTo({ id: 'b', name: 'الثانية', score: 0.4 }),
      ...linksTo({ id: 'c', name: 'الثالثة' }),
      ...linksTo({ id: 'd', name: 'الرابعة' }),
      ...linksTo({ id: 'e', name: 'x' }).map((link) => ({
        ...link,
        place: null,
        toponym: 'الرابعه',
        surface: 'الرابعه',
      })),
      ...linksTo({ id: 'f', name: 'غيرها' }).map((link) => ({ ...link, place: null })),
    ]);
  const share = () =>
    sharePlaces(summary(), {
      precisionOf: ({ place: { id } }) => (id === 'c' ? 'exact' : id === 'd' ? 'hidden' : 'district'),
      descriptions: new Map(['a', 'b', 'c', 'd'].map((id) => [id, describe2(id)])),
      outlines: new Map(),
      draws: new Map(),
    });

  it('makes one of places given by the same area, as sure as the least sure', () => {
    const { items, counts } = share();
    expect(
      items.map(({ place, count, score, mentions, candidateCount }) => [
        place.id,
        count,
        score,
        mentions.length,
        candidateCount,
      ]),
    ).toEqual([
      ['wof:2', 4, 0.4, 0, null],
      ['c', 1, 0.9, 1, 1],
    ]);
    expect(counts).toEqual({ town: 0, district: 2, governorate: 0, hidden: 1 });
  });

  it('leaves out hidden places and unresolved names that are theirs', () => {
    const { of, unresolved, conceals } = share();
    expect(of('d')).toBeNull();
    expect(of('nowhere')).toBeUndefined();
    expect(unresolved.map(({ toponym }) => toponym)).toEqual(['غيرها']);
    expect(conceals('قصف على الرابعة')).toBe(true);
    expect(conceals('قصف على الثالثة')).toBe(false);
  });

  it('falls back on what the links know of areas', () => {
    const places = toPlaces(
      linksTo({
        id: 'a',
        name: 'الأولى',
        adm1: { id: 'wof:1', name: 'حلب' },
        adm2: { id: 'wof:2', name: 'منطقة منبج' },
      }),
    );
    const [item] = sharePlaces(places, {
      precisionOf: () => 'district',
      descriptions: new Map(),
      outlines: new Map(),
      draws: new Map(),
    }).items;
    expect(item?.place).toMatchObject({ name: 'منطقة منبج', lat: null, precision: 'district' });
  });

  it('places what the list does not know by the outlines of areas at hand', () => {
    const square = (west: number, south: number) => [
      [
        [
          [west, south],
          [west + 1, south],
          [west + 1, south + 1],
          [west, south + 1],
          [west, south],
        ] as const,
      ],
    ];
    const share = (lat: number, lon: number) =>
      sharePlaces(
        toPlaces([
          ...linksTo({ id: 'user:1', name: 'بيتنا', lat, lon }),
          ...linksTo({ id: 'c', name: 'غيرها' }),
        ]),
        {
          precisionOf: ({ place: { id } }) => (id === 'c' ? 'exact' : 'district'),
          descriptions: new Map([['c', describe2('c')]]),
          outlines: new Map([
            ['wof:1', square(37, 35)],
            ['wof:2', square(37, 36)],
          ]),
          draws: new Map(),
        },
      ).items[0]?.place;
    expect(share(36.5, 37.5)).toMatchObject({ precision: 'district', id: 'wof:2', adm1: { id: 'wof:1' } });
    expect(share(35.5, 37.5)).toMatchObject({ precision: 'governorate', id: 'wof:1' });
    expect(share(34.5, 37.5)).toMatchObject({ precision: 'district', id: '', name: '' });
  });

  it('names no area that is kept back itself', () => {
    const places = toPlaces([
      ...linksTo({ id: 'wof:2', name: 'منطقة منبج', level: 'district' }),
      ...linksTo({ id: 'a', name: 'الأولى' }),
      ...linksTo({ id: 'c', name: 'الثالثة', adm1: { id: 'wof:2', name: 'منطقة منبج' } }),
    ]);
    const { items } = sharePlaces(places, {
      precisionOf: ({ place: { id } }) => (id === 'wof:2' ? 'hidden' : id === 'a' ? 'district' : 'exact'),
      descriptions: new Map(['a', 'c'].map((id) => [id, describe2(id)])),
      outlines: new Map(),
      draws: new Map(),
    });
    expect(items.map(({ place }) => [place.id, place.precision])).toEqual([
      ['wof:1', 'governorate'],
      ['c', 'exact'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/wof:2|منبج/);
  });

  it('tells nothing finer than the precision of any place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRECISIONS), fc.boolean(), (precision, isKnown) => {
        const { items } = sharePlaces(
          toPlaces(linksTo({ id: 'a', name: 'الأولى', lat: 36.4123, lon: 38.0234 })),
          {
            precisionOf: () => precision,
            descriptions: new Map(isKnown ? [['a', { ...describe2('a'), names: ['الأولى'] }]] : []),
            outlines: new Map(),
            draws: new Map([['a', [0.2, 0.3]]]),
          },
        );
        const text = JSON.stringify(items);
        expect(['36.4123', '38.0234', 'الأولى', '"a"'].some((part) => text.includes(part))).toBe(
          precision === 'exact',
        );
      }),
    );
  });
});
