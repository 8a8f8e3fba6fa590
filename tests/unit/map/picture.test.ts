// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPicture, type PicturePlace, type PictureRequest } from '../../../src/map';
import type { Basemap } from '../../../src/map/browser';
import { REGION_LAYERS } from '../../../src/map/basemap';
import { project } from '../../../src/map/mercator';

const none = { type: 'FeatureCollection', features: [] } as const;
const square = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const polygon = (...ring: number[][]) => ({
  type: 'FeatureCollection' as const,
  features: [
    { type: 'Feature' as const, properties: {}, geometry: { type: 'Polygon' as const, coordinates: [ring] } },
  ],
});

const BASEMAP: Basemap = {
  worldLand: { ...none, features: [] },
  worldBorders: { type: 'MultiLineString', coordinates: [] },
  regionBounds: [24, 11, 64, 43],
  region: {
    ...(Object.fromEntries(
      REGION_LAYERS.map((name) => [name, { ...none, features: [] }]),
    ) as unknown as Basemap['region']),
    land: polygon(...square(30, 30, 50, 40)),
    disputed: polygon(...square(38, 35.5, 38.5, 36.5)),
  },
  labels: [{ name: 'الرقة', lat: 35.95, lon: 39.01, rank: 6 }],
};

const place = (changes: Partial<PicturePlace> = {}): PicturePlace => ({
  name: 'منبج',
  lat: 36.5,
  lon: 38,
  count: 2,
  standing: 'predicted',
  isArea: false,
  uncertaintyM: null,
  outline: null,
  sectors: [],
  isOnlySectors: false,
  ...changes,
});

const requestFor = (
  places: readonly PicturePlace[],
  changes: Partial<PictureRequest> = {},
  title = 'أماكن <في> النصوص & غيرها',
): PictureRequest => ({
  places,
  basemap: BASEMAP,
  view: { lat: 36, lon: 38.5, zoom: 7, width: 448, height: 400 },
  direction: 'rtl',
  language: 'ar',
  words: {
    title,
    subtitle: 'الأماكن: 1 · النصوص: 1',
    signs: {
      confirmed: 'مؤكد',
      predicted: 'من النموذج',
      doubtful: 'مشكوك فيه',
      area: 'منطقة',
      sector: 'جزء',
      radius: 'داخل الدائرة',
    },
    kilometres: (n) => `${n} كم`,
    metres: (n) => `${n} م`,
    notes: ['الطرق غير مرسومة.', 'المصادر: Natural Earth'],
    outside: (n) => `خارج الخريطة: ${n}`,
  },
  ...changes,
});

function parse(svg: string): Document {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  return parsed;
}
const textsOf = (parsed: Document) => [...parsed.querySelectorAll('text')].map((one) => one.textContent);

describe('drawPicture', () => {
  it('is well-formed, and says title, counts, scale, notes and the signs that it holds, and no others', () => {
    const parsed = parse(drawPicture(requestFor([place({ standing: 'doubtful' })])));
    const texts = textsOf(parsed);
    expect(texts).toContain('أماكن <في> النصوص & غيرها');
    expect(parsed.querySelector('title')?.textContent).toBe('أماكن <في> النصوص & غيرها');
    for (const one of ['الأماكن: 1 · النصوص: 1', 'الطرق غير مرسومة.', 'المصادر: Natural Earth', '50 كم'])
      expect(texts).toContain(one);
    expect(texts).toContain('مشكوك فيه');
    for (const one of ['مؤكد', 'من النموذج', 'منطقة', 'داخل الدائرة']) expect(texts).not.toContain(one);
    expect(parsed.querySelector('path.scale')).not.toBeNull();
    expect(parsed.querySelector('[stroke-dasharray="4 4"]')).not.toBeNull();
  });

  it('keeps each name in one piece, so that its letters join, and lines of Arabic right to left', () => {
    const parsed = parse(drawPicture(requestFor([place({ name: 'دير الزور' })])));
    const label = [...parsed.querySelectorAll('text.place')].find((one) => one.textContent === 'دير الزور');
    expect(label?.childElementCount).toBe(0);
    expect(label?.getAttribute('letter-spacing')).toBeNull();
    const note = [...parsed.querySelectorAll('text')].find((one) => one.textContent === 'الطرق غير مرسومة.');
    expect(note?.getAttribute('direction')).toBe('rtl');
  });

  it('puts a place where the map of the page has it', () => {
    const parsed = parse(drawPicture(requestFor([place()])));
    const pin = parsed.querySelector('g[clip-path] circle');
    // The picture shows the same part, 1200 / 448 as large.
    const zoom = 7 + Math.log2(1200 / 448);
    const [[x, y], [left, top]] = [project(36.5, 38, zoom), project(36, 38.5, zoom)];
    expect(Number(pin?.getAttribute('cx'))).toBeCloseTo(600 + x - left, 0);
    const height = Number(parsed.querySelector('#map rect')?.getAttribute('height'));
    expect(Number(pin?.getAttribute('cy'))).toBeCloseTo(height / 2 + y - top, 0);
  });

  it('draws areas with their parts, and a radius round what has no point', () => {
    const outline = [[square(38.2, 35.5, 39, 36.4)]] as unknown as NonNullable<PicturePlace['outline']>;
    const area = place({ name: 'ريف', isArea: true, outline, sectors: ['east'], lat: 35.9, lon: 38.6 });
    const parsed = parse(drawPicture(requestFor([area, place({ name: 'سجن', uncertaintyM: 8000 })])));
    expect(parsed.querySelectorAll('path.area')).toHaveLength(1);
    const texts = textsOf(parsed);
    for (const sign of ['منطقة', 'جزء', 'داخل الدائرة']) expect(texts).toContain(sign);
  });

  it('counts what lies outside, and names nothing of it', () => {
    const far = place({ name: 'أم درمان', lat: 15.6, lon: 32.5 });
    const texts = textsOf(parse(drawPicture(requestFor([place(), far]))));
    expect(texts).toContain('خارج الخريطة: 1');
    expect(texts).not.toContain('أم درمان');
  });

  it('stands on plain ground without a base map, and carries a typeface along where one is given', () => {
    const svg = drawPicture(requestFor([place()], { basemap: null, face: 'data:font/woff2;base64,AAAA' }));
    parse(svg);
    expect(svg).toContain("url(data:font/woff2;base64,AAAA) format('woff2')");
    expect(svg).not.toMatch(/(?:href|src)="?https?:/);
  });

  it('breaks a long title into lines', () => {
    const title = Array.from({ length: 30 }, () => 'كلمة طويلة').join(' ');
    const lines = [...parse(drawPicture(requestFor([], {}, title))).querySelectorAll('text')].filter(
      (one) => one.getAttribute('font-size') === '32',
    );
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map((one) => one.textContent).join(' ')).toBe(title);
  });

  it('is well-formed whatever the names, and never sets labels over each other', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('حَلَب', 'ديرالزور', '\u202eمقلوب\u202c', '<b>&"', 'موقع\u0000سري'),
    );
    const spot = fc.record({
      name,
      lat: fc.double({ min: 33, max: 39, noNaN: true }),
      lon: fc.double({ min: 36, max: 41, noNaN: true }),
      standing: fc.constantFrom('confirmed' as const, 'predicted' as const, 'doubtful' as const),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 40 }), (spots) => {
        parse(drawPicture(requestFor(spots.map((one) => place(one)))));
      }),
      { numRuns: 60 },
    );
  });
});
