import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COORDINATE_FORMS, formatCoordinates, parseCoordinates, type LatLon } from '../../../../src/map';
import { AppError } from '../../../../src/domain';

const METRES = 111_320;
/** Half a step of the last digit each way, and a little for rounding. */
const WITHIN_M = { decimal: 0.9, dms: 2.4, mgrs: 1.6 } as const;

const anywhere = fc.record({
  lat: fc.double({ min: -80, max: 84, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

function apart(a: LatLon, b: LatLon): number {
  const around = Math.abs(a.lon - b.lon);
  return (
    METRES * Math.hypot(a.lat - b.lat, Math.min(around, 360 - around) * Math.cos((a.lat * Math.PI) / 180))
  );
}

describe('coordinates', () => {
  it('come back from each form within its precision, in all of the range of MGRS', () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom(...COORDINATE_FORMS), (place, form) => {
        const result = parseCoordinates(formatCoordinates(place, form));
        if (!result.ok) throw result.error;
        expect(result.value.form).toBe(form);
        expect(apart(place, result.value)).toBeLessThan(WITHIN_M[form]);
      }),
      { numRuns: 3000 },
    );
  });

  it('come back with Arabic digits, signs and words', () => {
    const arabic = (text: string) =>
      text
        .replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
        .replaceAll('.', '٫')
        .replace(', ', '، ');
    fc.assert(
      fc.property(anywhere, fc.constantFrom('decimal' as const, 'dms' as const), (place, form) => {
        const written = arabic(formatCoordinates(place, form))
          .replace('N', ' شمالاً')
          .replace('S', ' جنوباً')
          .replace('E', ' شرقاً')
          .replace('W', ' غرباً');
        const result = parseCoordinates(`\u200f${written}\u200e`);
        if (!result.ok) throw result.error;
        expect(apart(place, result.value)).toBeLessThan(WITHIN_M[form]);
      }),
    );
  });

  it('lie within the radius that a shortened reference leaves open', () => {
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 0, max: 5 }), (place, digits) => {
        const [letters = '', square = '', east = '', north = ''] = formatCoordinates(place, 'mgrs').split(
          ' ',
        );
        const result = parseCoordinates(
          `${letters}${square}${east.slice(0, digits)}${north.slice(0, digits)}`,
        );
        if (!result.ok) throw result.error;
        // The grid is not quite square to the meridians, nor are cut squares' middles those of the whole.
        expect(apart(place, result.value)).toBeLessThan((result.value.uncertaintyM ?? 0) * 1.35 + 2);
      }),
      { numRuns: 1000 },
    );
  });

  it('are read where only a sliver of a square lies in its zone', () => {
    const besideABorder = fc.record({
      lat: fc.double({ min: -80, max: 84, noNaN: true }),
      lon: fc
        .tuple(fc.integer({ min: -60, max: 60 }), fc.double({ min: -0.1, max: 0.1, noNaN: true }))
        .map(([border, beside]) => Math.max(-180, Math.min(180, border * 3 + beside))),
    });
    fc.assert(
      fc.property(besideABorder, (place) => {
        const [letters = '', square = ''] = formatCoordinates(place, 'mgrs').split(' ');
        const result = parseCoordinates(`${letters}${square}`);
        if (!result.ok) throw result.error;
        expect(apart(place, result.value)).toBeLessThan((result.value.uncertaintyM ?? 0) * 1.35 + 2);
      }),
      { numRuns: 1000, examples: [[{ lat: -21.000075890269507, lon: 72.08125522198338 }]] },
    );
  });

  it('are never a reason to throw, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'NSEW°′″\'",;.-+/@#=&شجقغ٫،٣٥۴',
        ' ',
        'geo:',
        'q=',
        '#map=',
        'http://a.b/',
        '37S',
        'DU',
        'lat',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.integer().map(String),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const result = parseCoordinates(pieces.join(''));
        if (!result.ok) return result.error instanceof AppError;
        const { lat, lon, uncertaintyM } = result.value;
        return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (uncertaintyM === null || uncertaintyM >= 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('have no reference in the polar zones', () => {
    expect(formatCoordinates({ lat: 85, lon: 0 }, 'mgrs')).toBe('');
    expect(formatCoordinates({ lat: -0.000001, lon: 0 }, 'decimal')).toBe('0.000, 0.000');
    expect(formatCoordinates({ lat: 9.99999999, lon: -0.99999999 }, 'dms')).toBe('10°00′00.0″N 1°00′00.0″W');
  });
});
