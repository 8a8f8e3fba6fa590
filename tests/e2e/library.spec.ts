import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { Mawdi } from './driver';
import { FIRST_TEXT, SECOND_TEXT } from './texts';

/** Opens the page and keeps the model from being fetched: these tests are about texts, not about names. */
async function openWithoutModel(page: Page): Promise<Mawdi> {
  await page.context().route('**/models/*/onnx/**', (route) => route.abort());
  const mawdi = new Mawdi(page);
  await mawdi.open();
  return mawdi;
}
const titles = (mawdi: Mawdi) => mawdi.at('document').locator('.title').allTextContents();

test('a line of ===== parts two articles; the same text again is announced, not stored twice', async ({
  page,
}) => {
  const mawdi = await openWithoutModel(page);
  await mawdi.fillNew(`${FIRST_TEXT}\n=====\n${SECOND_TEXT}`);
  await mawdi.at('tag').click();
  await expect(mawdi.at('document')).toHaveCount(3);
  expect(await titles(mawdi)).toEqual(expect.arrayContaining(['افتتاح مدرسة في الرقة']));
  await mawdi.fillNew(SECOND_TEXT.replace('مدرسةً', 'مدرسة'));
  await mawdi.at('tag').click();
  await expect(mawdi.at('notices')).toContainText('افتتاح مدرسة في الرقة');
  await expect(mawdi.at('document')).toHaveCount(3);
});

test('proposed cuts are stored only after they are confirmed, and can be taken away', async ({ page }) => {
  const mawdi = await openWithoutModel(page);
  const dated = SECOND_TEXT.replace('\n\n', '\n\n12 تشرين الأول 2025\n').concat(
    ' ولم تُعلن البلدية بعد عن موعد افتتاح المدرسة الثانية في الحي الشمالي من المدينة.',
  );
  await mawdi.fillNew(`${FIRST_TEXT}\n\n${dated}`);
  await mawdi.at('tag').click();
  await expect(mawdi.at('cut-preview')).toBeVisible();
  await expect(mawdi.at('cut-preview').locator('.part')).toHaveCount(2);
  await expect(mawdi.at('document')).toHaveCount(1);
  await mawdi.at('cut-remove').click();
  await expect(mawdi.at('cut-preview').locator('.part')).toHaveCount(1);
  await mawdi.at('one-article').click();
  await expect(mawdi.at('document')).toHaveCount(2);
});

test('search folds spelling, or not, and shows the sentence; the result opens in the text', async ({
  page,
}) => {
  const mawdi = await openWithoutModel(page);
  await mawdi.at('search').fill('الرقه');
  const results = mawdi.at('search-results').getByRole('button');
  await expect(results.first()).toContainText('الرقة');
  await mawdi.at('search-exact').check();
  await expect(results).toHaveCount(0);
  await mawdi.at('search').fill('الرقة');
  await results.first().click();
  await expect(mawdi.at('text')).toContainText('الرقة');
});

test('a deleted text comes back by undo; another tab sees both at once', async ({ page, context }) => {
  const mawdi = await openWithoutModel(page);
  const other = new Mawdi(await context.newPage());
  await other.open();
  await expect(other.at('document')).toHaveCount(1);
  await mawdi.at('document').hover();
  await mawdi.at('delete').click();
  await expect(mawdi.at('document')).toHaveCount(0);
  await expect(other.at('document')).toHaveCount(0);
  await mawdi.at('notices').getByRole('button').first().click();
  await expect(mawdi.at('document')).toHaveCount(1);
  await expect(other.at('document')).toHaveCount(1);
  await mawdi.at('document').hover();
  await mawdi.at('rename').click();
  await mawdi.at('rename-field').fill('اسم آخر');
  await page.keyboard.press('Enter');
  await expect(other.at('document')).toContainText('اسم آخر');
});

test('the slider, the legend and the block that is not counted decide what is shown', async ({ page }) => {
  const mawdi = await openWithoutModel(page);
  const mentions = mawdi.at('mention');
  const all = await mentions.count();
  await mawdi.at('legend-PER').click();
  await expect(mentions.and(page.locator('[data-label="PER"]'))).toHaveCount(0);
  await mawdi.at('legend-PER').click();
  await expect(mentions).toHaveCount(all);
  await mawdi.at('threshold').fill('95');
  await expect.poll(() => mentions.count()).toBeLessThan(all);
  const shown = await mentions.count();
  await expect(mawdi.at('shown-count')).toContainText(String(shown));
  await page.reload();
  await expect(mentions).toHaveCount(shown);
  await mawdi.at('threshold').fill('0');
  await mawdi.at('text').focus();
  await page.keyboard.press('KeyB');
  await expect(mentions).toHaveCount(all + 1);
  await expect(mawdi.at('text').locator('.side')).toHaveCount(0);
});

test('a saved page is read with its title, outlet and date', async ({ page }) => {
  const mawdi = await openWithoutModel(page);
  await mawdi.at('new').click();
  const html = `<html><head><title>x</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"اجتماع في درعا","datePublished":"2025-03-04","publisher":{"name":"صحيفة الوادي"}}</script></head>
    <body><nav>قائمة</nav><article><h1>اجتماع في درعا</h1>${FIRST_TEXT.split('\n\n')
      .slice(1)
      .map((p) => `<p>${p}</p>`)
      .join('')}</article></body></html>`;
  await mawdi.at('file-input').setInputFiles([
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(html) },
    { name: 'broken.docx', mimeType: 'application/zip', buffer: Buffer.from('PK') },
  ]);
  await expect(mawdi.at('document')).toHaveCount(2);
  await expect(mawdi.at('title')).toHaveText('اجتماع في درعا');
  await expect(mawdi.at('document').first()).toContainText('صحيفة الوادي');
  await expect(mawdi.at('notices')).toContainText('broken.docx');
  await expect(mawdi.at('text')).not.toContainText('قائمة');
});

test('a saved project opens on another device, and opening it twice changes nothing', async ({
  page,
  browser,
  baseURL,
}) => {
  const mawdi = await openWithoutModel(page);
  await mawdi.fillNew(SECOND_TEXT);
  await mawdi.at('tag').click();
  await expect(mawdi.at('document')).toHaveCount(2);
  const download = page.waitForEvent('download');
  await mawdi.at('save-project').click();
  const file = await (await download).path();
  const buffer = await readFile(file);

  const context = await browser.newContext({ locale: 'ar', ...(baseURL ? { baseURL } : {}) });
  const other = await openWithoutModel(await context.newPage());
  for (let time = 0; time < 2; time++) {
    await other
      .at('project-file')
      .setInputFiles({ name: 'p.mawdi.json', mimeType: 'application/json', buffer });
    await expect(other.at('document')).toHaveCount(2);
  }
  expect(await titles(other)).toEqual(await titles(mawdi));
  await other
    .at('project-file')
    .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(other.at('notices')).toContainText('p.json');
  await expect(other.at('document')).toHaveCount(2);
  await context.close();
});
