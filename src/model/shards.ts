import { AppError } from '../domain';
import type { ModelManifest, Shard } from './manifest';

/** Name of the cache that holds one model's shards; the service worker leaves it alone. */
export const modelCacheName = (id: string): string => `model-${id}`;
/** Name of the cache that holds ONNX Runtime under its own addresses, where the service worker finds it. */
export const RUNTIME_CACHE = 'model-runtime';

/** Key of a shard: its address with its hash, so that two versions never mix. */
export const shardKey = (modelUrl: string, shard: Shard): string =>
  `${modelUrl}${shard.path}?sha256=${shard.sha256}`;

export const MANIFEST = 'manifest.json?brought';
/** Key of the manifest of a model that a person brought along, in the cache with its shards; written last. */
export const manifestKey = (root: string, id: string): string => `${root}${id}/${MANIFEST}`;

/**
 * One file of a model as a streaming response: its shards from the Cache API one after the other, never all in memory
 * at once. Throws `model/missing` when the browser has cleared one away.
 */
export async function openModelFile(
  manifest: ModelManifest,
  modelUrl: string,
  path: string,
): Promise<Response> {
  const file = manifest.files.find((known) => known.path === path);
  if (!file) throw new AppError('model/missing', { path });
  const cache = await caches.open(modelCacheName(manifest.id));
  const keys = file.shards.map((shard) => shardKey(modelUrl, shard));
  for (const key of keys) if (!(await cache.match(key))) throw new AppError('model/missing', { path });
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const key = keys[next++];
      if (key === undefined) return controller.close();
      const stored = await cache.match(key);
      if (!stored) return controller.error(new AppError('model/missing', { path }));
      controller.enqueue(new Uint8Array(await stored.arrayBuffer()));
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(file.bytes) },
  });
}

/** ONNX Runtime's wasm from the cache, or null where it must come by its address. */
export async function readRuntime(url: string): Promise<ArrayBuffer | null> {
  const stored = await (await caches.open(RUNTIME_CACHE)).match(url);
  return stored ? stored.arrayBuffer() : null;
}
