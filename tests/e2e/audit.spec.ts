import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';
import { violations } from './violations';

test('an audit by keyboard alone: drawn, tagged blind, broken off, finished, copied', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await expect(mawdi.at('mention').first()).toBeVisible();
  await mawdi.at('door-measure').click();
  await mawdi.at('open-audit').first().focus();
  await page.keyboard.press('Enter');
  await expect(mawdi.at('audit-start')).toBeEnabled();
  expect(await violations(page)).toEqual([]);
  await mawdi.at('audit-size').fill('4');
  await mawdi.at('audit-seed').fill('5');
  await page.keyboard.press('Enter');

  await expect(mawdi.at('audit-words')).toBeFocused();
  const first = (await mawdi.at('audit-word').allTextContents()).join(' ');
  // Nothing of what the model found is on show.
  await expect(mawdi.at('audit-mark')).toHaveCount(0);
  await expect(mawdi.at('mention')).toHaveCount(0);

  // Two words in reading order, from right to left; the third is taken in and given up again.
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Digit3');
  const words = await mawdi.at('audit-word').allTextContents();
  await expect(mawdi.at('audit-mark')).toHaveAttribute('data-label', 'ORG');
  await expect(mawdi.at('audit-mark')).toContainText(words.slice(0, 2).join(' '));
  await page.keyboard.press('Home');
  await page.keyboard.press('Digit2');
  await expect(mawdi.at('audit-mark')).toHaveAttribute('data-label', 'LOC');
  await page.keyboard.press('Delete');
  await expect(mawdi.at('audit-mark')).toHaveCount(0);
  await page.keyboard.press('Control+KeyZ');
  await expect(mawdi.at('audit-mark')).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(mawdi.at('audit-progress')).toContainText('1');

  await page.reload();
  await mawdi.at('open-audit').first().click();
  await mawdi.at('audit-resume').click();
  await expect(mawdi.at('audit-at')).toContainText('2');
  expect((await mawdi.at('audit-word').allTextContents()).join(' ')).not.toBe(first);
  for (let i = 2; i <= 4; i++) {
    await expect(mawdi.at('audit-at')).toContainText(String(i));
    await expect(mawdi.at('audit-words')).toBeFocused();
    await page.keyboard.press('Digit2');
    await expect(mawdi.at('audit-mark')).toHaveCount(1);
    await page.keyboard.press('Enter');
  }
  await expect(mawdi.at('audit-sentence-says')).toContainText(/100.*\(.*–.*\)/);
  await expect(mawdi.at('audit-figures').last()).toHaveAttribute('data-label', 'all');
  expect(await violations(page)).toEqual([]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await mawdi.at('audit-copy').click();
  await expect(mawdi.at('notices')).toContainText('نُسخت');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(await mawdi.at('audit-method').innerText());

  // The audit is no gold of the work: nothing in the text is confirmed or read.
  await mawdi.at('door-correct').click();
  await expect(mawdi.at('read-progress')).toContainText('0');
  expect(mawdi.errors).toEqual([]);
});

test('words are chosen with the mouse, and a mark is taken off by its button', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('door-measure').click();
  await mawdi.at('open-audit').first().click();
  await mawdi.at('audit-start').click();
  const words = mawdi.at('audit-word');
  await words.nth(1).hover();
  await page.mouse.down();
  await words.nth(2).hover();
  await page.mouse.up();
  await mawdi.at('audit-label-PER').click();
  await expect(mawdi.at('audit-mark')).toHaveAttribute('data-label', 'PER');
  await expect(mawdi.at('audit-words')).toBeFocused();
  await mawdi.at('audit-mark').getByRole('button').click();
  await expect(mawdi.at('audit-mark')).toHaveCount(0);
});
