import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchBytes, readManifest, toPackedFile, unpack } from '../../../src/gazetteer';

const CONTENT = 'حلب\t36200\n';
const known = {
  file: 'places.tsv.gz',
  bytes: Buffer.byteLength(CONTENT),
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
};
const packed = new Uint8Array(gzipSync(CONTENT));
const plain = new TextEncoder().encode(CONTENT);

describe('unpack', () => {
  it('opens a packed file, and one that the server has unpacked on the way', async () => {
    expect(await unpack(packed, known)).toBe(CONTENT);
    expect(await unpack(plain, known)).toBe(CONTENT);
  });

  it('refuses other content and broken bytes', async () => {
    const other = new Uint8Array(gzipSync(`${CONTENT}\n`));
    for (const bytes of [other, packed.slice(0, -9), plain.slice(1), new Uint8Array()])
      await expect(unpack(bytes, known)).rejects.toMatchObject({
        code: 'places/hash',
        data: { path: 'places.tsv.gz' },
      });
  });
});

describe('a manifest', () => {
  it('describes a packed file', () => {
    const json = readManifest(JSON.stringify({ ...known, entries: 1 }), 'm.json');
    expect(toPackedFile(json, 'm.json')).toEqual(known);
  });

  it('is refused when it is an error page or lacks the hash', () => {
    const refusal = expect.objectContaining({ code: 'places/hash', data: { path: 'm.json' } }) as Error;
    for (const content of ['<!doctype html>', 'null', '""'])
      expect(() => readManifest(content, 'm.json'), content).toThrow(refusal);
    for (const json of [undefined, {}, { ...known, sha256: undefined }])
      expect(() => toPackedFile(json, 'm.json')).toThrow(refusal);
  });
});

describe('fetchBytes', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('tells no connection and a missing file from a cancelled call', async () => {
    const answer = vi.fn<typeof fetch>();
    vi.stubGlobal('fetch', answer);
    answer.mockRejectedValueOnce(new TypeError('failed'));
    await expect(fetchBytes('/a')).rejects.toMatchObject({ code: 'places/offline' });
    answer.mockResolvedValueOnce(new Response('', { status: 404 }));
    await expect(fetchBytes('/a')).rejects.toMatchObject({ code: 'places/offline' });
    answer.mockRejectedValueOnce(new DOMException('stop', 'AbortError'));
    await expect(fetchBytes('/a', AbortSignal.abort())).rejects.toMatchObject({ code: 'tag/cancelled' });
    answer.mockResolvedValueOnce(new Response(plain));
    expect(await fetchBytes('/a')).toEqual(plain);
  });
});
