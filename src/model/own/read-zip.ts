import { crc32 } from './crc32';
import type { SourceFile } from './source-files';
import { unfit } from './unfit';

/** Signatures and sizes of the records of a zip file (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5). */
const END = { signature: 0x06054b50, bytes: 22, maxComment: 65_535 };
const END64 = { signature: 0x06064b50, locator: 0x07064b50, locatorBytes: 20, bytes: 56 };
const ENTRY = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
/** A 32-bit field that says: see the 64-bit one. */
const ELSEWHERE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly at: number;
}

/**
 * Files of a zip archive by its directory at the end, so that an archive of any size is never held in memory: bytes are
 * read when asked for, and checked by their CRC. Throws `model/unfit` with reason `zip` where it is no archive that can be
 * read.
 */
export async function readZip(archive: Blob): Promise<SourceFile[]> {
  const entries = await readEntries(archive);
  return entries
    .filter(({ path }) => !path.endsWith('/'))
    .map((entry) => ({ path: entry.path, bytes: entry.bytes, stream: () => openEntry(archive, entry) }));
}

async function readEntries(archive: Blob): Promise<Entry[]> {
  const { at, bytes, count } = await findDirectory(archive);
  if (at + bytes > archive.size) throw unfit('zip');
  const view = await viewOf(archive, at, bytes);
  const entries: Entry[] = [];
  let offset = 0;
  for (let i = 0; i < count; i++) {
    if (offset + ENTRY.bytes > view.byteLength || view.getUint32(offset, true) !== ENTRY.signature)
      throw unfit('zip');
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(offset + field, true)) as [
      number,
      number,
      number,
    ];
    const path = new TextDecoder().decode(
      new Uint8Array(view.buffer, view.byteOffset + offset + ENTRY.bytes, name),
    );
    const method = view.getUint16(offset + 10, true);
    const isEncrypted = (view.getUint16(offset + 8, true) & 1) === 1;
    if (isEncrypted || (method !== STORED && method !== DEFLATED)) throw unfit('zip');
    entries.push({
      path: path.replaceAll('\\', '/'),
      method,
      crc: view.getUint32(offset + 16, true),
      ...sizesOf(view, offset, offset + ENTRY.bytes + name, extra),
    });
    offset += ENTRY.bytes + name + extra + comment;
  }
  return entries;
}

/** Sizes and place of an entry; those past 4 GiB stand in an extra field, in this order. */
function sizesOf(view: DataView, offset: number, extraAt: number, extraBytes: number) {
  const sizes = { bytes: view.getUint32(offset + 24, true), packed: view.getUint32(offset + 20, true) };
  const found = { ...sizes, at: view.getUint32(offset + 42, true) };
  for (let at = extraAt; at + 4 <= extraAt + extraBytes; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    for (const field of ['bytes', 'packed', 'at'] as const)
      if (found[field] === ELSEWHERE) {
        found[field] = Number(view.getBigUint64(next, true));
        next += 8;
      }
  }
  return found;
}

async function findDirectory(archive: Blob): Promise<{ at: number; bytes: number; count: number }> {
  const tailBytes = Math.min(archive.size, END.bytes + END.maxComment);
  const tail = await viewOf(archive, archive.size - tailBytes, tailBytes);
  let end = tail.byteLength - END.bytes;
  while (end >= 0 && tail.getUint32(end, true) !== END.signature) end -= 1;
  if (end < 0) throw unfit('zip');
  const count = tail.getUint16(end + 10, true);
  const bytes = tail.getUint32(end + 12, true);
  const at = tail.getUint32(end + 16, true);
  const locator = end - END64.locatorBytes;
  if (at !== ELSEWHERE && count !== 0xffff) return { at, bytes, count };
  if (locator < 0 || tail.getUint32(locator, true) !== END64.locator) throw unfit('zip');
  const record = await viewOf(archive, Number(tail.getBigUint64(locator + 8, true)), END64.bytes);
  if (record.byteLength < END64.bytes || record.getUint32(0, true) !== END64.signature) throw unfit('zip');
  const wide = (field: number) => Number(record.getBigUint64(field, true));
  return { count: wide(32), bytes: wide(40), at: wide(48) };
}

function openEntry(archive: Blob, entry: Entry): ReadableStream<Uint8Array<ArrayBuffer>> {
  let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;
  let crc = 0;
  let seen = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        reader ??= (await unpack(archive, entry)).getReader();
        const { value, done } = await reader.read();
        if (value) {
          crc = crc32(value, crc);
          seen += value.length;
          // More than announced: no need to unpack the rest.
          if (seen > entry.bytes) throw unfit('damaged', { path: entry.path });
          controller.enqueue(value);
        }
        if (!done) return;
        if (seen !== entry.bytes || crc !== entry.crc) throw unfit('damaged', { path: entry.path });
        controller.close();
      } catch (thrown) {
        await reader?.cancel().catch(() => undefined);
        controller.error(unfit('damaged', { path: entry.path }, thrown));
      }
    },
    cancel: () => reader?.cancel(),
  });
}

async function unpack(
  archive: Blob,
  { at, packed, method }: Entry,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const local = await viewOf(archive, at, LOCAL.bytes);
  if (local.byteLength < LOCAL.bytes || local.getUint32(0, true) !== LOCAL.signature) throw unfit('zip');
  const start = at + LOCAL.bytes + local.getUint16(26, true) + local.getUint16(28, true);
  const data = archive.slice(start, start + packed).stream();
  return method === STORED ? data : data.pipeThrough(new DecompressionStream('deflate-raw'));
}

async function viewOf(archive: Blob, at: number, bytes: number): Promise<DataView> {
  return new DataView(await archive.slice(at, at + bytes).arrayBuffer());
}
