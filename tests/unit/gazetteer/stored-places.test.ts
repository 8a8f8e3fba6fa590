import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPackStore, openFirstGood, openPlaces } from '../../../src/gazetteer';
import { encodePlaces, encodeSide, inFileOrder } from '../../../tools/gazetteer/layout';
import { dividePacks, encodePack } from '../../../tools/gazetteer/packs';
import { MemoryCacheStorage } from '../../fakes/cache-storage';
import { place } from './places';

const BASE = 'https://host.example/sub/';
type Files = Record<string, Uint8Array<ArrayBuffer>>;

const taiz = place('تعز', 13.6, 44, { id: 'wof:1', country: 'YE', level: '1' });

function pack(file: string, text: string) {
  const bytes = new Uint8Array(gzipSync(text));
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { bytes, json: { file, bytes: Buffer.byteLength(text), sha256, gzipBytes: bytes.length } };
}

/** The files of a version whose list holds one town of this name and whose pack a village of that. */
function version(town: string, village = 'العيفار'): Files {
  const places = inFileOrder([taiz, place(town, 13.58, 44.02, { id: 'wof:3', country: 'YE', parent: taiz })]);
  const own = place(village, 13.31, 43.52, { id: 'wof:9', country: 'YE', parent: taiz, english: 'Al Ayfar' });
  const list = pack('places.tsv.gz', encodePlaces(places));
  const side = pack('side.tsv.gz', encodeSide(places, new Map()));
  const outlines = pack('outlines.tsv.gz', 'wof:1\t0 0 360 0 0 360 -360 -360\n');
  const [yemen] = dividePacks([own]);
  if (!yemen) throw new Error('no pack');
  const more = pack('packs/yemen.tsv.gz', encodePack(yemen));
  const manifest = {
    ...list.json,
    side: side.json,
    outlines: { ...outlines.json, stepsADegree: 360 },
    packs: [{ id: 'yemen', countries: ['YE'], entries: 1, counts: { YE: { town: 1 } }, ...more.json }],
  };
  return {
    'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)),
    'places.tsv.gz': list.bytes,
    'side.tsv.gz': side.bytes,
    'outlines.tsv.gz': outlines.bytes,
    'packs/yemen.tsv.gz': more.bytes,
  };
}

const broken = new Uint8Array(gzipSync('broken'));
let site: Files;
let asked: string[];
let storage: MemoryCacheStorage;
let caches: CacheStorage;

/** What the service worker keeps of a version. */
async function keep(name: string, files: Files): Promise<void> {
  const cache = await storage.open(name);
  for (const [file, bytes] of Object.entries(files))
    if (!file.startsWith('packs/')) await cache.put(`${BASE}gazetteer/${file}`, new Response(bytes));
}

const townOf = async () => {
  const opened = await openPlaces(BASE, caches);
  return { town: opened.list.entry('wof:3')?.names[0], isEarlier: opened.isEarlier };
};

beforeEach(() => {
  site = version('المدينة');
  asked = [];
  storage = new MemoryCacheStorage();
  caches = storage as unknown as CacheStorage;
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) => {
    const file = new URL(address).pathname.slice('/sub/gazetteer/'.length);
    asked.push(`${file} ${init?.cache ?? 'default'}`);
    if (init?.signal?.aborted) return Promise.reject(new DOMException('', 'AbortError'));
    const bytes = site[file];
    return bytes ? Promise.resolve(new Response(bytes)) : Promise.reject(new TypeError('no net'));
  });
});

afterEach(() => vi.unstubAllGlobals());

describe('openPlaces', () => {
  it('opens the list of the site', async () => {
    expect(await townOf()).toEqual({ town: 'المدينة', isEarlier: false });
    expect(asked).toEqual(['manifest.json default', 'places.tsv.gz default']);
  });

  it('asks once more past all caches for what arrived damaged, and says nothing when that is whole', async () => {
    const good = site['places.tsv.gz'];
    const respond = fetch;
    vi.stubGlobal('fetch', (address: string, init?: RequestInit) => {
      site['places.tsv.gz'] = init?.cache === 'reload' && good ? good : broken;
      return respond(address, init);
    });
    expect(await townOf()).toEqual({ town: 'المدينة', isEarlier: false });
    expect(asked).toContain('places.tsv.gz reload');
  });

  it('goes on with the last good list on the device where the new one is damaged, and says so', async () => {
    await keep('places-old', version('القديمة'));
    site['places.tsv.gz'] = broken;
    expect(await townOf()).toEqual({ town: 'القديمة', isEarlier: true });
    site['manifest.json'] = new TextEncoder().encode('<!doctype html>');
    expect(await townOf()).toEqual({ town: 'القديمة', isEarlier: true });
  });

  it('takes a new list as a whole only: with damaged English names the last good list stays', async () => {
    await keep('places-old', version('القديمة'));
    await keep('places-new', { 'manifest.json': site['manifest.json'] ?? broken });
    site['side.tsv.gz'] = broken;
    expect(await townOf()).toEqual({ town: 'القديمة', isEarlier: true });
  });

  it('opens what is stored without a connection, and says nothing', async () => {
    await keep('places-old', version('القديمة'));
    site = {};
    expect(await townOf()).toEqual({ town: 'القديمة', isEarlier: false });
  });

  it('refuses damaged bytes where nothing good is on the device', async () => {
    site['places.tsv.gz'] = broken;
    await expect(openPlaces(BASE, caches)).rejects.toMatchObject({ code: 'places/hash' });
    await expect(openPlaces(BASE, undefined)).rejects.toMatchObject({ code: 'places/hash' });
    await expect(openFirstGood([], [], false)).rejects.toMatchObject({ code: 'places/offline' });
  });
});

describe('packs on the device', () => {
  const store = () => createPackStore(BASE, caches);
  const presence = async () => (await store().list()).map((one) => `${one.id} ${one.presence}`);
  const install = (signal = new AbortController().signal, steps: number[] = []) =>
    store().install('yemen', ({ done, total }) => steps.push(done / total), signal);

  it('are offered, fetched on request, found by the next opening, and removed', async () => {
    expect(await presence()).toEqual(['yemen absent']);
    const before = await openPlaces(BASE, caches);
    expect(before.list.packOf('YE')).toBe('offered');
    expect(before.list.packOf('SD')).toBeNull();
    expect(asked.filter((file) => file.startsWith('packs/'))).toEqual([]);
    const steps: number[] = [];
    await install(undefined, steps);
    expect([steps[0], steps.at(-1)]).toEqual([0, 1]);
    expect(await presence()).toEqual(['yemen installed']);
    const opened = await openPlaces(BASE, caches);
    const { list, packs } = opened;
    expect(list.find('العيفار', 9)).toMatchObject([{ id: 'wof:9', adm1: { id: 'wof:1' } }]);
    expect((await opened.side())('wof:9')?.english).toBe('Al Ayfar');
    expect([list.packOf('YE'), packs.map(({ isOpen }) => isOpen)]).toEqual(['added', [true]]);
    await store().remove('yemen');
    expect(await presence()).toEqual(['yemen absent']);
    expect((await openPlaces(BASE, caches)).list.find('العيفار', 9)).toEqual([]);
  });

  it('are kept only when whole; one that is there stays when its next version is damaged', async () => {
    await install();
    site = version('المدينة', 'قرية أحدث');
    const next = site['packs/yemen.tsv.gz'] ?? broken;
    site['packs/yemen.tsv.gz'] = broken;
    await expect(install()).rejects.toMatchObject({
      code: 'places/hash',
      data: { path: 'packs/yemen.tsv.gz' },
    });
    expect(asked.filter((file) => file.startsWith('packs/')).slice(-2)).toEqual([
      'packs/yemen.tsv.gz default',
      'packs/yemen.tsv.gz reload',
    ]);
    expect(await presence()).toEqual(['yemen outdated']);
    expect((await openPlaces(BASE, caches)).list.find('العيفار', 9)).toHaveLength(1);
    site['packs/yemen.tsv.gz'] = next;
    await install();
    expect(await presence()).toEqual(['yemen installed']);
    const { list } = await openPlaces(BASE, caches);
    expect([list.find('العيفار', 9), list.find('قرية أحدث', 9).length]).toEqual([[], 1]);
  });

  it('that are damaged on the device are dropped and named', async () => {
    await install();
    for (const cache of storage.stores.values())
      for (const url of cache.responses.keys()) await cache.put(url, new Response(broken));
    const { list, damagedPacks } = await openPlaces(BASE, caches);
    expect([list.size, damagedPacks]).toEqual([2, ['yemen']]);
    expect((await openPlaces(BASE, caches)).damagedPacks).toEqual([]);
  });

  it('are not kept when given up, offline or unknown', async () => {
    await expect(install(AbortSignal.abort())).rejects.toMatchObject({ code: 'tag/cancelled' });
    delete site['packs/yemen.tsv.gz'];
    await expect(install()).rejects.toMatchObject({ code: 'places/offline' });
    const { signal } = new AbortController();
    await expect(store().install('none', () => {}, signal)).rejects.toMatchObject({ code: 'places/offline' });
    expect(await presence()).toEqual(['yemen absent']);
  });
});
