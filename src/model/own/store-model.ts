import { AppError, type OnProgress } from '../../domain';
import { schemeFor, type ForeignLabels } from '../foreign-labels';
import { sha256Hex } from '../download';
import type { ModelFile, ModelManifest, Shard } from '../manifest';
import { ownScheme } from '../own-id';
import type { ModelFolder } from './read-model-folder';
import { Sha256 } from './sha256';
import type { SourceFile } from './source-files';
import { unfit } from './unfit';

/** Where the shards of a model go. */
export interface ShardSink {
  put(shard: Shard, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** What a person decided about a model that is taken. */
export interface ModelChoices {
  /** Made of ASCII, tells it from the others: {@link ownModelId}. */
  readonly id: string;
  readonly name: string;
  readonly labels: ForeignLabels;
}

const SHARD_BYTES = 8_000_000;
/** Bytes hashed in one go, about 5 ms: the page goes on between. */
const STEP_BYTES = 1_000_000;
/** What the labels count as belongs to the model: another mapping is another version of it. */
export const LABELS_FILE = 'mawdi-labels.json';

/** An id that no other model has. */
export function ownModelId(name: string, taken: ReadonlySet<string>): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const base = `own-${slug || 'model'}`;
  for (let i = 1; ; i++) {
    const id = i === 1 ? base : `${base}-${i}`;
    if (!taken.has(id)) return id;
  }
}

/**
 * Cuts the files of a folder into shards, hashes them and hands them to `sink`. Resolves to the manifest, which is not
 * stored. Rejects with `tag/cancelled`, and with what sources and sink reject with.
 */
export async function storeModel(
  folder: ModelFolder,
  { id, name, labels }: ModelChoices,
  sink: ShardSink,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<ModelManifest> {
  const scheme = schemeFor(ownScheme(id), labels);
  if (scheme.labels.length < 2) throw unfit('nothingCounts');
  let done = 0;
  const total = folder.bytes;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress({ phase: 'download', done: Math.min(done, total), total });
  };
  onBytes(0);
  const files: ModelFile[] = [];
  for (const file of folder.files) files.push(await storeFile(file, sink, onBytes, signal));
  files.push(await storeLabels(labels, sink, signal));
  return withHash({
    schemaVersion: 1,
    id,
    version: '1',
    sha256: '',
    defaultScheme: scheme.id,
    schemes: [scheme],
    files,
    licence: folder.licence || 'unknown',
    evaluation: null,
    name,
    languages: folder.languages,
    foreign: { graph: folder.graph, weights: folder.weights, maxTokens: folder.maxTokens, labels },
  });
}

/** The same model with another mapping of its labels: another version of it. */
export async function relabel(
  manifest: ModelManifest,
  labels: ForeignLabels,
  sink: ShardSink,
): Promise<ModelManifest> {
  const { foreign } = manifest;
  if (!foreign) throw new AppError('model/manifest', { id: manifest.id });
  const scheme = schemeFor(manifest.defaultScheme, labels);
  if (scheme.labels.length < 2) throw unfit('nothingCounts');
  const labelFile = await storeLabels(labels, sink, new AbortController().signal);
  const files = [...manifest.files.filter(({ path }) => path !== LABELS_FILE), labelFile];
  return withHash({ ...manifest, files, schemes: [scheme], foreign: { ...foreign, labels } });
}

function withHash(manifest: ModelManifest): ModelManifest {
  const hash = new Sha256();
  hash.update(
    new TextEncoder().encode(manifest.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')),
  );
  return { ...manifest, sha256: hash.hex() };
}

function storeLabels(labels: ForeignLabels, sink: ShardSink, signal: AbortSignal): Promise<ModelFile> {
  const blob = new Blob([JSON.stringify(labels)]);
  const file = { path: LABELS_FILE, bytes: blob.size, stream: () => blob.stream() };
  return storeFile(file, sink, () => {}, signal);
}

async function storeFile(
  file: SourceFile,
  sink: ShardSink,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ModelFile> {
  const { path } = file;
  const whole = new Sha256();
  const shards: Shard[] = [];
  const isOne = file.bytes <= SHARD_BYTES;
  let buffer = new Uint8Array(Math.min(SHARD_BYTES, file.bytes));
  let filled = 0;
  let bytes = 0;
  const flush = async () => {
    const part = buffer.subarray(0, filled);
    const name = isOne ? path : `${path}.${String(shards.length).padStart(2, '0')}`;
    const shard = { path: name, bytes: part.length, sha256: await sha256Hex(part) };
    await sink.put(shard, part);
    shards.push(shard);
    buffer = new Uint8Array(Math.min(SHARD_BYTES, Math.max(0, file.bytes - bytes)));
    filled = 0;
  };
  const reader = file.stream().getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      for (let at = 0; at < next.value.length;) {
        if (signal.aborted) throw new AppError('tag/cancelled');
        if (bytes >= file.bytes) throw unfit('damaged', { path });
        const part = next.value.subarray(at, at + Math.min(STEP_BYTES, buffer.length - filled));
        whole.update(part);
        buffer.set(part, filled);
        filled += part.length;
        bytes += part.length;
        at += part.length;
        onBytes(part.length);
        if (filled === buffer.length) await flush();
        else await nextTask();
      }
    }
  } catch (thrown) {
    // A file that was moved or changed since it was chosen cannot be read any more.
    if (thrown instanceof DOMException && thrown.name === 'NotReadableError')
      throw unfit('damaged', { path }, thrown);
    throw thrown;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (bytes !== file.bytes) throw unfit('damaged', { path });
  if (shards.length === 0) await flush();
  return { path, bytes, sha256: whole.hex(), shards };
}

/** Lets input and painting go first. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
