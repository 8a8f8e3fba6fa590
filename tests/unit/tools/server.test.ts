import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachingOf, createServer, fileFor, type StaticServer } from '../../../tools/server';

let outside: string;
let dir: string;
let server: StaticServer;
let address: string;
const seen: string[] = [];

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'mawdi-server-'));
  dir = join(outside, 'site');
  mkdirSync(join(dir, 'gazetteer'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(dir, 'index.html'), '<html>');
  writeFileSync(join(dir, 'gazetteer/entries.gz'), 'zipped');
  writeFileSync(join(dir, 'x.mjs'), 'x');
  server = createServer({ dir, base: '/sub/', onRequest: (path) => seen.push(path) });
  address = await server.listen(0);
});
afterAll(() => server.close());

/** A request as it stands: `fetch` would tidy the path up first. */
function statusOf(path: string): Promise<number | undefined> {
  const { port } = new URL(address);
  return new Promise((done, fail) => {
    request({ port, path }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .on('error', fail)
      .end();
  });
}

describe('static server', () => {
  it('serves the page with types, isolation and policy', async () => {
    const page = await fetch(address);
    expect(await page.text()).toBe('<html>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await fetch(`${address}x.mjs`)).headers.get('content-type')).toContain('text/javascript');
    expect(seen).toContain('/sub/');
  });

  it('hands .gz files over as bytes that no browser unpacks by itself', async () => {
    const response = await fetch(`${address}gazetteer/entries.gz`);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('zipped');
  });

  it('answers HEAD without a body, POST with 405 and the unknown with 404', async () => {
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '6', '']);
    expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await fetch(`${address}nothing.js`)).status).toBe(404);
    expect(await statusOf('/other/')).toBe(404);
    expect(await statusOf('/sub/%')).toBe(400);
  });

  it.each([
    '/sub/../secret.txt',
    '/sub/%2e%2e/secret.txt',
    '/sub/..%2fsecret.txt',
    '/sub/gazetteer/..%2f..%2fsecret.txt',
  ])('does not leave its folder by %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  it('finds no folders and no names with a null byte', () => {
    expect(fileFor(dir, 'gazetteer')).toBeUndefined();
    expect(fileFor(dir, 'index.html\0')).toBeUndefined();
    expect(fileFor(dir, '')?.sizeBytes).toBe(6);
  });

  it('lets browsers keep only files with a hash in their name', () => {
    expect(cachingOf('/assets/index-CHIWXu1S.js')).toContain('immutable');
    expect(cachingOf('/sw.js')).toBe('no-cache');
    expect(cachingOf('/fonts/text.woff2')).toBe('no-cache');
  });
});
