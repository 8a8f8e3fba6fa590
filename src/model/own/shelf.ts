import { toAppError, type OnProgress, type Tagger } from '../../domain';
import { segmentText } from '../../text';
import { checkRoom, keep, sha256Hex, withLock, type ModelStore, type RuntimeFile } from '../download';
import type { ForeignLabels } from '../foreign-labels';
import type { ModelManifest, Shard } from '../manifest';
import { isOwnModel, ownScheme } from '../own-id';
import { manifestKey, modelCacheName, RUNTIME_CACHE, shardKey } from '../shards';
import type { WorkerTagger } from '../worker-tagger';
import {
  isCarried,
  packModel,
  readCarried,
  runtimeOf,
  unpackModel,
  type CarriedModel,
  type RuntimePart,
} from './carry';
import { checkMemory, type DeviceFacts } from './memory';
import { readModelFolder, type ModelFolder } from './read-model-folder';
import { readZip } from './read-zip';
import { folderFiles, type SourceFile } from './source-files';
import { measureSpeed, TRIAL_TEXT, type Speed } from './speed';
import { LABELS_FILE, ownModelId, relabel, storeModel, type ShardSink } from './store-model';
import { unfit } from './unfit';

/** A model of this device, whole or in part. */
export interface InstalledModel {
  readonly manifest: ModelManifest;
  /** Whether a person brought it along; the site offers the others. */
  readonly isOwn: boolean;
  readonly bytes: number;
  readonly bytesMissing: number;
}

/** What a person dropped or chose. */
export type Offer =
  | { readonly type: 'folder'; readonly folder: ModelFolder }
  | { readonly type: 'carried'; readonly carried: CarriedModel };

/** Models of this device: adding, checking, carrying away, removing. All reject with `AppError` `model/*` or `tag/cancelled`. */
export interface ModelShelf {
  /** The site's own first. Works offline once the site was installed. */
  list(): Promise<InstalledModel[]>;
  /** Looks at a folder or an archive and stores nothing. */
  open(chosen: readonly { readonly path: string; readonly file: Blob }[], origin: string): Promise<Offer>;
  /** Stores, starts and tries a model; should anything fail, nothing of it is left. Resolves to the one there already, if it is the same. */
  add(
    folder: ModelFolder,
    choices: { readonly name: string; readonly labels: ForeignLabels },
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ModelManifest>;
  addCarried(carried: CarriedModel, onProgress: OnProgress, signal: AbortSignal): Promise<ModelManifest>;
  relabel(id: string, labels: ForeignLabels): Promise<ModelManifest>;
  /** Reads and hashes every file, the runtime included. Resolves to the paths of those that are missing or damaged. */
  verify(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<string[]>;
  /** Fetches again what {@link verify} found wrong with a model that the site offers. */
  repair(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<void>;
  /** The whole model as one file. */
  pack(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Blob>;
  /** How fast the model reads on this device; loads it. */
  measure(id: string, onProgress: OnProgress, signal: AbortSignal): Promise<Speed>;
  /** Deletes a model; what it found stays. */
  remove(id: string): Promise<void>;
}

export interface ShelfOptions {
  /** Base of the site, ending in a slash. */
  readonly baseUrl: string;
  readonly store: ModelStore;
  readonly runtime: readonly RuntimeFile[];
  readonly tagger: WorkerTagger;
  readonly device: DeviceFacts;
}

/** Held while models are added, so that a half stored one is not taken for what a crash left. */
const LOCK = 'mawdi-own-models';
const BINARY = 'application/octet-stream';

export function createModelShelf({ baseUrl, store, runtime, tagger, device }: ShelfOptions): ModelShelf {
  const root = new URL(`${baseUrl}models/`, location.href).href;
  const modelUrl = (id: string) => `${root}${id}/`;
  const runtimeParts: readonly (RuntimePart & { key: string; bytes: number })[] = runtime.map((file) => ({
    ...file,
    key: new URL(file.url, location.href).href,
    name: file.url.slice(file.url.lastIndexOf('/') + 1),
  }));
  const sinkOf = (id: string): ShardSink => ({
    put: (shard, bytes) =>
      keep(
        {
          key: shardKey(modelUrl(id), shard),
          cacheName: modelCacheName(id),
          bytes: shard.bytes,
          contentType: BINARY,
        },
        bytes,
      ),
  });

  async function ownIds(): Promise<string[]> {
    const names = await caches.keys();
    return names.flatMap((name) =>
      isOwnModel(name.slice(6)) && name.startsWith('model-') ? [name.slice(6)] : [],
    );
  }

  /** Deletes what an import left that never ended: it has no manifest, and no tab is importing. */
  async function sweep(): Promise<void> {
    const locks = (navigator as { locks?: LockManager }).locks;
    const work = async () => {
      for (const id of await ownIds())
        if (!(await caches.match(manifestKey(root, id)))) await caches.delete(modelCacheName(id));
    };
    await locks?.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
    });
  }

  const own = async (): Promise<ModelManifest[]> => {
    const manifests: ModelManifest[] = [];
    for (const id of await ownIds()) {
      const stored = await caches.match(manifestKey(root, id));
      if (stored) manifests.push((await stored.json()) as ModelManifest);
    }
    return manifests.sort((a, b) => (a.name ?? a.id).localeCompare(b.name ?? b.id));
  };

  const taggerOf = async (id: string): Promise<Tagger> =>
    // The default model has no other name for the tagger: two names would be two sessions.
    tagger.of((await store.index().catch(() => []))[0] === id ? undefined : id);

  async function writeManifest(manifest: ModelManifest): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(manifest));
    const key = manifestKey(root, manifest.id);
    const cacheName = modelCacheName(manifest.id);
    await keep({ key, cacheName, bytes: bytes.length, contentType: 'application/json' }, bytes);
  }

  /** Starts a model and lets it read a sentence. */
  async function tryOut(manifest: ModelManifest, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const trial = tagger.of(manifest);
    try {
      await trial.load(onProgress, signal);
      const segments = segmentText(TRIAL_TEXT).slice(0, 1);
      const request = { documentId: 'trial', raw: TRIAL_TEXT, segments, scheme: manifest.defaultScheme };
      for await (const tags of trial.tag(request, signal)) void tags;
    } finally {
      await tagger.release(manifest);
    }
  }

  /** Runs `work` so that a model which fails leaves nothing behind. */
  async function adding(
    signal: AbortSignal,
    idOf: (taken: ReadonlySet<string>) => string,
    work: (id: string) => Promise<ModelManifest>,
  ): Promise<ModelManifest> {
    return withLock(LOCK, signal, async () => {
      const known = await own();
      const id = idOf(new Set(await ownIds()));
      try {
        const manifest = await work(id);
        const same = known.find(({ sha256 }) => sha256 === manifest.sha256);
        if (same) {
          await caches.delete(modelCacheName(id));
          return same;
        }
        await writeManifest(manifest);
        return manifest;
      } catch (thrown) {
        await caches.delete(modelCacheName(id));
        throw toAppError(thrown);
      }
    });
  }

  async function damagedParts(id: string, onProgress: OnProgress, signal: AbortSignal) {
    const manifest = await store.manifest(id);
    const shards = manifest.files.flatMap(({ shards: parts }) => parts);
    const parts = [
      ...shards.map((shard) => ({
        path: shard.path,
        key: shardKey(modelUrl(id), shard),
        cacheName: modelCacheName(id),
        ...size(shard),
      })),
      ...runtimeParts.map((part) => ({
        path: part.name,
        key: part.key,
        cacheName: RUNTIME_CACHE,
        ...size(part),
      })),
    ];
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    const damaged: typeof parts = [];
    let done = 0;
    for (const part of parts) {
      signal.throwIfAborted();
      const stored = await (await caches.open(part.cacheName)).match(part.key);
      const isGood = stored && (await sha256Hex(new Uint8Array(await stored.arrayBuffer()))) === part.sha256;
      if (!isGood) damaged.push(part);
      done += part.bytes;
      onProgress({ phase: 'download', done, total });
    }
    return { manifest, damaged };
  }

  return {
    async list() {
      await sweep();
      const offered = await store.index().catch(() => []);
      const manifests = await Promise.all(offered.map((id) => store.manifest(id).catch(() => null)));
      const all = [...manifests.filter((manifest) => manifest !== null), ...(await own())];
      return Promise.all(
        all.map(async (manifest) => {
          const { bytesPresent, bytesTotal } = await store.state(manifest);
          const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
          return { manifest, isOwn: isOwnModel(manifest.id), bytes, bytesMissing: bytesTotal - bytesPresent };
        }),
      );
    },

    async open(chosen, origin) {
      const files = await filesOf(chosen);
      return isCarried(files)
        ? { type: 'carried', carried: await readCarried(files) }
        : { type: 'folder', folder: await readModelFolder(files, origin) };
    },

    async add(folder, { name, labels }, onProgress, signal) {
      checkMemory(folder.weightBytes, device);
      await checkRoom(folder.bytes);
      const idOf = (taken: ReadonlySet<string>) => ownModelId(name, taken);
      return adding(signal, idOf, async (id) => {
        const manifest = await storeModel(folder, { id, name, labels }, sinkOf(id), onProgress, signal);
        await tryOut(manifest, onProgress, signal);
        return manifest;
      });
    },

    async addCarried(carried, onProgress, signal) {
      const { manifest } = carried;
      await checkRoom(manifest.files.reduce((sum, { bytes }) => sum + bytes, 0));
      const keepRuntime = async () => {
        const cache = await caches.open(RUNTIME_CACHE);
        for (const part of runtimeParts) {
          if (await cache.match(part.key)) continue;
          // Another version of the page has another runtime: then it takes a connection once.
          const bytes = await runtimeOf(carried, part);
          const contentType = part.name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
          if (bytes)
            await keep({ key: part.key, cacheName: RUNTIME_CACHE, bytes: part.bytes, contentType }, bytes);
        }
      };
      if (!isOwnModel(manifest.id)) {
        const offered = await store.index();
        if (!offered.includes(manifest.id)) throw unfit('otherVersion', { name: manifest.id });
        const expected = await store.manifest(manifest.id);
        if (expected.sha256 !== manifest.sha256) throw unfit('otherVersion', { name: manifest.id });
        await unpackModel({ ...carried, manifest: expected }, sinkOf(manifest.id), onProgress, signal);
        await keepRuntime();
        return expected;
      }
      checkMemory(weightBytesOf(manifest), device);
      const idOf = (taken: ReadonlySet<string>) =>
        taken.has(manifest.id) ? ownModelId(manifest.name ?? manifest.id.slice(4), taken) : manifest.id;
      return adding(signal, idOf, async (id) => {
        await unpackModel(carried, sinkOf(id), onProgress, signal);
        await keepRuntime();
        const renamed = underId(manifest, id);
        await tryOut(renamed, onProgress, signal);
        return renamed;
      });
    },

    async relabel(id, labels) {
      const before = await store.manifest(id);
      const after = await relabel(before, labels, sinkOf(id));
      await tagger.release(id);
      await writeManifest(after);
      const old = before.files.find(({ path }) => path === LABELS_FILE)?.shards[0];
      if (old && before.sha256 !== after.sha256)
        await (await caches.open(modelCacheName(id))).delete(shardKey(modelUrl(id), old));
      return after;
    },

    async verify(id, onProgress, signal) {
      return (await damagedParts(id, onProgress, signal)).damaged.map(({ path }) => path);
    },

    async repair(id, onProgress, signal) {
      const { manifest, damaged } = await damagedParts(id, onProgress, signal);
      for (const { cacheName, key } of damaged) await (await caches.open(cacheName)).delete(key);
      await store.download(manifest, onProgress, signal);
    },

    async pack(id, onProgress, signal) {
      const manifest = await store.manifest(id);
      const read = async (part: Shard | RuntimePart): Promise<Uint8Array<ArrayBuffer>> => {
        const runtimePart = runtimeParts.find((one) => one === part);
        const key = runtimePart?.key ?? shardKey(modelUrl(id), part as Shard);
        const cache = await caches.open(runtimePart ? RUNTIME_CACHE : modelCacheName(id));
        const stored = await cache.match(key);
        return new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0));
      };
      return packModel(manifest, runtimeParts, read, onProgress, signal);
    },

    async measure(id, onProgress, signal) {
      const { defaultScheme } = await store.manifest(id);
      return measureSpeed(await taggerOf(id), defaultScheme, onProgress, signal);
    },

    async remove(id) {
      await tagger.release(id);
      if ((await store.index().catch(() => []))[0] === id) await tagger.release(undefined);
      await store.remove(id);
    },
  };
}

async function filesOf(
  chosen: readonly { readonly path: string; readonly file: Blob }[],
): Promise<SourceFile[]> {
  const [only] = chosen;
  if (chosen.length === 1 && only && /\.(zip|mawdi-model)$/i.test(only.path)) return readZip(only.file);
  return folderFiles(chosen);
}

const size = ({ bytes, sha256 }: { bytes: number; sha256: string }) => ({ bytes, sha256 });

const weightBytesOf = ({ files, foreign }: ModelManifest): number =>
  files
    .filter(({ path }) => path === foreign?.graph || foreign?.weights.includes(path))
    .reduce((sum, { bytes }) => sum + bytes, 0);

/** The same model where its id is taken by another one. */
function underId(manifest: ModelManifest, id: string): ModelManifest {
  const scheme = ownScheme(id);
  const schemes = manifest.schemes.map((one) => ({ ...one, id: scheme }));
  return { ...manifest, id, schemes, defaultScheme: scheme };
}
