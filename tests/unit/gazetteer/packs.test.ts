import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EntryList, loadGazetteer, loadSide, openPack, packsIn } from '../../../src/gazetteer';
import { encodePlaces, encodeSide, inFileOrder } from '../../../tools/gazetteer/layout';
import { dividePacks, encodePack, PACKS } from '../../../tools/gazetteer/packs';
import { hangUnderKnown } from '../../../tools/gazetteer/parents';
import { place } from './places';

const YEMEN = { country: 'YE' };
const taiz = place('تعز', 13.6, 44.0, { ...YEMEN, id: 'wof:1', level: '1', english: 'Taiz' });
const mawza = place('موزع', 13.3, 43.5, {
  ...YEMEN,
  id: 'wof:2',
  level: '2',
  parent: taiz,
  english: 'Mawza',
});
const city = place('تعز', 13.58, 44.02, { ...YEMEN, id: 'wof:3', parent: taiz, population: 600_000 });
const LIST = inFileOrder([place('اليمن', 15, 48, { ...YEMEN, id: 'iso:YE', level: 'C' }), taiz, mawza, city]);
const village = (names: string, id: string, more = {}) =>
  place(names, 13.31, 43.52, { ...YEMEN, id, ...more });

function packOf(...places: ReturnType<typeof village>[]): string {
  const [pack] = dividePacks(places);
  if (!pack) throw new Error('no pack');
  return encodePack(pack);
}

const load = (pack: string, list = LIST, former = '') => {
  const { list: lines, side } = openPack('yemen', pack);
  const places = loadGazetteer(`${encodePlaces(list)}${former}`, [lines]);
  return { places, side: loadSide(encodeSide(list, new Map()), places, [side]) };
};

describe('a pack', () => {
  const own = village('العيفار|عيفار', 'wof:9', {
    parent: mawza,
    english: 'Al Ayfar',
    members: ['wof:9', 'wof:8'],
  });

  it('adds its places to the list, below areas of the list', () => {
    const { places, side } = load(packOf(own));
    expect(places.size).toBe(LIST.length + 1);
    expect(places.find('العيفار', 9)).toMatchObject([
      {
        id: 'wof:9',
        lat: 13.31,
        lon: 43.52,
        within: 'تعز',
        adm1: { id: 'wof:1' },
        adm2: { id: 'wof:2', name: 'موزع' },
      },
    ]);
    expect(side('wof:9')).toMatchObject({ english: 'Al Ayfar' });
    expect(side('wof:2')).toMatchObject({ english: 'Mawza' });
    expect(places.entry('wof:8')?.id).toBe('wof:9');
  });

  it('leaves what the list has as it is', () => {
    const { places } = load(packOf(own));
    expect(places.find('تعز', 9).map(({ id }) => id)).toEqual(['wof:3', 'wof:1']);
    expect(places.entry('wof:1')).toMatchObject({ names: ['تعز'], lat: 13.6 });
    expect(places.row('wof:1')).toBe(loadGazetteer(encodePlaces(LIST)).row('wof:1'));
  });

  it('gives way where a newer list has one of its places, under its id or a former one', () => {
    const taken = village('العيفار الكبرى', 'wof:9', { parent: mawza });
    const newer = load(packOf(own), inFileOrder([...LIST, taken])).places;
    expect(newer.find('العيفار', 9).filter(({ match }) => match === 'exact')).toEqual([]);
    expect(newer.entry('wof:9')?.names).toEqual(['العيفار الكبرى']);
    expect(newer.size).toBe(LIST.length + 1);
    const joined = load(packOf(own), LIST, 'w9\tw3\n').places;
    expect(joined.entry('wof:9')?.id).toBe('wof:3');
    expect(joined.find('العيفار', 9)).toEqual([]);
  });

  it('still opens where the list has lost an area', () => {
    const { places } = load(
      packOf(own),
      LIST.filter((one) => one !== mawza),
    );
    expect(places.find('العيفار', 9)).toMatchObject([{ lat: 13.31, adm1: { id: 'wof:1' }, adm2: null }]);
  });

  it('has no hamlets that a source calls like an organisation', () => {
    expect(dividePacks([village('حركة حماس', 'wof:5')])).toEqual([]);
    expect(dividePacks([village('الدار', 'wof:5', { country: 'FR' })])).toEqual([]);
  });
});

describe('hangUnderKnown', () => {
  it('finds an area by its English name too, else by the nearest neighbour, and changes no known place', () => {
    const known = [taiz, mawza, place('يافع', 13.3, 43.6, { ...YEMEN, id: 'wof:30' })];
    const byName = village('أ', 'wof:10', { areas: ['تعز', 'Mawza'] });
    const byNeighbour = village('ب', 'wof:11');
    hangUnderKnown([byName, byNeighbour], known);
    expect([byName.parent, byNeighbour.parent, known[2]?.parent]).toEqual([mawza, mawza, null]);
  });
});

describe('packsIn', () => {
  it('leaves out what is not described whole', () => {
    const whole = {
      ...{ id: 'yemen', countries: ['YE'], file: 'packs/yemen.tsv.gz', bytes: 9, sha256: 'a' },
      ...{ gzipBytes: 5, entries: 2, counts: { YE: { town: 2, castle: 1 } } },
    };
    expect(packsIn({ packs: [whole, { ...whole, sha256: 1 }, { ...whole, countries: 'YE' }, null] })).toEqual(
      [{ ...whole, counts: { YE: { town: 2 } } }],
    );
    expect(packsIn({})).toEqual([]);
  });
});

describe('the compiled packs', () => {
  const folder = fileURLToPath(new URL('../../../public/gazetteer/', import.meta.url));
  const manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as Record<string, unknown>;
  const packs = packsIn(manifest).map((info) => {
    const packed = readFileSync(`${folder}${info.file}`);
    return { info, packed, ...openPack(info.id, gunzipSync(packed).toString('utf8')) };
  });
  const list = gunzipSync(readFileSync(`${folder}places.tsv.gz`)).toString('utf8');

  it('are what the manifest says and no larger than they may be', () => {
    expect(packs.map(({ id }) => id)).toEqual(Object.keys(PACKS));
    let total = 0;
    for (const { info, packed } of packs) {
      const content = gunzipSync(packed);
      expect(info, info.id).toMatchObject({
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        gzipBytes: packed.length,
      });
      expect(packed.length).toBeLessThan(1_000_000);
      total += packed.length;
    }
    expect(total).toBeLessThan(8_000_000);
  });

  it('have ids that neither the list nor another pack has, Arabic names, and areas of the list', () => {
    const known = new Map(entriesOf([]).map((entry) => [entry.id, entry]));
    const seen = new Set<string>();
    for (const { info, list: lines } of packs) {
      const own = entriesOf([lines]).slice(known.size);
      expect(own, info.id).toHaveLength(info.entries);
      let hung = 0;
      for (const { id, names, areas } of own) {
        if (known.has(id) || seen.has(id)) expect.fail(id);
        if (!names.every((name) => /[\u0621-\u064A]/.test(name))) expect.fail(`${id} ${names.join('|')}`);
        seen.add(id);
        const named = areas.filter((area) => area !== null);
        for (const area of named) if (!known.has(area.id)) expect.fail(`${id}: ${area.id}`);
        if (named.length > 0) hung += 1;
      }
      expect(hung / own.length, info.id).toBeGreaterThan(0.98);
    }
  });

  it('together leave every place of the list where it was', () => {
    const before = entriesOf([]);
    const after = entriesOf(packs.map(({ list: lines }) => lines)).slice(0, before.length);
    expect(after).toEqual(before);
  });

  function entriesOf(lines: readonly string[]) {
    const entries = new EntryList(list, lines);
    return Array.from({ length: entries.rows }, (_, at) => entries.get(at)).filter(
      (one) => one !== undefined,
    );
  }
});
