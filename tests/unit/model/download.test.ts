import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../../../src/domain';
import type { ModelManifest } from '../../../src/model';
import { createModelStore, hasSimd } from '../../../src/model/download';
import { openModelFile } from '../../../src/model/shards';
import { MemoryCacheStorage } from '../../fakes/cache-storage';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const shardBytes = [new Uint8Array([1, 2, 3, 4]), new Uint8Array([5, 6])];
const whole = new Uint8Array([1, 2, 3, 4, 5, 6]);
const shards = shardBytes.map((bytes, i) => ({
  path: `m.onnx.0${i}`,
  bytes: bytes.length,
  sha256: sha256(bytes),
}));
const manifest: ModelManifest = {
  schemaVersion: 1,
  id: 'm',
  version: '1',
  sha256: 'x',
  defaultScheme: 's',
  schemes: [{ id: 's', offset: 0, labels: ['O'] }],
  files: [{ path: 'm.onnx', bytes: 6, sha256: sha256(whole), shards }],
  licence: 'l',
  evaluation: null,
};
const RUNTIME = new Uint8Array([9]);
const runtime = [{ url: '/assets/ort.wasm', bytes: 1, sha256: sha256(RUNTIME) }];
const MODEL_URL = 'http://localhost/models/m/';
const live = () => new AbortController().signal;

describe('createModelStore', () => {
  let served: Record<string, Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | number>;
  let fetched: string[];
  const store = () => createModelStore('/', runtime);

  beforeEach(() => {
    fetched = [];
    served = {
      '/assets/ort.wasm': RUNTIME,
      '/models/m/m.onnx.00': shardBytes[0] ?? 404,
      '/models/m/m.onnx.01': shardBytes[1] ?? 404,
    };
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('location', { href: 'http://localhost/' });
    vi.stubGlobal('caches', new MemoryCacheStorage());
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      const { pathname } = new URL(url);
      fetched.push(`${pathname}${init.cache === 'reload' ? ' reload' : ''}`);
      const answer = served[pathname];
      if (answer === undefined) return Promise.reject(new TypeError('network'));
      if (typeof answer === 'number') return Promise.resolve(new Response(null, { status: answer }));
      return Promise.resolve(new Response(answer instanceof Uint8Array ? answer.slice() : answer));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('fetches, verifies and keeps everything, with one honest count of bytes', async () => {
    const progress: Progress[] = [];
    expect(await store().state(manifest)).toEqual({ bytesPresent: 0, bytesTotal: 7 });
    await store().download(manifest, (p) => progress.push(p), live());
    expect(progress.every((p) => p.phase === 'download' && p.total === 7)).toBe(true);
    expect(progress.map((p) => p.done)).toEqual([...progress.map((p) => p.done)].sort((a, b) => a - b));
    expect(progress.at(-1)?.done).toBe(7);
    expect(await store().state(manifest)).toEqual({ bytesPresent: 7, bytesTotal: 7 });
    const file = await openModelFile(manifest, MODEL_URL, 'm.onnx');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(whole);
  });

  it('goes on where it stopped, and fetches nothing twice', async () => {
    delete served['/models/m/m.onnx.01'];
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({
      code: 'model/offline',
    });
    expect(await store().state(manifest)).toEqual({ bytesPresent: 5, bytesTotal: 7 });
    served['/models/m/m.onnx.01'] = shardBytes[1] ?? 404;
    fetched = [];
    await store().download(manifest, () => {}, live());
    expect(fetched).toEqual(['/models/m/m.onnx.01']);
  });

  it('asks once more for damaged bytes, past the cache, then says so', async () => {
    served['/models/m/m.onnx.00'] = new Uint8Array([1, 2, 3, 5]);
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({
      code: 'model/hash',
      data: { path: 'm/m.onnx.00' },
    });
    expect(fetched.filter((url) => url.includes('00'))).toEqual([
      '/models/m/m.onnx.00',
      '/models/m/m.onnx.00 reload',
    ]);
    expect((await store().state(manifest)).bytesPresent).toBe(1);
  });

  it('refuses bytes beyond the announced size, and answers of the server', async () => {
    served['/models/m/m.onnx.00'] = new Uint8Array(50);
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({ code: 'model/hash' });
    served['/models/m/m.onnx.00'] = 503;
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({
      code: 'model/http',
      data: { status: 503 },
    });
  });

  it('stops when told to and keeps what has arrived', async () => {
    const abort = new AbortController();
    const stopped = store().download(
      manifest,
      ({ done }) => {
        if (done >= 5) abort.abort();
      },
      abort.signal,
    );
    await expect(stopped).rejects.toMatchObject({ code: 'tag/cancelled' });
    expect((await store().state(manifest)).bytesPresent).toBe(5);
  });

  it('looks at the room first', async () => {
    vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ quota: 10, usage: 6 }) } });
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({
      code: 'model/storage-full',
      data: { needed: 7, free: 4 },
    });
    expect(fetched).toEqual([]);
  });

  it('says that the storage is full when it fills up on the way', async () => {
    const cache = await caches.open('model-m');
    vi.spyOn(cache, 'put').mockRejectedValue(new DOMException('no room', 'QuotaExceededError'));
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({
      code: 'model/storage-full',
      data: { needed: 4 },
    });
  });

  it('stops when told to, and keeps what was whole', async () => {
    const abort = new AbortController();
    const download = store().download(
      manifest,
      ({ done }) => {
        if (done === 3) abort.abort();
      },
      abort.signal,
    );
    served['/models/m/m.onnx.00'] = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array([1, 2]));
        abort.signal.addEventListener('abort', () =>
          controller.error(new DOMException('aborted', 'AbortError')),
        );
      },
    });
    await expect(download).rejects.toMatchObject({ code: 'tag/cancelled' });
    expect((await store().state(manifest)).bytesPresent).toBe(1);
  });

  it('does not begin in an engine without SIMD', async () => {
    vi.stubGlobal('WebAssembly', { validate: () => false });
    await expect(store().download(manifest, () => {}, live())).rejects.toMatchObject({
      code: 'model/no-simd',
    });
    expect(fetched).toEqual([]);
  });

  it('waits for another tab that fetches the same model', async () => {
    const names: string[] = [];
    const locks = {
      request: (name: string, _: LockOptions, work: () => Promise<void>) => {
        names.push(name);
        return work();
      },
    };
    vi.stubGlobal('navigator', { locks });
    await store().download(manifest, () => {}, live());
    expect(names).toEqual(['mawdi-download-m']);
  });

  it('says that a description is damaged', async () => {
    const page = new TextEncoder().encode('<!doctype html>');
    served['/models/index.json'] = page;
    served['/models/m/manifest.json'] = page;
    await expect(store().index()).rejects.toMatchObject({ code: 'model/manifest' });
    await expect(store().manifest('m')).rejects.toMatchObject({ code: 'model/manifest', data: { id: 'm' } });
    served['/models/index.json'] = new TextEncoder().encode('{}');
    await expect(store().index()).rejects.toMatchObject({ code: 'model/manifest' });
    served['/models/index.json'] = new TextEncoder().encode('["m"]');
    expect(await store().index()).toEqual(['m']);
  });

  it('notices a shard that the browser cleared, and removes what is asked', async () => {
    await store().download(manifest, () => {}, live());
    const cache = await caches.open('model-m');
    await cache.delete(`${MODEL_URL}m.onnx.01?sha256=${shards[1]?.sha256 ?? ''}`);
    expect((await store().state(manifest)).bytesPresent).toBe(5);
    await expect(openModelFile(manifest, MODEL_URL, 'm.onnx')).rejects.toMatchObject({
      code: 'model/missing',
    });
    await store().remove('m');
    expect((await store().state(manifest)).bytesPresent).toBe(0);
  });

  it('knows that this engine has SIMD', () => expect(hasSimd()).toBe(true));
});
