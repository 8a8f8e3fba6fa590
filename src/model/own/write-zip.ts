import { crc32 } from './crc32';

/** A file to put into an archive. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The least version that reads stored files, names in UTF-8, and 1 January 1980. */
const VERSION = 20;
const UTF8 = 1 << 11;
const EPOCH = 0x21;

/**
 * A zip archive of files as they are, without compression (weights do not shrink); one after the other, so that only one
 * is in memory. Archives of 4 GiB and more are not made.
 */
export async function writeZip(entries: AsyncIterable<ZipEntry>): Promise<Blob> {
  const parts: Blob[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for await (const { path, bytes } of entries) {
    const name = new TextEncoder().encode(path);
    const common = [VERSION, UTF8, 0, 0, EPOCH] as const;
    const sizes = [crc32(bytes), bytes.length, bytes.length] as const;
    const local = record(30, name, (view) => {
      view.setUint32(0, 0x04034b50, true);
      common.forEach((value, i) => view.setUint16(4 + 2 * i, value, true));
      sizes.forEach((value, i) => view.setUint32(14 + 4 * i, value, true));
      view.setUint16(26, name.length, true);
    });
    const offset = at;
    directory.push(
      record(46, name, (view) => {
        view.setUint32(0, 0x02014b50, true);
        view.setUint16(4, VERSION, true);
        common.forEach((value, i) => view.setUint16(6 + 2 * i, value, true));
        sizes.forEach((value, i) => view.setUint32(16 + 4 * i, value, true));
        view.setUint16(28, name.length, true);
        view.setUint32(42, offset, true);
      }),
    );
    // A browser may put the bytes of a blob on disk.
    parts.push(new Blob([local, bytes]));
    at += local.length + bytes.length;
  }
  const directoryBytes = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = record(22, new Uint8Array(0), (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, directory.length, true);
    view.setUint16(10, directory.length, true);
    view.setUint32(12, directoryBytes, true);
    view.setUint32(16, at, true);
  });
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

function record(bytes: number, name: Uint8Array, fill: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes + name.length);
  fill(new DataView(out.buffer));
  out.set(name, bytes);
  return out;
}
