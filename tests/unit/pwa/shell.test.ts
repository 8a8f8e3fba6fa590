import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createShellWorker, type BuildInfo, type ShellWorker } from '../../../src/pwa/worker/shell';
import { MemoryCacheStorage } from '../../fakes/cache-storage';

const SCOPE = new URL('https://host.example/sub/');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

type Site = Record<string, string>;
let site: Site;
let requests: string[];
let caches: MemoryCacheStorage;
let isOffline: boolean;

function makeWorker(build: string, files: Site = site): ShellWorker {
  const entries = (isPlaces: boolean) =>
    Object.entries(files)
      .filter(([path]) => path.startsWith('gazetteer/') === isPlaces && !path.startsWith('models/'))
      .filter(([path]) => !path.includes('ort-'))
      .map(([path, text]) => [path, sha256(text)] as const);
  const places = entries(true);
  const info: BuildInfo = {
    build,
    shell: entries(false),
    placesBuild: sha256(JSON.stringify(places)).slice(0, 6),
    places,
  };
  return createShellWorker(info, {
    caches: caches as unknown as CacheStorage,
    scope: SCOPE,
    fetch: (request) => {
      const url = new URL(request instanceof Request ? request.url : request);
      const path = url.pathname.slice(SCOPE.pathname.length) || './';
      requests.push(path);
      if (isOffline) return Promise.reject(new Error('offline'));
      const text = site[path];
      return Promise.resolve(
        text === undefined ? new Response('', { status: 404 }) : new Response(text, { status: 200 }),
      );
    },
  });
}

function get(path: string, mode: RequestMode = 'cors'): Request {
  const request = new Request(new URL(path, SCOPE));
  Object.defineProperty(request, 'mode', { value: mode });
  return request;
}

async function textOf(worker: ShellWorker, path: string, mode?: RequestMode): Promise<string | undefined> {
  return (await worker.respond(get(path, mode)))?.text();
}

beforeEach(() => {
  site = {
    './': '<html>1',
    'assets/a-1.js': 'a',
    'fonts/OFL.txt': 'licence',
    'gazetteer/entries.gz': 'places 1',
    'models/small/x.bin': 'weights',
    'assets/ort-wasm-simd-threaded-1.wasm': 'runtime',
  };
  requests = [];
  isOffline = false;
  caches = new MemoryCacheStorage();
});

describe('service worker', () => {
  it('stores the shell and nothing else at install, and answers from it without a connection', async () => {
    const worker = makeWorker('1');
    await worker.install();
    expect(requests).toEqual(['./', 'assets/a-1.js', 'fonts/OFL.txt']);
    requests = [];
    expect(await textOf(worker, './', 'navigate')).toBe('<html>1');
    expect(await textOf(worker, 'any/page?x=1#y', 'navigate')).toBe('<html>1');
    expect(await textOf(worker, 'fonts/OFL.txt', 'navigate')).toBe('licence');
    expect(await textOf(worker, 'assets/a-1.js?again')).toBe('a');
    expect(requests).toEqual([]);
  });

  it('refuses a file with other bytes than it was built with, after one try past the caches', async () => {
    const worker = makeWorker('1', { ...site, 'assets/a-1.js': 'other' });
    await expect(worker.install()).rejects.toThrow('assets/a-1.js');
    expect(requests.filter((path) => path === 'assets/a-1.js')).toHaveLength(2);
  });

  it('continues an interrupted install and fetches only what an update changed', async () => {
    await makeWorker('1').install();
    site['./'] = '<html>2';
    requests = [];
    const second = makeWorker('2');
    await second.install();
    expect(requests).toEqual(['./']);
    requests = [];
    await second.install();
    expect(requests).toEqual([]);
  });

  it('keeps one older shell for open tabs and deletes those before', async () => {
    for (const build of ['1', '2', '3']) {
      site['./'] = `<html>${build}`;
      const worker = makeWorker(build);
      await worker.install();
      await worker.activate();
    }
    expect(await caches.keys()).toEqual(['shell-2', 'shell-3']);
    delete site['assets/a-1.js'];
    const fourth = makeWorker('4');
    await fourth.install();
    expect(await textOf(fourth, 'assets/a-1.js')).toBe('a');
  });

  it('stores places when first asked for, and again with a new version, before it is needed', async () => {
    const worker = makeWorker('1');
    await worker.install();
    expect(await textOf(worker, 'gazetteer/entries.gz')).toBe('places 1');
    requests = [];
    expect(await textOf(worker, 'gazetteer/entries.gz')).toBe('places 1');
    expect(requests).toEqual([]);

    site['gazetteer/entries.gz'] = 'places 2';
    const next = makeWorker('2');
    await next.install();
    await next.activate();
    requests = [];
    expect(await textOf(next, 'gazetteer/entries.gz')).toBe('places 2');
    expect(requests).toEqual([]);
    expect((await caches.keys()).filter((name) => name.startsWith('places-'))).toHaveLength(1);
  });

  it('stores places on demand, before anything asked for them', async () => {
    const worker = makeWorker('1');
    await worker.keepPlaces();
    requests = [];
    expect(await textOf(worker, 'gazetteer/entries.gz')).toBe('places 1');
    expect(requests).toEqual([]);
  });

  it('keeps the last good places while those of a new version are damaged, and drops them once all are there', async () => {
    site['gazetteer/a.gz'] = 'a 1';
    await makeWorker('1').keepPlaces();
    const [good] = await caches.keys();
    const intended = { ...site, 'gazetteer/a.gz': 'a 2', 'gazetteer/entries.gz': 'places 2' };
    Object.assign(site, { 'gazetteer/a.gz': 'a 2', 'gazetteer/entries.gz': 'broken' });
    const next = makeWorker('2', intended);
    await next.install();
    await next.activate();
    const stored = async () => (await caches.keys()).filter((name) => name.startsWith('places-'));
    expect(await stored()).toEqual([good, expect.stringMatching(/^places-/)]);
    const kept = await caches.open(good ?? '');
    expect(await (await kept.match(new URL('gazetteer/entries.gz', SCOPE)))?.text()).toBe('places 1');
    // What was damaged is passed on for the page to refuse, and not stored; what was whole is.
    expect(await textOf(next, 'gazetteer/entries.gz')).toBe('broken');
    requests = [];
    expect(await textOf(next, 'gazetteer/a.gz')).toBe('a 2');
    expect(requests).toEqual([]);
    await next.keepPlaces();
    expect(await stored()).toHaveLength(2);
    site['gazetteer/entries.gz'] = 'places 2';
    await next.keepPlaces();
    expect(await stored()).toHaveLength(1);
    expect(await stored()).not.toContain(good);
  });

  it('asks past stored places on request, and answers with those of an earlier version without a connection', async () => {
    const worker = makeWorker('1');
    await worker.keepPlaces();
    const [name = ''] = await caches.keys();
    const address = new URL('gazetteer/entries.gz', SCOPE);
    await (await caches.open(name)).put(address, new Response('damaged on the device'));
    expect(await textOf(worker, 'gazetteer/entries.gz')).toBe('damaged on the device');
    const reload = new Request(address, { cache: 'reload' });
    expect(await (await worker.respond(reload))?.text()).toBe('places 1');
    expect(await textOf(worker, 'gazetteer/entries.gz')).toBe('places 1');

    const later = makeWorker('2', { ...site, 'gazetteer/entries.gz': 'places 2' });
    isOffline = true;
    expect(await textOf(later, 'gazetteer/entries.gz')).toBe('places 1');
    await expect(later.respond(get('gazetteer/other.gz'))).rejects.toThrow('offline');
  });

  it('does not store places of a version it was not built with', async () => {
    const worker = makeWorker('1');
    site['gazetteer/entries.gz'] = 'places 2';
    expect(await textOf(worker, 'gazetteer/entries.gz')).toBe('places 2');
    expect(await caches.keys()).toEqual([]);
  });

  it('finds the runtime that the model download stored, whatever the query', async () => {
    const worker = makeWorker('1');
    const path = 'assets/ort-wasm-simd-threaded-1.wasm';
    await (await caches.open('model-small')).put(new URL(path, SCOPE), new Response('stored runtime'));
    expect(await textOf(worker, `${path}?x`)).toBe('stored runtime');
    expect(requests).toEqual([]);
  });

  it('leaves the model, packs and itself to the browser and refuses other origins', async () => {
    const worker = makeWorker('1');
    expect(worker.respond(get('models/small/x.bin'))).toBeUndefined();
    expect(worker.respond(get('gazetteer/packs/yemen.tsv.gz'))).toBeUndefined();
    expect(worker.respond(get('sw.js'))).toBeUndefined();
    expect((await worker.respond(get('https://other.example/x')))?.type).toBe('error');
    expect(requests).toEqual([]);
  });

  it('adds the security headers to stored and fetched responses', async () => {
    const worker = makeWorker('1');
    await worker.install();
    for (const path of ['./', 'gazetteer/entries.gz', 'assets/ort-wasm-simd-threaded-1.wasm']) {
      const response = await worker.respond(get(path));
      expect(response?.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
      expect(response?.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(response?.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    }
  });
});
