import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';
import { FIRST_TEXT } from './texts';

test('a plain host without headers, under a sub-path: the service worker isolates the page', async ({
  page,
}) => {
  let loads = 0;
  page.on('load', () => loads++);
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await page.waitForFunction(() => crossOriginIsolated);
  expect(loads).toBe(2);
  await mawdi.tag(FIRST_TEXT);
  for (const { start, end, text } of await mawdi.mentions()) expect(text).toBe(FIRST_TEXT.slice(start, end));
  expect(await mawdi.places()).toContain('دمشق');

  await page.context().setOffline(true);
  await page.reload();
  await expect(mawdi.at('text')).toContainText(FIRST_TEXT.slice(0, 30));
  expect(await mawdi.isIsolated()).toBe(true);
  expect(mawdi.foreignRequests()).toEqual([]);
  expect(mawdi.errors).toEqual([]);
});
