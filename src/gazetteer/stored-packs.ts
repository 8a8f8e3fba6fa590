import { AppError, type OnProgress } from '../domain';
import { fetchBytes, readManifest, unpack } from './packed-file';
import { openPack, packsIn, type PackContent, type PackInfo } from './packs';

/** Named after the layout of the files: a page that reads another one does not find them. */
const CACHE = 'gazetteer-packs-2';

/** `outdated`: on the device in an earlier version, which is used until the current one is fetched. */
export type PackPresence = 'absent' | 'installed' | 'outdated';

/** Packs on this device: what is there, download with verification, removal. */
export interface PackStore {
  /** Those that the site offers. Rejects with `places/*`. */
  list(): Promise<readonly (PackInfo & { readonly presence: PackPresence })[]>;
  /**
   * Fetches a pack and keeps it once it is verified; an earlier version stays until then. Progress in bytes. Rejects with
   * `places/offline`, `places/hash`, `storage/full`, `tag/cancelled`.
   */
  install(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<void>;
  remove(id: string): Promise<void>;
}

const keyOf = (root: string, { file, sha256 }: Pick<PackInfo, 'file' | 'sha256'>): string =>
  `${root}${file}?sha256=${sha256}`;

interface Stored {
  readonly url: string;
  readonly file: string;
  readonly id: string;
  readonly sha256: string;
}

/** What is stored below `root`; the address holds the hash of what it should be. */
async function storedIn(cache: Cache, root: string): Promise<Stored[]> {
  return (await cache.keys()).flatMap(({ url }) => {
    const { searchParams } = new URL(url);
    const sha256 = searchParams.get('sha256');
    if (!url.startsWith(root) || sha256 === null) return [];
    const file = url.slice(root.length).replace(/\?.*$/, '');
    return [{ url, file, sha256, id: /([^/]+?)\.tsv\.gz$/.exec(file)?.[1] ?? file }];
  });
}

/** Opens what is stored; what is damaged is dropped and named. */
export async function readStoredPacks(
  caches: CacheStorage | undefined,
  root: string,
): Promise<{ readonly packs: readonly PackContent[]; readonly damaged: readonly string[] }> {
  const packs = new Map<string, PackContent>();
  const damaged: string[] = [];
  if (!caches || !(await caches.has(CACHE))) return { packs: [], damaged };
  const cache = await caches.open(CACHE);
  for (const { url, id, file, sha256 } of await storedIn(cache, root)) {
    const response = await cache.match(url);
    if (!response) continue;
    try {
      const bytes = new Uint8Array(await response.arrayBuffer());
      packs.set(id, openPack(id, await unpack(bytes, { file, bytes: 0, sha256 })));
    } catch {
      await cache.delete(url);
      damaged.push(id);
    }
  }
  return { packs: [...packs.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), damaged };
}

/** A store over the Cache API for packs below `baseUrl` (absolute, ending in a slash). */
export function createPackStore(baseUrl: string, caches: CacheStorage): PackStore {
  const root = `${baseUrl}gazetteer/`;
  const offered = async (): Promise<PackInfo[]> => {
    const name = `${root}manifest.json`;
    return packsIn(readManifest(await fetchBytes(name), name));
  };
  const stored = async () => storedIn(await caches.open(CACHE), root);
  const dropBut = async (id: string, sha256: string | null): Promise<void> => {
    const cache = await caches.open(CACHE);
    for (const one of await stored()) if (one.id === id && one.sha256 !== sha256) await cache.delete(one.url);
  };
  return {
    async list() {
      const here = await stored();
      return (await offered()).map((info) => {
        const own = here.filter(({ id }) => id === info.id);
        const isCurrent = own.some(({ sha256 }) => sha256 === info.sha256);
        return { ...info, presence: own.length === 0 ? 'absent' : isCurrent ? 'installed' : 'outdated' };
      });
    },
    async install(id, onProgress, signal) {
      const info = (await offered()).find((one) => one.id === id);
      if (!info) throw new AppError('places/offline', { path: id });
      const bytes = await fetchVerified(root, info, onProgress, signal);
      try {
        await (await caches.open(CACHE)).put(keyOf(root, info), new Response(bytes));
      } catch (thrown) {
        if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError')
          throw new AppError('storage/full', {}, { cause: thrown });
        throw thrown;
      }
      await dropBut(id, info.sha256);
    },
    remove: (id) => dropBut(id, null),
  };
}

/** Damaged bytes are asked for once more, past every cache. */
async function fetchVerified(
  root: string,
  info: PackInfo,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  for (const cache of ['default', 'reload'] as const) {
    const bytes = await download(keyOf(root, info), info, { signal, cache }, onProgress);
    try {
      await unpack(bytes, info);
      return bytes;
    } catch (thrown) {
      if (cache === 'reload') throw thrown;
    }
  }
  throw new AppError('places/hash', { path: info.file });
}

async function download(
  url: string,
  info: PackInfo,
  init: RequestInit,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const total = info.gzipBytes;
  onProgress({ phase: 'download', done, total });
  try {
    const response = await fetch(url, init);
    if (!response.ok) throw new AppError('places/offline', { path: info.file });
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      done += part.value.length;
      // A server that announces the compression has it taken off by the browser: more comes out than went in.
      const share = parts[0]?.[0] === 0x1f ? 1 : info.gzipBytes / info.bytes;
      onProgress({ phase: 'download', done: Math.min(total, Math.round(done * share)), total });
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (init.signal?.aborted) throw new AppError('tag/cancelled');
    throw new AppError('places/offline', { path: info.file }, { cause: thrown });
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
