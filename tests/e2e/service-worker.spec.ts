import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createServer, type StaticServer } from '../../tools/server';
import { Mawdi } from './driver';
import { nextVersion } from './next-version';
import { letOldWorkerRest, lookForUpdate } from './updates';

const DIST = join(import.meta.dirname, '../../dist');
let server: StaticServer | undefined;

async function serveOn(dir: string, port: number): Promise<string> {
  await server?.close();
  server = createServer({ dir });
  return server.listen(port);
}

test.afterEach(async () => {
  await server?.close();
  server = undefined;
});

const cacheNames = (page: Page) => page.evaluate(() => caches.keys());
const versionOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['version'] ?? 'first');

test('installing stores the shell, and neither model, runtime nor places', async ({ page }) => {
  await new Mawdi(page).open(await serveOn(DIST, 0));
  const stored = await page.evaluate(async () => {
    const shell = (await caches.keys()).find((name) => name.startsWith('shell-')) ?? '';
    return (await (await caches.open(shell)).keys()).map((request) => new URL(request.url).pathname);
  });
  for (const path of ['/', '/manifest.webmanifest', '/favicon.svg', '/fonts/noto-naskh-arabic.woff2'])
    expect(stored).toContain(path);
  expect(stored.filter((path) => /\.wasm$|ort-wasm|\.bin|\.onnx|gazetteer|basemap/.test(path))).toEqual([]);
});

test('a new version waits until it is agreed to, then takes over and keeps what was stored', async ({
  page,
}) => {
  const address = await serveOn(DIST, 0);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await page.evaluate(async () =>
    (await caches.open('model-test')).put('/models/test', new Response('weights')),
  );
  await serveOn(nextVersion(DIST, 'second'), Number(new URL(address).port));
  expect(await lookForUpdate(page)).toBe('installed');
  await page.reload();
  // It stays in waiting, and what was stored stays too, until a person agrees.
  expect(await versionOf(page)).toBe('first');
  const waiting = await page.evaluate(
    async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state,
  );
  expect(waiting).toBe('installed');
  await mawdi.at('notices').getByRole('button', { name: 'استعمله الآن' }).click();
  await letOldWorkerRest(page);
  await expect(page.locator('html')).toHaveAttribute('data-version', 'second');
  await expect(mawdi.at('text')).toBeVisible();
  const names = await cacheNames(page);
  expect(names).toContain('model-test');
  expect(names.filter((name) => name.startsWith('shell-'))).toHaveLength(2);
});

test('a damaged file on the host does not become a version', async ({ page }) => {
  const address = await serveOn(DIST, 0);
  await new Mawdi(page).open(address);
  const damaged = nextVersion(DIST, 'damaged');
  const index = join(damaged, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('damaged', 'broken '));
  await serveOn(damaged, Number(new URL(address).port));
  expect(await lookForUpdate(page)).toBe('redundant');
  await page.reload();
  expect(await versionOf(page)).toBe('first');
});

test('nothing leaves: page and workers cannot reach another origin', async ({ page }) => {
  await new Mawdi(page).open(await serveOn(DIST, 0));
  const hits: string[] = [];
  const foreign = createServer({ dir: DIST, headers: false, onRequest: (path) => hits.push(path) });
  const address = await foreign.listen(0);
  const outcome = await page.evaluate(async (url) => {
    const image = new Promise((done) => {
      const element = new Image();
      element.onload = () => done('loaded');
      element.onerror = () => done('refused');
      element.src = `${url}favicon.svg`;
    });
    const request = fetch(url, { mode: 'no-cors' }).then(
      () => 'sent',
      () => 'refused',
    );
    const beacon = navigator.sendBeacon(url, 'text');
    return { image: await image, request: await request, beacon };
  }, address);
  expect(outcome).toMatchObject({ image: 'refused', request: 'refused' });
  await page.waitForTimeout(300);
  expect(hits).toEqual([]);
  await foreign.close();
});
