import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EntryList, loadGazetteer, openPack } from '../../../src/gazetteer';
import { writeList } from '../../../tools/gazetteer/compile';
import { readTowns } from '../../../tools/gazetteer/sources';

const root = mkdtempSync(join(tmpdir(), 'mawdi-geo-'));
const geo = join(root, 'geo');

function save(path: string, rows: readonly string[]): void {
  const at = join(geo, path);
  mkdirSync(dirname(at), { recursive: true });
  const text = `${rows.join('\n')}\n`;
  writeFileSync(at, path.endsWith('.gz') ? gzipSync(text) : text);
}

/** A row of Who's On First: id, kind, country, names, English, point, then what is given. */
const wof = (
  id: number,
  kind: string,
  cc: string,
  names: string,
  english: string,
  point: string,
  more = ';;',
) => {
  const [lat = '', lon = ''] = point.split(' ');
  const [population = '', region = '', county = ''] = more.split(';');
  return [id, '', '', kind, 'PPL', cc, names, english, lat, lon, population, region, county, 1].join('\t');
};
const ocha = (code: string, name: string, english: string, point: string) => {
  const [lat = '', lon = ''] = point.split(' ');
  return [code, name, english, 'مركز الرقة', 'الرقة', 'Ar-Raqqa', 'Ar-Raqqa', '', '', lat, lon].join('\t');
};
const HEAD = 'head';
const collection = (features: unknown[]) => [JSON.stringify({ type: 'FeatureCollection', features })];
const square = (id: number, kind: string, lon: number) => ({
  properties: { id, cc: 'SY', pt: kind },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, 35],
        [lon + 2, 35],
        [lon + 2, 37],
        [lon, 37],
        [lon, 35],
      ],
    ],
  },
});

beforeAll(() => {
  save('prototype/gazetteer.tsv.gz', [
    HEAD,
    HEAD,
    'سوريا\t35000\t39000\tC\tSY\t8',
    'اليمن\t15000\t48000\tC\tYE\t8',
    'محمد علي\t0\t0\tP\tIQ\t\t\t\tx',
  ]);
  save('whosonfirst/wof_sy_ar.tsv.gz', [
    HEAD,
    wof(1, 'region', 'SY', 'الرقة', 'Raqqa', '35.9 38.9'),
    wof(2, 'locality', 'SY', 'رقة|الرقة', 'Raqqa', '35.95 39.01', '500000;;'),
    wof(3, 'locality', 'SY', 'كديران', 'Kdiran', '35.8 38.7'),
  ]);
  save('whosonfirst/wof_ye_ar.tsv.gz', [
    HEAD,
    wof(11, 'region', 'YE', 'تعز', 'Taiz', '13.6 44.0'),
    wof(12, 'county', 'YE', 'مديرية موزع', 'Mawza', '13.3 43.5', ';تعز;'),
    wof(13, 'locality', 'YE', 'موشج', 'Mawshij', '13.7 43.3', '2000;تعز;'),
    wof(14, 'locality', 'YE', 'العيفار', 'Al Ayfar', '13.31 43.52', ';تعز;مديرية موزع'),
    wof(15, 'locality', 'YE', 'محمد علي', 'Muhammad Ali', '13.32 43.53', ';تعز;Mawza'),
  ]);
  for (const [file, features] of [
    ['adm1_polygons_sy_iq_lb_jo_ps', [square(1, 'region', 38)]],
    ['adm2_polygons_sy_iq_lb_ps', []],
  ] as const)
    save(`whosonfirst/${file}.geojson.gz`, collection([...features]));
  save('ocha-syria/communities.tsv.gz', [
    HEAD,
    ocha('C1', 'الرقة', 'Ar-Raqqa', '35.951 39.011'),
    ocha('C2', 'أم الاختبار', 'Umm al-Ikhtibar', '35.96 39.05'),
  ]);
  const code = { properties: { ADM1_AR: 'الرقة', ADM1_PCODE: 'SY11' } };
  save('ocha-syria/syr_admin1.geojson.gz', collection([code]));
  save('geonames/geonames_ar_from_mo.tsv', ['9\tمارب']);
  save('geonames/cities15000.txt.gz', [
    ['9', 'Marib', 'Marib', '', '15.46', '45.32', 'P', 'PPLA', 'YE', '', '', '', '', '', '16000'].join('\t'),
  ]);
});

afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, without: readonly string[] = []) {
  const out = join(root, name);
  const manifest = writeList(geo, out, new Set(without), () => {});
  const read = (file: string) => readFileSync(join(out, file));
  return { manifest, read, text: (file: string) => gunzipSync(read(file)).toString('utf8') };
}

describe('writeList', () => {
  it('writes the same bytes from the same sources', () => {
    const [one, other] = [write('one'), write('other')];
    expect(other.manifest).toEqual(one.manifest);
    const { manifest } = one;
    const files = [manifest, manifest.side, manifest.outlines, ...manifest.packs];
    for (const { file, gzipSha256 } of files) {
      expect(one.read(file).equals(other.read(file)), file).toBe(true);
      expect(createHash('sha256').update(one.read(file)).digest('hex'), file).toBe(gzipSha256);
    }
    expect(one.read('manifest.json').equals(other.read('manifest.json'))).toBe(true);
  });

  it('joins a place of several sources and counts it with each', () => {
    const { manifest, text } = write('counted');
    const town = loadGazetteer(text('places.tsv.gz')).find('الرقة', 9);
    expect(town.map(({ id, level }) => `${id} ${level}`)).toEqual([
      'wof:2 town',
      'wof:1 governorate',
      'mawdi:sy-alrqa district',
      'mawdi:sy-alrqa-alrqa subdistrict',
    ]);
    const entries = Object.fromEntries(manifest.sources.map((source) => [source.id, source.entries]));
    // Two communities, and the district and subdistrict that only they tell of; a city and the towns of our own file.
    expect(entries).toMatchObject({ ocha: 4, geonames: 1 + readTowns().length, countries: 2 });
    expect(manifest.sources.find(({ id }) => id === 'ocha')).toMatchObject({ isLicenceUnconfirmed: true });
  });

  it('puts villages that nobody has counted into packs, marked and below areas of the list', () => {
    const { manifest, text } = write('packs');
    expect(manifest.packs).toMatchObject([{ id: 'yemen', countries: ['YE'], entries: 2, names: 2 }]);
    expect(manifest.packs[0]?.counts).toEqual({ YE: { town: 2 } });
    expect(loadGazetteer(text('places.tsv.gz')).find('العيفار', 9)).toEqual([]);
    const { list } = openPack('yemen', text('packs/yemen.tsv.gz'));
    const places = loadGazetteer(text('places.tsv.gz'), [list]);
    expect(places.find('العيفار', 9)).toMatchObject([
      { id: 'wof:14', adm1: { id: 'wof:11' }, adm2: { id: 'wof:12' } },
    ]);
    expect(places.find('محمد علي', 9)).toMatchObject([
      { id: 'wof:15', adm2: { id: 'wof:12' }, flags: ['personLike'] },
    ]);
  });

  it('leaves OCHA out on request: its places, codes, areas and credit', () => {
    const { manifest, text } = write('without', ['ocha']);
    expect(manifest.without).toEqual(['ocha']);
    expect(manifest.sources.map(({ id }) => id)).not.toContain('ocha');
    expect(manifest.side.pcodes).toBe(0);
    const list = new EntryList(text('places.tsv.gz'));
    const entries = Array.from({ length: list.rows }, (_, at) => list.get(at));
    const ofOcha = entries.filter((one) => one?.id.startsWith('pcode:') || one?.level === 'subdistrict');
    expect(ofOcha).toEqual([]);
    expect(loadGazetteer(text('places.tsv.gz')).find('أم الاختبار', 9)).toEqual([]);
    expect(list.indexOf('wof:3')).toBeGreaterThan(0);
  });
});
