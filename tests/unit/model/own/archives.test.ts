import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/model/own/crc32';
import { readZip } from '../../../../src/model/own/read-zip';
import { Sha256 } from '../../../../src/model/own/sha256';
import { readAll } from '../../../../src/model/own/source-files';
import { writeZip, type ZipEntry } from '../../../../src/model/own/write-zip';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('Sha256', () => {
  it('gives the hash of Node, however the bytes are cut', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const hash = new Sha256();
        const reference = createHash('sha256');
        for (const part of parts) {
          hash.update(part);
          reference.update(part);
        }
        expect(hash.hex()).toBe(reference.digest('hex'));
      }),
    );
  });

  it('knows the lengths at which padding takes another block', () => {
    for (let length = 54; length <= 66; length++) {
      const bytes = new Uint8Array(length).fill(7);
      const hash = new Sha256();
      hash.update(bytes);
      expect(hash.hex()).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

describe('zip archives', () => {
  const FILES = { 'm/config.json': bytesOf('{}'), 'm/onnx/حلب.onnx': new Uint8Array(100_000).fill(3) };

  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const [path, bytes] of Object.entries(FILES)) yield { path, bytes: await Promise.resolve(bytes) };
  }

  it.each([
    ['deflated by another library', () => Promise.resolve(new Blob([zipSync(FILES, { level: 9 })]))],
    ['stored by another library', () => Promise.resolve(new Blob([zipSync(FILES, { level: 0 })]))],
    ['written here', () => writeZip(entries())],
    // A comment at the end moves the record that is looked for.
    ['with something behind it', async () => new Blob([await writeZip(entries()), 'x'.repeat(300)])],
  ])('are read when %s', async (_, make) => {
    const files = await readZip(await make());
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual(
      Object.entries(FILES).map(([path, bytes]) => [path, bytes.length]),
    );
    for (const file of files) expect(await readAll(file)).toEqual(FILES[file.path as keyof typeof FILES]);
  });

  it('are not guessed at: whatever is cut off or no archive is refused', async () => {
    const whole = await writeZip(entries());
    await expect(readZip(whole.slice(0, whole.size - 30))).rejects.toMatchObject({
      code: 'model/unfit',
      data: { reason: 'zip' },
    });
    await expect(readZip(new Blob(['not a zip']))).rejects.toMatchObject({ data: { reason: 'zip' } });
    await expect(readZip(new Blob([]))).rejects.toMatchObject({ data: { reason: 'zip' } });
    // The front is missing: the directory is there, the files are not where it says.
    const late = await readZip(new Blob([new Uint8Array(400), whole.slice(400)]));
    await expect(readAll(late[0] ?? fail())).rejects.toMatchObject({ data: { reason: 'damaged' } });
  });

  it.each([0, 9] as const)('say which file is damaged (level %i)', async (level) => {
    const bytes = zipSync(FILES, { level });
    // Behind the headers of both files, within the bytes of the second.
    const at = 110;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    const read = async () => {
      for (const file of await readZip(new Blob([bytes]))) await readAll(file);
    };
    await expect(read()).rejects.toMatchObject({
      code: 'model/unfit',
      data: { reason: 'damaged', path: 'm/onnx/حلب.onnx' },
    });
  });

  it('have the checksum of the standard', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
    expect(crc32(bytesOf('6789'), crc32(bytesOf('12345')))).toBe(0xcbf43926);
  });
});

function fail(): never {
  throw new Error('no file');
}
