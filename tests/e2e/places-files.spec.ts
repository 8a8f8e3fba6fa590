import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { createServer, type StaticServer } from '../../tools/server';
import { Mawdi } from './driver';
import { nextVersion } from './next-version';
import { letOldWorkerRest, lookForUpdate } from './updates';
import { violations } from './violations';

const DIST = join(import.meta.dirname, '../../dist');
/** A village of Yemen that only the pack has. */
const VILLAGE = 'الدعيدع';
const IN_YEMEN = `قال سكان في محافظة تعز في اليمن إن قصفًا أصاب قرية ${VILLAGE} غرب مدينة تعز فجر الأحد، وإن طريق القرية مقطوع.`;
const IN_SYRIA = 'وصل وفد من دمشق إلى مدينة حلب صباح الأحد، ثم زار بلدة منبج في ريف حلب الشرقي.';

let server: StaticServer | undefined;
let served: string[] = [];

async function serveOn(dir: string, port = 0): Promise<string> {
  await server?.close();
  served = [];
  server = createServer({ dir, onRequest: (path) => served.push(path) });
  return server.listen(port);
}

test.afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Hashes of the lists of places that the service worker keeps, one a version. */
const storedLists = (page: Page) =>
  page.evaluate(async () => {
    const lists: string[] = [];
    for (const name of (await caches.keys()).filter((one) => one.startsWith('places-'))) {
      const stored = await (await caches.open(name)).match('/gazetteer/places.tsv.gz');
      if (!stored) continue;
      const digest = await crypto.subtle.digest('SHA-256', await stored.arrayBuffer());
      lists.push([...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
    return lists;
  });

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const listOf = (dir: string) => join(dir, 'gazetteer/places.tsv.gz');

/** Gives a built site a newer list: one more former id. */
function renewList(dir: string): void {
  const content = `${gunzipSync(readFileSync(listOf(dir))).toString('utf8')}w999999999999\tiSY\n`;
  const path = join(dir, 'gazetteer/manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(listOf(dir), gzipSync(content));
  const known = { bytes: Buffer.byteLength(content), sha256: sha256(content) };
  writeFileSync(path, JSON.stringify({ ...manifest, ...known }));
}

async function openAbout(mawdi: Mawdi): Promise<void> {
  await mawdi.at('settings').click();
  await mawdi.at('about').click();
  await expect(mawdi.at('place-counts')).toBeVisible();
}

const closeAbout = async (mawdi: Mawdi) => mawdi.page.keyboard.press('Escape');
const packOf = (mawdi: Mawdi, id: string) =>
  mawdi.page.locator(`[data-testid=pack][data-pack=${id}]`).first();

test('a list of further villages is offered where it helps, added, used offline, and removed', async ({
  page,
}) => {
  const address = await serveOn(DIST);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(IN_YEMEN);
  await expect(mawdi.at('unresolved')).toContainText(VILLAGE);
  await expect(mawdi.at('pack-offer')).toContainText('اليمن');
  expect(served.filter((path) => path.includes('/packs/'))).toEqual([]);

  await mawdi.at('pack-offer').getByTestId('pack-add').click();
  await expect(mawdi.at('notices')).toContainText('اليمن');
  // Its texts are linked again without being asked for.
  await expect.poll(() => mawdi.places()).toContain(VILLAGE);
  await expect(mawdi.at('pack-offer')).toHaveCount(0);
  expect(served.filter((path) => path.includes('/packs/'))).toHaveLength(1);

  await expect.poll(() => mawdi.storedPlaceFiles()).toContain('/gazetteer/places.tsv.gz');
  await server?.close();
  await page.reload();
  await mawdi.tag(`${IN_YEMEN} وعاد الهدوء لاحقًا.`);
  expect(await mawdi.places()).toContain(VILLAGE);
  await openAbout(mawdi);
  await expect(packOf(mawdi, 'yemen')).toHaveAttribute('data-presence', 'installed');

  await packOf(mawdi, 'yemen').getByTestId('pack-remove').click();
  await expect(packOf(mawdi, 'yemen')).toHaveAttribute('data-presence', 'absent');
  await closeAbout(mawdi);
  await expect(mawdi.at('unresolved')).toContainText(VILLAGE);
  expect(mawdi.foreignRequests()).toEqual([]);
  expect(mawdi.errors).toEqual([]);
});

test('the download of a list can be stopped; damaged bytes are refused with a sentence', async ({ page }) => {
  const address = await serveOn(DIST);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  let isHeld = true;
  let release = () => {};
  await page.route('**/packs/egypt.tsv.gz*', async (route) => {
    if (isHeld) await new Promise<void>((resolve) => (release = resolve));
    await route.fulfill({ body: gzipSync('damaged') }).catch(() => undefined);
  });
  await openAbout(mawdi);
  const egypt = packOf(mawdi, 'egypt');
  await egypt.getByTestId('pack-add').click();
  await egypt.getByTestId('pack-cancel').click();
  await expect(egypt.getByTestId('pack-add')).toBeEnabled();
  isHeld = false;
  release();
  await egypt.getByTestId('pack-add').click();
  await expect(mawdi.at('notices')).toContainText('egypt.tsv.gz');
  await expect(egypt).toHaveAttribute('data-presence', 'absent');
});

test('the page about the data tells entries by country and level, sources and licences', async ({ page }) => {
  const address = await serveOn(DIST);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await openAbout(mawdi);
  const countries = () =>
    mawdi
      .at('place-counts')
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['country']));
  expect((await countries()).slice(0, 2)).toEqual(['IQ', 'SY']);
  await mawdi.at('sort-subdistrict').click();
  expect((await countries())[0]).toBe('MA');
  await mawdi.at('sort-name').click();
  expect((await countries())[0]).not.toBe('MA');
  await expect(mawdi.at('place-counts').locator('tr[data-country=SY]')).toContainText('سوريا');
  await expect(mawdi.at('place-sources').locator('tr[data-source=ocha]')).toContainText('CC BY-IGO');
  await expect(mawdi.at('ocha-note')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a newer list that is damaged on the host leaves the last good one in use, and the page says so', async ({
  page,
}) => {
  const address = await serveOn(DIST);
  const port = Number(new URL(address).port);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(IN_SYRIA);
  const good = sha256(readFileSync(listOf(DIST)));
  await expect.poll(() => storedLists(page)).toEqual([good]);
  await expect.poll(() => mawdi.storedPlaceFiles()).toContain('/gazetteer/side.tsv.gz');

  const next = nextVersion(DIST, 'second', renewList);
  const whole = readFileSync(listOf(next));
  writeFileSync(listOf(next), whole.subarray(0, 300_000));
  await serveOn(next, port);
  expect(await lookForUpdate(page)).toBe('installed');
  await mawdi.at('notices').getByRole('button', { name: 'استعمله الآن' }).click();
  await letOldWorkerRest(page);
  await expect(page.locator('html')).toHaveAttribute('data-version', 'second');
  expect(await storedLists(page)).toEqual([good]);

  await mawdi.tag(`${IN_SYRIA} وغادر مساء.`);
  expect(await mawdi.places()).toEqual(expect.arrayContaining(['حلب', 'منبج']));
  await expect(mawdi.at('notices')).toContainText('تالفة');
  await openAbout(mawdi);
  await expect(mawdi.at('earlier-list')).toContainText('القائمة السابقة');
  await closeAbout(mawdi);
  await mawdi.at('language').click();
  await openAbout(mawdi);
  await expect(mawdi.at('earlier-list')).toContainText('arrived damaged');
  expect(await storedLists(page)).toEqual([good]);

  // Once the host has it whole, the new one takes its place.
  writeFileSync(listOf(next), whole);
  await page.reload();
  await mawdi.tag(`${IN_SYRIA} وعاد صباحًا.`);
  await expect.poll(() => storedLists(page)).toEqual([sha256(whole)]);
  expect(mawdi.errors).toEqual([]);
});

test('a list that is damaged on the device is fetched again', async ({ page }) => {
  const address = await serveOn(DIST);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(IN_SYRIA);
  const good = sha256(readFileSync(listOf(DIST)));
  await expect.poll(() => storedLists(page)).toEqual([good]);
  await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((one) => one.startsWith('places-'));
    await (await caches.open(name)).put('/gazetteer/places.tsv.gz', new Response('damaged'));
  });
  await page.reload();
  await mawdi.tag(`${IN_SYRIA} وغادر مساء.`);
  expect(await mawdi.places()).toContain('منبج');
  expect(await storedLists(page)).toEqual([good]);
});
