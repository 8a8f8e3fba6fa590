import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';
import { FIRST_TEXT } from './texts';

test('a first visitor pastes a text, sees who and where, and takes the table along', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.waitForModel('absent');
  await mawdi.tag(FIRST_TEXT);
  // Leaflet's own styles are there: without them the map is a heap of tiles over the page.
  await expect(page.locator('.leaflet-container')).toHaveCSS('overflow', 'hidden');

  const mentions = await mawdi.mentions();
  expect(mentions.length).toBeGreaterThan(5);
  for (const { start, end, text } of mentions) expect(text).toBe(FIRST_TEXT.slice(start, end));
  const labels = new Set(mentions.map((mention) => mention.label));
  expect(labels).toContain('LOC');
  expect(labels).toContain('PER');

  const places = await mawdi.places();
  expect(places).toContain('دمشق');
  expect(places).toContain('حلب');
  await expect(mawdi.at('map')).toBeVisible();

  const { rows, html } = await mawdi.copyTable('places');
  expect(rows.length).toBe(places.length + 1);
  expect(rows.flat()).toContain('دمشق');
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  expect(html).toContain('dir="rtl"');

  const csv = await mawdi.saveTable('mentions', 'csv');
  expect(readFileSync(csv.path, 'utf8')).toContain('دمشق');

  expect(mawdi.foreignRequests()).toEqual([]);
  expect(mawdi.errors).toEqual([]);
});

test('a reload brings the same text, names and places back', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.tag(FIRST_TEXT);
  const before = { mentions: await mawdi.mentions(), places: await mawdi.places() };
  await page.reload();
  await expect(mawdi.at('text')).toContainText(FIRST_TEXT.slice(0, 30));
  expect({ mentions: await mawdi.mentions(), places: await mawdi.places() }).toEqual(before);
});
