import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCodePoint, toCsv, toTsv, type Table } from '../../../src/exchange';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'اأةي،"\t\r\n,=+-@\'<&\u200f\u064b\ufefb', '📍', '👩‍🚒'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});
/** Finer than a tenth of a metre nothing is said exactly. */
const degrees = fc
  .double({ min: -180, max: 180, noNaN: true })
  .map((value) => (Math.abs(value) < 1e-6 ? 0 : value));

/** Fields of a file by RFC 4180. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = pattern.exec(csv); match; match = pattern.exec(csv)) {
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n' && pattern.lastIndex < csv.length) rows.push([]);
    if (pattern.lastIndex === csv.length) return rows;
  }
  throw new Error('not a CSV file');
}

const table = fc.array(fc.tuple(text, degrees, fc.option(degrees)), { maxLength: 6 }).map((rows): Table => ({
  id: 'places',
  title: 'الأماكن',
  columns: [
    { key: 'place', title: 'المكان', kind: 'text' },
    { key: 'lon', title: 'خط الطول', kind: 'number' },
    { key: 'lat', title: 'خط العرض', kind: 'number' },
  ],
  rows,
}));

describe('CSV', () => {
  it('gives back every cell; numbers exactly, texts without a formula', () => {
    fc.assert(
      fc.property(table, (made) => {
        const csv = toCsv(made);
        expect(csv.startsWith('\ufeff')).toBe(true);
        const [head, ...rows] = parseCsv(csv.slice(1));
        expect(head).toEqual(['place', 'lon', 'lat']);
        expect(rows).toHaveLength(made.rows.length);
        rows.forEach(([place = '', lon, lat], i) => {
          const [wanted, wantedLon, wantedLat] = made.rows[i] ?? [];
          expect(place).not.toMatch(/^[=+\-@\t\r]/);
          expect([wanted, `'${String(wanted)}`]).toContain(place);
          expect(Number(lon)).toBe(wantedLon);
          expect(lat === '' ? null : Number(lat)).toBe(wantedLat);
          expect(lon).toMatch(/^-?[0-9]+(?:\.[0-9]+)?$/);
        });
      }),
    );
  });
});

describe('TSV', () => {
  it('has one line a row and one field a cell', () => {
    fc.assert(
      fc.property(table, (made) => {
        const lines = toTsv(made).split(/\r\n|[\r\n]/);
        expect(lines).toHaveLength(made.rows.length + 1);
        for (const line of lines) expect(line.split('\t')).toHaveLength(3);
      }),
    );
  });
});

describe('toCodePoint', () => {
  it('counts as a program that counts code points does', () => {
    fc.assert(
      fc.property(text, fc.nat(20), (raw, n) => {
        const points = [...raw];
        const at = points.slice(0, n).join('').length;
        expect(toCodePoint(raw, at)).toBe(Math.min(n, points.length));
        expect([...raw].slice(0, toCodePoint(raw, at)).join('')).toBe(raw.slice(0, at));
      }),
    );
    expect(toCodePoint('📍دمشق', 6)).toBe(5);
  });
});
