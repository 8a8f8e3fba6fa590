import { inflateRawSync } from 'node:zlib';

/** One file out of a zip archive, by its central directory. */
export function unzip(bytes: Uint8Array, name: string): string {
  const buffer = Buffer.from(bytes);
  for (let i = 0; i + 46 < buffer.length; i++) {
    if (buffer.readUInt32LE(i) !== 0x02014b50) continue;
    const [method, size, nameLength] = [
      buffer.readUInt16LE(i + 10),
      buffer.readUInt32LE(i + 20),
      buffer.readUInt16LE(i + 28),
    ];
    if (buffer.toString('utf8', i + 46, i + 46 + nameLength) !== name) continue;
    const local = buffer.readUInt32LE(i + 42);
    const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const data = buffer.subarray(from, from + size);
    return (method === 8 ? inflateRawSync(data) : data).toString('utf8');
  }
  throw new Error(`no ${name}`);
}
