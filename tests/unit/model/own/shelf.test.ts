import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelManifest } from '../../../../src/model';
import { createModelStore } from '../../../../src/model/download';
import { loadEngine } from '../../../../src/model/load-engine';
import { schemeOf } from '../../../../src/model/manifest';
import { createModelShelf, type ModelShelf, type Offer } from '../../../../src/model/own/shelf';
import { openModelFile } from '../../../../src/model/shards';
import type { TaggerModel, WorkerTagger } from '../../../../src/model/worker-tagger';
import { foreignFolder, type FolderOptions } from '../../../../tools/model/tiny-foreign';
import { MemoryCacheStorage } from '../../../fakes/cache-storage';
import { labelsOf, live } from './folders';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const RUNTIME = { 'ort.mjs': new Uint8Array([1, 2]), 'ort.wasm': new Uint8Array([3]) };
const BUILT_IN = new TextEncoder().encode('weights');
const SHARD = { path: 'm.onnx', bytes: BUILT_IN.length, sha256: sha256(BUILT_IN) };
const SITE: ModelManifest = {
  schemaVersion: 1,
  id: 'newsroom',
  version: '1',
  sha256: 'site',
  defaultScheme: 'newsroom',
  schemes: [{ id: 'newsroom', offset: 0, labels: ['O'] }],
  files: [{ ...SHARD, shards: [SHARD] }],
  licence: 'l',
  evaluation: null,
};

/** One session that runs the real engine on what the caches hold. */
function fakeTagger(store: ReturnType<typeof createModelStore>, loaded: string[]): WorkerTagger {
  const engines = new Map<string, Awaited<ReturnType<typeof loadEngine>>>();
  const manifestOf = async (model: TaggerModel) =>
    typeof model === 'object' ? model : store.manifest(model ?? SITE.id);
  const startedOf = async (manifest: ModelManifest) => {
    const openFile = (path: string) =>
      openModelFile(manifest, `http://localhost/models/${manifest.id}/`, path);
    const known = engines.get(manifest.sha256);
    const started = known ?? (await loadEngine({ manifest, openFile, threads: 1, device: 'cpu' }));
    engines.set(manifest.sha256, started);
    return started;
  };
  const of: WorkerTagger['of'] = (model) => ({
    async load() {
      const manifest = await manifestOf(model);
      loaded.push(manifest.id);
      return (await startedOf(manifest)).info;
    },
    async *tag({ segments, scheme }) {
      const manifest = await manifestOf(model);
      let tokens = 0;
      const { engine } = await startedOf(manifest);
      for await (const step of engine.tag(segments, schemeOf(manifest, scheme))) {
        tokens += step.tokens;
        yield* step.results;
      }
      return { tokens, threads: 1 };
    },
    inspect: () => Promise.reject(new Error('not here')),
    dispose: () => Promise.resolve(),
  });
  const release = async () => {
    for (const { dispose } of engines.values()) await dispose();
    engines.clear();
  };
  return { ...of(undefined), of, release };
}

describe('createModelShelf', () => {
  let loaded: string[];
  let stores: MemoryCacheStorage;
  let isOnline: boolean;

  const device = () => {
    stores = new MemoryCacheStorage();
    vi.stubGlobal('caches', stores);
    const runtime = Object.entries(RUNTIME).map(([name, bytes]) => ({
      url: `/assets/${name}`,
      bytes: bytes.length,
      sha256: sha256(bytes),
    }));
    const store = createModelStore('/', runtime);
    loaded = [];
    return createModelShelf({
      baseUrl: '/',
      store,
      runtime,
      tagger: fakeTagger(store, loaded),
      device: { memoryGiB: 8, isPhone: false },
    });
  };

  beforeEach(() => {
    isOnline = true;
    vi.stubGlobal('location', { href: 'http://localhost/' });
    vi.stubGlobal('navigator', {
      locks: {
        request: (_: string, options: LockOptions, work: (lock: object | null) => Promise<unknown>) =>
          work(options),
      },
    });
    vi.stubGlobal('fetch', (url: string) => {
      const served: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
        '/models/index.json': '["newsroom"]',
        '/models/newsroom/manifest.json': JSON.stringify(SITE),
        '/models/newsroom/m.onnx': BUILT_IN,
        '/assets/ort.mjs': RUNTIME['ort.mjs'],
        '/assets/ort.wasm': RUNTIME['ort.wasm'],
      };
      const { pathname } = new URL(url);
      // The service worker keeps what models say of themselves.
      const answer = isOnline || pathname.endsWith('.json') ? served[pathname] : undefined;
      return answer === undefined
        ? Promise.reject(new TypeError('network'))
        : Promise.resolve(new Response(answer));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const zipOf = (options: FolderOptions = {}, level: 0 | 9 = 9) =>
    new Blob([zipSync(Object.fromEntries(foreignFolder('wordpiece', options)), { level })]);
  const offered = (shelf: ModelShelf, zip: Blob, name = 'Tiny NER.zip'): Promise<Offer> =>
    shelf.open([{ path: name, file: zip }], name);
  const add = async (shelf: ModelShelf, options: FolderOptions = {}, signal = live()) => {
    const offer = await offered(shelf, zipOf(options));
    if (offer.type !== 'folder') throw new Error(offer.type);
    const { folder } = offer;
    return shelf.add(folder, { name: folder.name, labels: labelsOf(folder) }, () => {}, signal);
  };
  const own = async (shelf: ModelShelf) => (await shelf.list()).filter(({ isOwn }) => isOwn);
  const cacheNames = () => [...stores.stores.keys()].filter((name) => name.startsWith('model-own'));

  it('takes a model, tries it, and has it beside the one of the site', async () => {
    const shelf = device();
    const manifest = await add(shelf);
    expect(manifest).toMatchObject({
      id: 'own-tiny-ner',
      name: 'Tiny NER',
      defaultScheme: 'own:tiny-ner',
      licence: 'mit',
      languages: ['ar', 'en'],
    });
    expect(loaded).toEqual(['own-tiny-ner']);
    expect(
      (await shelf.list()).map((model) => [model.manifest.id, model.isOwn, model.bytesMissing > 0]),
    ).toEqual([
      ['newsroom', false, true],
      ['own-tiny-ner', true, true],
    ]);
    const graph = manifest.files.find(({ path }) => path === 'onnx/model.onnx');
    expect(graph?.sha256).toBe(sha256(foreignFolder('wordpiece').get('onnx/model.onnx') ?? new Uint8Array()));
  });

  it('keeps one of two that are the same, and both of two with one name', async () => {
    const shelf = device();
    const first = await add(shelf);
    expect((await add(shelf)).id).toBe(first.id);
    const other = await add(shelf, { isExternal: true });
    expect(other.id).toBe('own-tiny-ner-2');
    expect(other.defaultScheme).toBe('own:tiny-ner-2');
    expect(cacheNames()).toEqual(['model-own-tiny-ner', 'model-own-tiny-ner-2']);
  });

  it('leaves nothing of a model that does not start, of one that is stopped, or where the storage is full', async () => {
    const shelf = device();
    await add(shelf, { isExternal: true });
    await expect(add(shelf, { hasUnknownOp: true })).rejects.toMatchObject({ code: 'model/session' });
    const stopped = new AbortController();
    stopped.abort();
    await expect(add(shelf, {}, stopped.signal)).rejects.toMatchObject({ code: 'tag/cancelled' });
    const open = stores.open.bind(stores);
    vi.spyOn(stores, 'open').mockImplementation(async (name) => {
      const cache = await open(name);
      if (name === 'model-own-tiny-ner-2')
        cache.put = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
      return cache;
    });
    await expect(add(shelf)).rejects.toMatchObject({ code: 'model/storage-full' });
    expect(await own(shelf)).toHaveLength(1);
    expect(cacheNames()).toEqual(['model-own-tiny-ner']);
  });

  it('clears away what a crash left half stored', async () => {
    const shelf = device();
    await (await stores.open('model-own-half')).put('http://localhost/models/own-half/x', new Response('x'));
    await shelf.list();
    expect(cacheNames()).toEqual([]);
  });

  it('looks at room and memory first', async () => {
    const shelf = device();
    const offer = await offered(shelf, zipOf());
    if (offer.type !== 'folder') throw new Error(offer.type);
    const choices = { name: 'x', labels: labelsOf(offer.folder) };
    const huge = { ...offer.folder, weightBytes: 2e9 };
    await expect(shelf.add(huge, choices, () => {}, live())).rejects.toMatchObject({
      data: { reason: 'memory' },
    });
    vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ quota: 10, usage: 6 }) } });
    await expect(shelf.add(offer.folder, choices, () => {}, live())).rejects.toMatchObject({
      code: 'model/storage-full',
    });
    expect(cacheNames()).toEqual([]);
  });

  it('refuses a mapping under which nothing counts', async () => {
    const shelf = device();
    const offer = await offered(shelf, zipOf());
    if (offer.type !== 'folder') throw new Error(offer.type);
    const labels = { ...labelsOf(offer.folder), map: {} };
    await expect(shelf.add(offer.folder, { name: 'x', labels }, () => {}, live())).rejects.toMatchObject({
      data: { reason: 'nothingCounts' },
    });
  });

  it('makes another version of a model whose labels count as something else', async () => {
    const shelf = device();
    const before = await add(shelf);
    const labels = before.foreign?.labels;
    if (!labels) throw new Error('no labels');
    const after = await shelf.relabel(before.id, { ...labels, map: { ...labels.map, DATE: 'MISC' } });
    expect(after.schemes[0]?.labels).toContain('B-MISC');
    expect(after.sha256).not.toBe(before.sha256);
    expect((await own(shelf)).map(({ manifest }) => manifest.sha256)).toEqual([after.sha256]);
    expect(await shelf.verify(after.id, () => {}, live())).toEqual(['ort.mjs', 'ort.wasm']);
    const back = await shelf.relabel(after.id, labels);
    expect(back.sha256).toBe(before.sha256);
  });

  it('finds what is damaged or missing, and mends what the site offers', async () => {
    const shelf = device();
    await shelf.repair(SITE.id, () => {}, live());
    expect(await shelf.verify(SITE.id, () => {}, live())).toEqual([]);
    const cache = await stores.open('model-newsroom');
    const [shard] = await cache.keys();
    await cache.put(shard?.url ?? '', new Response('weightz'));
    expect(await shelf.verify(SITE.id, () => {}, live())).toEqual(['m.onnx']);
    await shelf.repair(SITE.id, () => {}, live());
    expect(await shelf.verify(SITE.id, () => {}, live())).toEqual([]);
    const { id } = await add(shelf);
    const brought = await stores.open(`model-${id}`);
    const graph = (await brought.keys()).find(({ url }) => url.includes('model.onnx?'));
    await brought.delete(graph?.url ?? '');
    expect(await shelf.verify(id, () => {}, live())).toEqual(['onnx/model.onnx']);
  });

  describe('carries a model in one file', () => {
    it('to a device without network, the runtime too', async () => {
      const here = device();
      const { id, sha256: hash } = await add(here);
      await here.repair(SITE.id, () => {}, live());
      const files = {
        own: await here.pack(id, () => {}, live()),
        site: await here.pack(SITE.id, () => {}, live()),
      };

      const there = device();
      isOnline = false;
      for (const file of Object.values(files)) {
        const offer = await offered(there, file, 'x.mawdi-model');
        if (offer.type !== 'carried') throw new Error(offer.type);
        await there.addCarried(offer.carried, () => {}, live());
      }
      const all = await there.list();
      expect(all.map(({ manifest, bytesMissing }) => [manifest.id, bytesMissing])).toEqual([
        ['newsroom', 0],
        ['own-tiny-ner', 0],
      ]);
      expect(all[1]?.manifest.sha256).toBe(hash);
      for (const { manifest } of all) expect(await there.verify(manifest.id, () => {}, live())).toEqual([]);
    });

    const packed = async () => {
      const here = device();
      const { id } = await add(here);
      await here.repair(SITE.id, () => {}, live());
      return here.pack(id, () => {}, live());
    };

    it('under another id where the name is taken', async () => {
      const file = await packed();
      const there = device();
      await add(there, { isExternal: true });
      const offer = await offered(there, file, 'x.mawdi-model');
      if (offer.type !== 'carried') throw new Error(offer.type);
      const taken = await there.addCarried(offer.carried, () => {}, live());
      expect([taken.id, taken.defaultScheme, taken.schemes[0]?.id]).toEqual([
        'own-tiny-ner-2',
        'own:tiny-ner-2',
        'own:tiny-ner-2',
      ]);
      expect(await there.verify(taken.id, () => {}, live())).toEqual([]);
    });

    it('and refuses one that is damaged, or of another version of the page', async () => {
      const bytes = new Uint8Array(await (await packed()).arrayBuffer());
      const at = bytes.length - 3000;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const there = device();
      const damaged = await offered(there, new Blob([bytes]), 'x.mawdi-model');
      if (damaged.type !== 'carried') throw new Error(damaged.type);
      await expect(there.addCarried(damaged.carried, () => {}, live())).rejects.toMatchObject({
        code: 'model/unfit',
        data: { reason: 'damaged' },
      });
      expect(cacheNames()).toEqual([]);
      const other = { ...damaged.carried, manifest: { ...SITE, sha256: 'other' } };
      await expect(there.addCarried(other, () => {}, live())).rejects.toMatchObject({
        data: { reason: 'otherVersion' },
      });
      const noHead = zipSync({ 'mawdi-model.json': new TextEncoder().encode('{"format":"mawdi-model"}') });
      await expect(offered(there, new Blob([noHead]), 'x.mawdi-model')).rejects.toMatchObject({
        data: { reason: 'carried' },
      });
    });

    it('not when a file of it is damaged here', async () => {
      const here = device();
      const { id } = await add(here);
      await expect(here.pack(id, () => {}, live())).rejects.toMatchObject({
        code: 'model/hash',
        data: { path: 'ort.mjs' },
      });
    });
  });

  it('measures how fast a model reads', async () => {
    const shelf = device();
    const { id } = await add(shelf);
    const steps: number[] = [];
    const { tokensPerSecond, threads } = await shelf.measure(
      id,
      ({ phase, done, total }) => phase === 'tag' && steps.push(done / total),
      live(),
    );
    expect(tokensPerSecond).toBeGreaterThan(0);
    expect(threads).toBe(1);
    expect(steps.at(-1)).toBe(1);
  });

  it('removes a model with its files', async () => {
    const shelf = device();
    const { id } = await add(shelf);
    await shelf.remove(id);
    expect(await own(shelf)).toEqual([]);
    expect(cacheNames()).toEqual([]);
  });
});
