import { AppError, type OnProgress } from '../../domain';
import { sha256Hex } from '../download';
import { parseManifest, type ModelManifest, type Shard } from '../manifest';
import { isOwnModel } from '../own-id';
import type { ShardSink } from './store-model';
import { readAll, type SourceFile } from './source-files';
import { unfit } from './unfit';
import { writeZip, type ZipEntry } from './write-zip';

/** What a file that carries a model says of itself. */
interface Carried {
  readonly format: 'mawdi-model';
  readonly version: 1;
  readonly manifest: ModelManifest;
}

/** A file of ONNX Runtime in the archive: a device without network needs it too. */
export interface RuntimePart {
  /** Name without folders. */
  readonly name: string;
  readonly sha256: string;
}

/** A model in a file that was carried here, not yet stored. */
export interface CarriedModel {
  readonly manifest: ModelManifest;
  readonly files: readonly SourceFile[];
}

const HEAD = 'mawdi-model.json';
const MODEL = 'model/';
const RUNTIME = 'runtime/';
const MIN_TOKENS = 8;
const STYLES: readonly string[] = ['bio', 'iob1', 'bioes', 'io'];

/**
 * One file with a whole model, to carry to a device without network: an archive without compression that any unzip opens.
 * @param read bytes of a shard or of a part of the runtime, which are checked before they are written
 */
export async function packModel(
  manifest: ModelManifest,
  runtime: readonly RuntimePart[],
  read: (part: Shard | RuntimePart) => Promise<Uint8Array<ArrayBuffer>>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Blob> {
  const shards = manifest.files.flatMap((file) => file.shards);
  const total = shards.reduce((sum, { bytes }) => sum + bytes, 0);
  async function* entries(): AsyncGenerator<ZipEntry> {
    const head: Carried = { format: 'mawdi-model', version: 1, manifest };
    yield { path: HEAD, bytes: new TextEncoder().encode(`${JSON.stringify(head, null, 1)}\n`) };
    let done = 0;
    for (const shard of shards) {
      if (signal.aborted) throw new AppError('tag/cancelled');
      yield { path: MODEL + shard.path, bytes: await checked(shard, shard.path, read) };
      done += shard.bytes;
      onProgress({ phase: 'download', done, total });
    }
    for (const part of runtime)
      yield { path: RUNTIME + part.name, bytes: await checked(part, part.name, read) };
  }
  return writeZip(entries());
}

async function checked<T extends { readonly sha256: string }>(
  part: T,
  path: string,
  read: (part: T) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(part);
  if ((await sha256Hex(bytes)) !== part.sha256) throw new AppError('model/hash', { path });
  return bytes;
}

/** Whether an archive was written by {@link packModel}. */
export const isCarried = (files: readonly SourceFile[]): boolean => files.some(({ path }) => path === HEAD);

/** Reads what an archive says of its model. Throws `model/unfit` with reason `carried` where that is damaged. */
export async function readCarried(files: readonly SourceFile[]): Promise<CarriedModel> {
  const head = files.find(({ path }) => path === HEAD);
  if (!head) throw unfit('carried');
  try {
    const { format, version, manifest } = JSON.parse(
      new TextDecoder().decode(await readAll(head)),
    ) as Carried;
    if (format !== 'mawdi-model' || version !== 1) throw unfit('carried');
    const parsed = parseManifest(manifest, HEAD);
    if (!/^[a-z0-9-]+$/.test(parsed.id) || (isOwnModel(parsed.id) && !isForeign(parsed)))
      throw unfit('carried');
    return { manifest: parsed, files };
  } catch (thrown) {
    throw unfit('carried', {}, thrown);
  }
}

/** What the page would otherwise have written itself. */
function isForeign({ foreign, files }: ModelManifest): boolean {
  const paths = new Set(files.map(({ path }) => path));
  const labels = foreign?.labels;
  return (
    foreign !== undefined &&
    [foreign.graph, ...foreign.weights].every((path) => paths.has(path)) &&
    Number.isInteger(foreign.maxTokens) &&
    foreign.maxTokens >= MIN_TOKENS &&
    STYLES.includes(labels?.style ?? '') &&
    labels?.names.every((name) => typeof name === 'string') === true &&
    Object.values(labels.map).every((label) => label === null || typeof label === 'string')
  );
}

/** Hands the shards of a carried model to `sink`, each once its hash is right. Throws `model/unfit` with reason `damaged`. */
export async function unpackModel(
  { manifest, files }: CarriedModel,
  sink: ShardSink,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const shards = manifest.files.flatMap((file) => file.shards);
  const total = shards.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const shard of shards) {
    if (signal.aborted) throw new AppError('tag/cancelled');
    const bytes = await partOf(files, MODEL + shard.path, shard.sha256);
    if (!bytes) throw unfit('damaged', { path: shard.path });
    await sink.put(shard, bytes);
    done += shard.bytes;
    onProgress({ phase: 'download', done, total });
  }
}

/** A file of the runtime, if the archive has the very one. */
export const runtimeOf = ({ files }: CarriedModel, { name, sha256 }: RuntimePart) =>
  partOf(files, RUNTIME + name, sha256);

async function partOf(
  files: readonly SourceFile[],
  path: string,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = files.find((one) => one.path === path);
  if (!file) return null;
  const bytes = await readAll(file);
  return (await sha256Hex(bytes)) === sha256 ? bytes : null;
}
