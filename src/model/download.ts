import { AppError, type OnProgress } from '../domain';
import { parseManifest, type ModelManifest } from './manifest';
import { MANIFEST, manifestKey, modelCacheName, RUNTIME_CACHE, shardKey } from './shards';

/** One file of ONNX Runtime as the build made it. */
export interface RuntimeFile {
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What of a model is on this device. */
export interface ModelPresence {
  readonly bytesPresent: number;
  readonly bytesTotal: number;
}

/** Models on this device: what is there, download with verification and resumption, removal. */
export interface ModelStore {
  /** Ids of the models that the site offers, default first. Throws `model/offline`, `model/http`, `model/manifest`. */
  index(): Promise<string[]>;
  /** Of a model that the site offers, or that a person brought along. */
  manifest(id: string): Promise<ModelManifest>;
  state(manifest: ModelManifest): Promise<ModelPresence>;
  /**
   * Fetches what is missing, unit by unit; each is verified before it is kept, so an interrupted download goes on where
   * it stopped. Throws `model/offline`, `model/http`, `model/hash`, `model/storage-full`, `model/no-simd`, `tag/cancelled`.
   */
  download(manifest: ModelManifest, onProgress: OnProgress, signal: AbortSignal): Promise<void>;
  remove(id: string): Promise<void>;
}

/** A unit of download: a shard of the model, or a file of the runtime. */
interface Unit {
  readonly url: string;
  readonly key: string;
  readonly cacheName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly contentType: string;
}

const ATTEMPTS = 2;
/** Room asked for beyond the bytes themselves: caches keep headers and metadata too. */
const ROOM_FACTOR = 1.05;

/** A store over the Cache API for models below `baseUrl` (ending in a slash), with the runtime they need. */
export function createModelStore(baseUrl: string, runtime: readonly RuntimeFile[]): ModelStore {
  const root = new URL(`${baseUrl}models/`, location.href).href;

  const unitsOf = (manifest: ModelManifest): Unit[] => {
    const modelUrl = `${root}${manifest.id}/`;
    const shards = manifest.files.flatMap((file) =>
      file.shards.map((shard) => ({
        url: modelUrl + shard.path,
        key: shardKey(modelUrl, shard),
        cacheName: modelCacheName(manifest.id),
        bytes: shard.bytes,
        sha256: shard.sha256,
        contentType: 'application/octet-stream',
      })),
    );
    const files = runtime.map(({ url, bytes, sha256 }) => {
      const address = new URL(url, location.href).href;
      const contentType = address.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
      return { url: address, key: address, cacheName: RUNTIME_CACHE, bytes, sha256, contentType };
    });
    return [...files, ...shards];
  };

  const missingOf = async (units: readonly Unit[]): Promise<Unit[]> => {
    const missing: Unit[] = [];
    for (const unit of units) {
      const cache = await caches.open(unit.cacheName);
      if (!(await cache.match(unit.key))) missing.push(unit);
    }
    return missing;
  };

  const sum = (units: readonly Unit[]): number => units.reduce((total, unit) => total + unit.bytes, 0);

  return {
    async index() {
      const index = await fetchJson(`${root}index.json`, 'index.json');
      if (!Array.isArray(index) || !index.every((id) => typeof id === 'string'))
        throw new AppError('model/manifest', { id: 'index.json' });
      return index;
    },
    async manifest(id) {
      const brought = await caches.match(manifestKey(root, id));
      if (brought) return (await brought.json()) as ModelManifest;
      return parseManifest(await fetchJson(`${root}${id}/manifest.json`, id), id);
    },
    async state(manifest) {
      const units = unitsOf(manifest);
      const bytesTotal = sum(units);
      return { bytesTotal, bytesPresent: bytesTotal - sum(await missingOf(units)) };
    },
    async download(manifest, onProgress, signal) {
      if (!hasSimd()) throw new AppError('model/no-simd');
      await withLock(`mawdi-download-${manifest.id}`, signal, async () => {
        const units = unitsOf(manifest);
        const total = sum(units);
        const missing = await missingOf(units);
        await checkRoom(sum(missing));
        let done = total - sum(missing);
        onProgress({ phase: 'download', done, total });
        for (const unit of missing) {
          if (signal.aborted) throw new AppError('tag/cancelled');
          // A model that was brought along is nowhere to be had but where it came from.
          if (manifest.foreign && unit.cacheName !== RUNTIME_CACHE)
            throw new AppError('model/missing', { path: nameOf(unit.url) });
          const before = done;
          await fetchUnit(unit, signal, (bytes) =>
            onProgress({ phase: 'download', done: before + bytes, total }),
          );
          done = before + unit.bytes;
          onProgress({ phase: 'download', done, total });
        }
        await removeStale(units);
      });
    },
    async remove(id) {
      await caches.delete(modelCacheName(id));
      const others = (await caches.keys()).filter(
        (name) => name.startsWith('model-') && name !== RUNTIME_CACHE,
      );
      // The runtime serves every model: it goes with the last one.
      if (others.length === 0) await caches.delete(RUNTIME_CACHE);
    },
  };
}

/** WebAssembly SIMD by validating a one-instruction module (wasm-feature-detect). */
export function hasSimd(): boolean {
  const bytes = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
    11,
  ];
  return WebAssembly.validate(Uint8Array.from(bytes));
}

async function fetchJson(url: string, id: string): Promise<unknown> {
  const text = await (await request(url, {})).text();
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    throw new AppError('model/manifest', { id }, { cause: thrown });
  }
}

async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw new AppError('tag/cancelled');
    throw new AppError('model/offline', {}, { cause: thrown });
  }
  if (!response.ok) throw new AppError('model/http', { status: response.status, path: nameOf(url) });
  return response;
}

const nameOf = (url: string): string => new URL(url, location.href).pathname.split('/').slice(-2).join('/');

async function fetchUnit(unit: Unit, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const response = await request(unit.url, { signal, cache: attempt === 1 ? 'default' : 'reload' });
    const bytes = await readBytes(response, unit, signal, onBytes);
    if (bytes.length === unit.bytes && (await sha256Hex(bytes)) === unit.sha256) return keep(unit, bytes);
    if (attempt >= ATTEMPTS) throw new AppError('model/hash', { path: nameOf(unit.url) });
    onBytes(0);
  }
}

async function readBytes(
  response: Response,
  unit: Unit,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(unit.bytes);
  const reader = response.body?.getReader();
  let at = 0;
  try {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return bytes.subarray(0, at);
      // A longer answer than announced is not the file.
      if (at + part.value.length > unit.bytes) return new Uint8Array(0);
      bytes.set(part.value, at);
      at += part.value.length;
      onBytes(at);
    }
  } catch (thrown) {
    if (signal.aborted) throw new AppError('tag/cancelled');
    throw new AppError('model/offline', {}, { cause: thrown });
  }
}

/** Keeps verified bytes. Throws `model/storage-full`. */
export async function keep(
  unit: Pick<Unit, 'key' | 'cacheName' | 'bytes' | 'contentType'>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const headers = {
    'content-type': unit.contentType,
    'content-length': String(unit.bytes),
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  };
  try {
    await (await caches.open(unit.cacheName)).put(unit.key, new Response(bytes, { headers }));
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError')
      throw await storageFull(unit.bytes);
    throw thrown;
  }
}

/** Throws `model/storage-full` where the browser offers less. */
export async function checkRoom(needed: number): Promise<void> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota === undefined || usage === undefined || needed === 0) return;
  if (quota - usage < needed * ROOM_FACTOR) throw await storageFull(needed);
}

async function storageFull(needed: number): Promise<AppError> {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return new AppError('model/storage-full', { needed, free: Math.max(0, quota - usage) });
}

/** Units of an older version of the model or of the runtime. */
async function removeStale(units: readonly Unit[]): Promise<void> {
  const keep = new Set(units.map((unit) => unit.key));
  for (const name of new Set(units.map((unit) => unit.cacheName))) {
    const cache = await caches.open(name);
    for (const stored of await cache.keys())
      if (!keep.has(stored.url) && !stored.url.endsWith(MANIFEST)) await cache.delete(stored);
  }
}

/** SHA-256 in hexadecimal, off the page's thread. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Runs under a Web Lock where the browser has them: two tabs never do the same work at once. */
export async function withLock<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return work();
  try {
    return await locks.request(name, { signal }, work);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw new AppError('tag/cancelled');
    throw thrown;
  }
}
