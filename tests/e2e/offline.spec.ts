import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createServer } from '../../tools/server';
import { Mawdi } from './driver';
import { FIRST_TEXT, SECOND_TEXT } from './texts';

const DIST = join(import.meta.dirname, '../../dist');

test('after the first tagging everything works with the server gone', async ({ page }) => {
  const served: string[] = [];
  const server = createServer({ dir: DIST, onRequest: (path) => served.push(path) });
  const address = await server.listen(0);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(FIRST_TEXT);
  await mawdi.places();

  await server.close();
  served.length = 0;
  await page.reload();
  await expect(mawdi.at('text')).toContainText(FIRST_TEXT.slice(0, 30));
  expect(await mawdi.isIsolated()).toBe(true);
  await mawdi.tag(SECOND_TEXT);
  for (const { start, end, text } of await mawdi.mentions()) expect(text).toBe(SECOND_TEXT.slice(start, end));
  expect(await mawdi.places()).toContain('الرقة');

  expect(served).toEqual([]);
  expect(mawdi.foreignRequests()).toEqual([]);
  expect(mawdi.errors).toEqual([]);
});

test('every part of the model is fetched once, and never again', async ({ page }) => {
  const served: string[] = [];
  const server = createServer({ dir: DIST, onRequest: (path) => served.push(path) });
  const address = await server.listen(0);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(SECOND_TEXT);
  const shards = served.filter((path) => path.includes('/models/') && !path.endsWith('.json'));
  expect(shards.length).toBeGreaterThan(0);
  expect(new Set(shards).size).toBe(shards.length);

  served.length = 0;
  await page.reload();
  await mawdi.tag(FIRST_TEXT);
  expect(served.filter((path) => path.includes('/models/') && !path.endsWith('.json'))).toEqual([]);
  await server.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the map opens offline although nobody had looked at it before', async ({ page }) => {
    const server = createServer({ dir: DIST });
    const address = await server.listen(0);
    const mawdi = new Mawdi(page);
    await mawdi.open(address);
    await mawdi.tag(FIRST_TEXT);
    await expect.poll(() => mawdi.storedPlaceFiles()).toContain('/basemap/region.topo.json.gz');
    await server.close();
    await page.reload();
    await mawdi.at('pane-map').click();
    expect(await mawdi.places()).toContain('دمشق');
    await expect(mawdi.at('map')).toBeVisible();
    expect(await mawdi.storedPlaceFiles()).toContain('/gazetteer/places.tsv.gz');
    await expect(mawdi.at('notices')).toBeEmpty();
    expect(mawdi.errors).toEqual([]);
  });
});
