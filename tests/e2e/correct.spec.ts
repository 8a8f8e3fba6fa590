import { expect, test, type Page } from '@playwright/test';
import { Mawdi } from './driver';

/** The sample is there from the first visit, with the result stored beside it: no model is needed to correct it. */
async function openCorrect(page: Page): Promise<Mawdi> {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await expect(mawdi.at('mention').first()).toBeVisible();
  await mawdi.at('door-correct').click();
  await expect(mawdi.at('work-text')).toBeVisible();
  await expect(mawdi.at('mention').first()).toBeAttached();
  await mawdi.at('work-text').focus();
  return mawdi;
}

const shown = async (mawdi: Mawdi) => (await mawdi.mentions()).map(({ text, label }) => `${text} ${label}`);
/** As a keyboard with the Arabic 101 layout sends a letter: another sign on the same physical key. */
async function pressArabic(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([c, k]) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { code: c, key: k, bubbles: true, cancelable: true }),
      ),
    [code, key] as const,
  );
}

test('a text is corrected by keyboard alone, read sentence by sentence, and keeps it over a reload', async ({
  page,
}) => {
  const mawdi = await openCorrect(page);
  const before = await shown(mawdi);
  await page.keyboard.press('KeyJ');
  const first = (await mawdi.at('edit-selected').textContent()) ?? '';
  expect(first).not.toBe('');
  await page.keyboard.press('Digit3');
  await expect(mawdi.at('edit-origin')).toHaveText('من صنع اليد');
  expect((await shown(mawdi))[0]).toBe(`${first} ORG`);

  // A name that the model did not see: the word behind it, widened in reading order, then labelled.
  await page.keyboard.press('KeyU');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  const words = (await mawdi.at('edit-selected').textContent()) ?? '';
  expect(words.split(' ')).toHaveLength(2);

  // On an Arabic layout the key J writes another letter: the physical key counts.
  await pressArabic(page, 'KeyJ', 'ت');
  await pressArabic(page, 'KeyX', 'ء');
  await expect.poll(async () => (await shown(mawdi)).length).toBe(before.length - 1);

  await page.keyboard.press('KeyR');
  await expect(mawdi.at('read-progress')).toContainText('1');
  const after = await shown(mawdi);
  await page.reload();
  await expect(mawdi.at('work-text')).toBeVisible();
  await expect.poll(() => shown(mawdi)).toEqual(after);

  // Everything is taken back, step by step.
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Control+KeyZ');
    await page.waitForTimeout(150);
  }
  await expect.poll(() => shown(mawdi)).toEqual(before);
  await expect(mawdi.at('undo')).toBeDisabled();
  await page.keyboard.press('Control+KeyY');
  await expect.poll(async () => (await shown(mawdi))[0]).toBe(`${first} ORG`);
  expect(mawdi.errors).toEqual([]);
});

test('borders, split, join and stem; overlaps are refused with a sentence', async ({ page }) => {
  const mawdi = await openCorrect(page);
  // A name of at least two words.
  const long = (await mawdi.mentions()).find(({ text }) => text.split(' ').length >= 3);
  if (!long) throw new Error('the sample has no long name');
  await page.locator(`[data-testid="mention"][data-start="${long.start}"]`).click();
  const selected = mawdi.at('edit-selected');
  await expect(selected).toHaveText(long.text);
  await page.keyboard.press('Shift+BracketLeft');
  const shorter = long.text.split(' ').slice(0, -1).join(' ');
  await expect(selected).toHaveText(shorter);
  await page.keyboard.press('Shift+BracketRight');
  await expect(selected).toHaveText(long.text);
  await page.keyboard.press('KeyS');
  await expect
    .poll(async () => (await shown(mawdi)).some((name) => name.startsWith(`${shorter} `)))
    .toBe(true);
  await page.locator(`[data-testid="mention"][data-start="${long.start}"]`).click();
  await page.keyboard.press('KeyG');
  await expect(selected).toHaveText(long.text);

  // Growing over a neighbour that a person confirmed is refused.
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('KeyA');
  await expect(mawdi.at('edit-origin')).toHaveText('مؤكَّد');
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('BracketLeft');
    await page.waitForTimeout(60);
    if (await mawdi.at('notices').getByRole('button').count()) break;
  }
  await expect(mawdi.at('notices')).toContainText(long.text.split(' ').at(-1) ?? '');
});

test('the same name elsewhere is marked in one step after a list that a person looks through', async ({
  page,
}) => {
  const mawdi = await openCorrect(page);
  await mawdi.page.locator('[data-testid="mention"][data-label="LOC"]').first().click();
  await page.keyboard.press('Digit4');
  await expect(mawdi.at('edit-origin')).toHaveText('من صنع اليد');
  await page.keyboard.press('KeyP');
  await expect(mawdi.at('same-apply')).toBeEnabled();
  const count = await mawdi.at('same-name').count();
  expect(count).toBeGreaterThan(1);
  const name = (await mawdi.at('edit-selected').textContent()) ?? '';
  await mawdi.at('same-apply').click();
  await expect
    .poll(async () => (await shown(mawdi)).filter((one) => one === `${name} MISC`).length)
    .toBeGreaterThan(1);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(async () => (await shown(mawdi)).filter((one) => one === `${name} MISC`).length).toBe(1);
});

test('names, map and tables follow what was corrected', async ({ page }) => {
  const mawdi = await openCorrect(page);
  const places = async () => (await mawdi.mentions()).filter(({ label }) => label === 'LOC');
  const before = (await places()).length;
  await mawdi.page.locator('[data-testid="mention"][data-label="LOC"]').first().click();
  await page.keyboard.press('KeyX');
  await expect.poll(async () => (await places()).length).toBe(before - 1);
  const after = await places();
  await mawdi.at('door-read').click();
  await expect.poll(places).toEqual(after);
});

test('a place that a person adds comes onto the map', async ({ page }) => {
  const mawdi = await openCorrect(page);
  await page
    .locator('[data-testid="mention"]', { hasText: /^مجلس منبج العسكري$/ })
    .first()
    .click();
  await page.keyboard.press('BracketRight');
  await page.keyboard.press('Shift+BracketLeft');
  await expect(mawdi.at('edit-selected')).toHaveText('منبج');
  await page.keyboard.press('Digit2');
  await mawdi.at('door-read').click();
  const row = mawdi.at('place').filter({ hasText: 'منبج' }).first();
  await expect(row).toBeVisible();
  const mentions = (await mawdi.mentions()).filter(({ text, label }) => text === 'منبج' && label === 'LOC');
  // Every mention has its link again, the new one among them.
  await expect(row).toContainText(String(mentions.length));
});

test('blind review hides the marks of the model until it is done', async ({ page }) => {
  const mawdi = await openCorrect(page);
  await mawdi.at('blind').check();
  await expect(mawdi.at('mention')).toHaveCount(0);
  await mawdi.at('finish').click();
  await expect(mawdi.at('mention').first()).toBeAttached();
});

test('many are accepted in one step, which reads no sentence and is undone in one', async ({ page }) => {
  const mawdi = await openCorrect(page);
  await mawdi.at('bulk').locator('summary').click();
  await mawdi.at('bulk-by-score').click();
  await mawdi.at('bulk-score').fill('50');
  await mawdi.at('bulk-accept').click();
  const bulk = page.locator('[data-testid="mention"][data-origin="bulk"]');
  await expect.poll(() => bulk.count()).toBeGreaterThan(10);
  await expect(mawdi.at('read-progress')).toContainText('0');
  await mawdi.at('undo').click();
  await expect(bulk).toHaveCount(0);
  await expect(mawdi.at('undo')).toBeDisabled();
});

test('the list of doubtful names goes on where it was after another tool was in front', async ({ page }) => {
  const mawdi = await openCorrect(page);
  await mawdi.at('correct-queue').click();
  const left = async () => Number(((await mawdi.at('queue-left').textContent()) ?? '').replace(/\D/g, ''));
  await expect(mawdi.at('queue-card')).toBeVisible();
  const before = await left();
  await mawdi.at('correct-tools').click();
  await expect(mawdi.at('edit-bar')).toBeVisible();
  await mawdi.at('correct-queue').click();
  await expect(mawdi.at('queue')).toBeFocused();
  await page.keyboard.press('KeyA');
  await expect.poll(left).toBe(before - 1);
  expect(mawdi.errors).toEqual([]);
});
