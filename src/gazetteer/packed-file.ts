import { AppError } from '../domain';

/** What a manifest says of a packed file: hash and size of the unpacked content. */
export interface PackedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** JSON of a manifest. An error page that a server sends in its place is refused: throws `places/hash`. */
export function readManifest(content: Uint8Array | string, path: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(typeof content === 'string' ? content : new TextDecoder().decode(content));
  } catch (thrown) {
    throw new AppError('places/hash', { path }, { cause: thrown });
  }
  if (typeof json !== 'object' || json === null) throw new AppError('places/hash', { path });
  return json as Readonly<Record<string, unknown>>;
}

/** One packed file out of a manifest. Throws `places/hash` where it is not described whole. */
export function toPackedFile(json: unknown, path: string): PackedFile {
  const { file, bytes, sha256 } = (json ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof file !== 'string' || typeof bytes !== 'number' || typeof sha256 !== 'string')
    throw new AppError('places/hash', { path });
  return { file, bytes, sha256 };
}

/**
 * Opens a gzip file whose unpacked content is known by hash. A server that has announced the compression itself has it
 * taken off by the browser already: the magic bytes tell. Throws `places/hash`.
 */
export async function unpack(bytes: Uint8Array<ArrayBuffer>, known: PackedFile): Promise<string> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let content: ArrayBuffer;
  try {
    const stream = new Blob([bytes]).stream();
    content = isPacked
      ? await new Response(stream.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
      : bytes.slice().buffer;
  } catch (thrown) {
    throw new AppError('places/hash', { path: known.file }, { cause: thrown });
  }
  const digest = await crypto.subtle.digest('SHA-256', content);
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== known.sha256) throw new AppError('places/hash', { path: known.file });
  return new TextDecoder().decode(content);
}

/** Fetches a file of the site. Throws `places/offline`. */
export async function fetchBytes(
  url: string,
  signal?: AbortSignal,
  cache: RequestCache = 'default',
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url, signal ? { signal, cache } : { cache });
    if (!response.ok) throw new AppError('places/offline', { path: url });
    return new Uint8Array(await response.arrayBuffer());
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (signal?.aborted) throw new AppError('tag/cancelled');
    throw new AppError('places/offline', { path: url }, { cause: thrown });
  }
}
