import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EntryList, loadGazetteer, loadSide, readOutlines } from '../../../src/gazetteer';
import { groupRows, toPlace } from '../../../tools/gazetteer/merge';
import { arabicNames, withArticleFirst } from '../../../tools/gazetteer/names';
import { encodeOutline, isInside, type Outline } from '../../../tools/gazetteer/outlines';
import { slugOf } from '../../../tools/gazetteer/slug';
import type { SourceRow } from '../../../tools/gazetteer/sources';
import { hangUnderAreas } from '../../../tools/gazetteer/parents';
import { applySupplement, parseSupplement } from '../../../tools/gazetteer/supplement';
import { place } from './places';

const row = (
  id: string,
  names: string,
  lat: number,
  lon: number,
  more: Partial<SourceRow> = {},
): SourceRow => ({
  id,
  source: 'whosonfirst',
  names: names.split('|').filter((name) => name !== ''),
  english: '',
  otherNames: [],
  lat,
  lon,
  country: 'SY',
  level: 'P',
  population: 0,
  geonamesId: '',
  areas: [],
  isNotable: true,
  ...more,
});

describe('groupRows', () => {
  const ids = (rows: SourceRow[]) => groupRows(rows).map((group) => group.map(({ id }) => id));

  it('joins one name of one level within six kilometres, no further', () => {
    const rows = [row('wof:1', 'الهول', 36.37, 41.14), row('pcode:C1', 'هول|الهول', 36.4, 41.14)];
    expect(ids([...rows, row('wof:2', 'الهول', 36.5, 41.14)])).toEqual([['wof:1', 'pcode:C1'], ['wof:2']]);
    expect(ids([...rows, row('wof:3', 'الهول', 36.37, 41.14, { level: '3' })])[1]).toEqual(['wof:3']);
    expect(ids([...rows, row('wof:4', 'الهول', 36.37, 41.14, { country: 'IQ' })])[1]).toEqual(['wof:4']);
  });

  it('joins what GeoNames knows as one place, under whatever name', () => {
    const rows = [
      row('wof:1', 'الثورة', 35.8, 38.5, { geonamesId: '9' }),
      row('geonames:9', 'الطبقة', 36.1, 38.5, { geonamesId: '9', source: 'geonames' }),
    ];
    expect(ids(rows)).toEqual([['wof:1', 'geonames:9']]);
  });
});

describe('hangUnderAreas', () => {
  it('makes the areas that communities name, with their English, and hangs the communities below', () => {
    const village = (name: string, lat: number) =>
      place(name, lat, 38, { areas: ['', 'منبج', 'أبو قلقل'], areasEnglish: ['', 'Menbij', 'Abu Qalqal'] });
    const district = place('منبج', 36.5, 38, { level: '2', english: 'Manbidj' });
    const places = [district, village('خربة', 36.4), village('أبو قلقل', 36.42)];
    hangUnderAreas(places, []);
    const made = places.find(({ level }) => level === '3');
    expect(made).toMatchObject({ names: ['أبو قلقل'], english: 'Abu Qalqal', lat: 36.42, parent: district });
    expect(district.english).toBe('Menbij');
    expect(places[1]?.parent).toBe(made);
  });
});

describe('toPlace', () => {
  it('takes the id of one source, the point and the first name of another, and all names', () => {
    const merged = toPlace([
      row('wof:1', 'ثورة|الطبقة', 35.8, 38.5, { population: 5, english: 'Thawrah' }),
      row('pcode:C9', 'الثورة', 35.83, 38.54, { source: 'ocha', areas: ['', 'الثورة', 'الثورة'] }),
    ]);
    expect(merged).toMatchObject({
      id: 'wof:1',
      names: ['الثورة', 'ثورة', 'الطبقة'],
      lat: 35.83,
      population: 5,
      english: 'Thawrah',
      members: ['wof:1', 'pcode:C9'],
    });
    expect(toPlace([row('geonames:1', '', 1, 1)])).toBeNull();
  });
});

describe('names', () => {
  it('are shown without vowels, the one with the article first, other languages apart', () => {
    expect(arabicNames(['دِرعا', 'شنگال', 'Daraa'])).toEqual({ names: ['درعا'], others: ['شنگال'] });
    expect(arabicNames(['چالوس']).names).toEqual(['چالوس']);
    expect(withArticleFirst(['ثورة', 'الطبقة', 'الثورة'])).toEqual(['الثورة', 'ثورة', 'الطبقة']);
  });
});

describe('the supplement', () => {
  const cells = (text: string) => text.split(';');

  it('gives no point without a source, no neighbourhood without a radius', () => {
    for (const bad of [
      'سجن;F;SY;at;;35;40;;;;',
      'سجن;F;SY;at;;;;;;;a book',
      'سجن;F;SY;in;حلب;;;;;;',
      'سجن;F;SY;in;;;;900;;;',
      'سجن;F;SY;near;حلب;;;900;;;',
      ';F;SY;alias;حلب;;;;;;',
    ])
      expect(() => parseSupplement([cells(bad)]), bad).toThrow('supplement.tsv');
  });

  it('adds names and places, takes names off, joins entries and takes a country off', () => {
    const aleppo = place('حلب|خطأ', 36.2, 37.1, { id: 'wof:1' });
    const other = place('حلب الشهباء', 36.2, 37.1, { id: 'wof:2', members: ['wof:2', 'geonames:3'] });
    const places = [aleppo, other, place('قرية', 36.2, 37.2, { parent: other })];
    const lost: string[] = [];
    const joined = applySupplement(
      places,
      parseSupplement(
        [
          'هەلەب|حلب القديمة;P;SY;alias;حلب@P;;;;;;',
          'خطأ;P;SY;drop;حلب;;;;;;',
          'حلب الشهباء;P;SY;join;حلب;;;;;;',
          'السكري;N;SY;in;حلب@P;;;6000;;;',
          'سجن;F;SY;at;;35;40;;;;a report',
          'لا شيء;N;SY;in;ضائعة;;;6000;;;',
          ';P;SY;contested;حلب@P;;;;;;',
        ].map(cells),
      ),
      (line) => lost.push(line),
    );
    expect(aleppo).toMatchObject({ names: ['حلب', 'هەلەب', 'حلب القديمة', 'حلب الشهباء'], country: '' });
    expect([...joined]).toEqual(
      [
        ['wof:2', 'wof:1'],
        ['wof:2', 'wof:1'],
        ['geonames:3', 'wof:1'],
      ].slice(1),
    );
    expect(places.map(({ names }) => names[0])).toEqual(['حلب', 'قرية', 'السكري', 'سجن']);
    expect(places[1]?.parent).toBe(aleppo);
    expect(places[2]).toMatchObject({ lat: 36.2, uncertaintyM: 6000 });
    expect(places[3]).toMatchObject({ lat: 35, uncertaintyM: 0 });
    expect(lost).toHaveLength(1);
  });
});

describe('outlines', () => {
  const square: Outline = {
    id: 'wof:1',
    country: 'SY',
    level: '1',
    polygons: [
      [
        [
          [38, 35],
          [40, 35],
          [40, 37],
          [38, 37],
          [38, 35],
        ],
      ],
    ],
  };

  it('hold what lies in them and come back from the file', () => {
    expect([isInside(square, { lat: 36, lon: 39 }), isInside(square, { lat: 38, lon: 39 })]).toEqual([
      true,
      false,
    ]);
    expect(readOutlines(`${encodeOutline(square)}\n`, 360).get('wof:1')).toEqual(square.polygons);
  });
});

describe('slugOf', () => {
  it('writes a name in plain letters', () => {
    expect(slugOf('SY', 'سد تشرين')).toBe('sy-sd-tshryn');
    expect(slugOf('SY', 'مخيم عين عيسى')).toMatch(/^[a-z-]+$/);
  });
});

describe('the compiled list', () => {
  const folder = fileURLToPath(new URL('../../../public/gazetteer/', import.meta.url));
  const manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as Record<string, unknown>;
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const open = (file: string) => {
    const packed = readFileSync(`${folder}${file}`);
    return { packed, content: gunzipSync(packed) };
  };
  const text = open('places.tsv.gz').content.toString('utf8');
  const list = new EntryList(text);
  const entries = Array.from({ length: list.size }, (_, at) => list.get(at)).filter(
    (one) => one !== undefined,
  );

  it('is what its manifest says, file by file, and no larger than it may be', () => {
    const files = {
      'places.tsv.gz': manifest,
      'side.tsv.gz': manifest['side'],
      'outlines.tsv.gz': manifest['outlines'],
    };
    let total = 0;
    for (const [file, described] of Object.entries(files)) {
      const { packed, content } = open(file);
      total += packed.length;
      expect(described).toMatchObject({
        file,
        bytes: content.length,
        sha256: sha256(content),
        gzipBytes: packed.length,
        gzipSha256: sha256(packed),
      });
      expect(packed.readUInt32LE(4), 'time of packing').toBe(0);
    }
    expect(total).toBeLessThan(1_100_000);
    expect(manifest).toMatchObject({ schemaVersion: 2, entries: list.size });
  });

  it('gives each place one stable id of its own, nearly all from a source, and a former id no place of its own', () => {
    const ids = new Set(entries.map(({ id }) => id));
    expect(ids.size).toBe(entries.length);
    for (const id of ids)
      if (!/^(wof:\d+|geonames:\d+|pcode:C\d+|iso:[A-Z]{2}|mawdi:[a-z0-9-]+)$/.test(id)) expect.fail(id);
    // Quarters, camps, prisons and other sites are in no source; towns are.
    expect([...ids].filter((id) => id.startsWith('mawdi:')).length).toBeLessThan(0.05 * ids.size);
    const former = text.trimEnd().split('\n').slice(10);
    expect(former.length).toBeGreaterThan(100);
    for (const [old = ''] of former.map((line) => line.split('\t')))
      if (old.startsWith('w')) expect(ids.has(`wof:${old.slice(1)}`), old).toBe(false);
  });

  it('has the official names of one place in one entry, and no country for a contested one', () => {
    const places = loadGazetteer(text);
    const idsOf = (name: string) =>
      places.find(name, 60).flatMap(({ id, level }) => (level === 'town' ? [id] : []));
    for (const [one, other] of [
      ['الثورة', 'مدينة الطبقة'],
      ['عين العرب', 'كوباني'],
      ['رأس العين', 'سري كانيه'],
    ] as const) {
      expect(idsOf(other), other).toHaveLength(1);
      expect(idsOf(one), one).toContain(idsOf(other)[0]);
    }
    expect(places.find('القدس', 9)[0]).toMatchObject({ level: 'town', country: null });
    expect(places.find('مجدل شمس', 9)[0]).toMatchObject({ country: null, within: '' });
    for (const { id, lat, lon } of entries)
      if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) expect.fail(`${id} is not on Earth`);
  });

  it('has an outline around the point of every governorate and district of Syria, Iraq and Lebanon', () => {
    const { stepsADegree } = manifest['outlines'] as { stepsADegree: number };
    const outlines = readOutlines(open('outlines.tsv.gz').content.toString('utf8'), stepsADegree);
    const areas = entries.filter(
      ({ level, country }) => /^(?:governorate|district)$/.test(level) && /^(?:SY|IQ|LB)$/.test(country),
    );
    expect(areas.length).toBeGreaterThan(200);
    for (const { id, lat, lon, country } of areas) {
      const polygons = outlines.get(id) ?? [];
      if (!isInside({ id, country, level: '1', polygons }, { lat, lon })) expect.fail(id);
    }
  });

  it('has outlines and side rows for its own entries', () => {
    const places = loadGazetteer(text);
    const { stepsADegree } = manifest['outlines'] as { stepsADegree: number };
    const outlines = readOutlines(open('outlines.tsv.gz').content.toString('utf8'), stepsADegree);
    expect(outlines.size).toBeGreaterThan(200);
    for (const id of outlines.keys()) expect(places.entry(id)?.level, id).toMatch(/governorate|district/);
    const sideOf = loadSide(open('side.tsv.gz').content.toString('utf8'), places);
    expect(sideOf('iso:SY')?.english).toBe('Syria');
    expect(places.find('حلب', 9).map(({ id }) => sideOf(id)?.pcode)).toContain('SY02');
  });
});
