import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { Mawdi } from './driver';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

async function openTool(page: Page, tool: 'queue' | 'rerun' | 'register'): Promise<Mawdi> {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await expect(mawdi.at('mention').first()).toBeAttached();
  await mawdi.at('door-correct').click();
  await mawdi.at(`correct-${tool}`).click();
  return mawdi;
}

test.describe('the review queue', () => {
  test.use({ locale: 'en' });

  test('is worked through by keyboard alone, and undone after a reload', async ({ page }) => {
    const mawdi = await openTool(page, 'queue');
    const left = async () => Number((await mawdi.at('queue-left').textContent())?.replace(/\D/g, ''));
    await expect(mawdi.at('queue-card')).toBeVisible();
    const all = await left();
    // The pane has the focus as soon as its tab was chosen.
    await page.keyboard.press('a');
    await expect.poll(left).toBe(all - 1);
    await page.keyboard.press('x');
    await expect.poll(left).toBe(all - 2);
    await page.keyboard.press('3');
    await expect.poll(left).toBe(all - 3);
    await expect(page.locator('[aria-live]').filter({ hasText: /by the model/ })).toHaveCount(1);
    const verdict = await mawdi.at('queue-verdict').textContent();
    await page.keyboard.press('j');
    await expect(mawdi.at('queue-verdict')).not.toHaveText(verdict ?? '');
    await page.keyboard.press('k');
    await expect(mawdi.at('queue-verdict')).toHaveText(verdict ?? '');

    // The text shows the name, selected and ready to be edited.
    const name = await mawdi.at('queue-verdict').locator('strong').textContent();
    await page.keyboard.press('o');
    await expect(mawdi.at('work-text').locator('.mention.selected')).toContainText(name ?? '');

    await page.reload();
    await expect(mawdi.at('work-text')).toBeVisible();
    await mawdi.at('correct-queue').click();
    await expect.poll(left).toBe(all - 3);
    for (const count of [all - 2, all - 1, all]) {
      await page.keyboard.press('Control+z');
      await expect.poll(left).toBe(count);
    }
  });
});

test.describe('a new run', () => {
  test.use({ locale: 'en' });

  test('of another scheme leaves the corrections and asks about the conflicts', async ({ page }) => {
    const mawdi = await openTool(page, 'queue');
    await expect(mawdi.at('queue-card')).toBeVisible();
    // Whatever is there, it is something else to this person.
    const all = Number((await mawdi.at('queue-left').textContent())?.replace(/\D/g, ''));
    for (let i = 1; i <= 4; i++) {
      await page.keyboard.press('4');
      await expect(mawdi.at('queue-left')).toHaveText(`${all - i} left`);
    }
    await mawdi.at('correct-rerun').click();
    await mawdi.at('rerun-scheme').selectOption('anercorp');
    await mawdi.at('rerun-start').click();
    await expect(mawdi.at('rerun-kind')).toContainText('ANERcorp', { timeout: 120_000 });
    const counts = async () => ({
      kept: Number(await mawdi.at('rerun-kept').textContent()),
      agreeing: Number(await mawdi.at('rerun-agreeing').textContent()),
      conflicting: Number(await mawdi.at('rerun-conflicting').textContent()),
    });
    const { kept, agreeing, conflicting } = await counts();
    expect(kept + agreeing + conflicting).toBe(4);
    expect(await violations(page)).toEqual([]);
    for (let rest = conflicting - 1; rest >= 0; rest--) {
      await mawdi.at(rest % 2 === 0 ? 'keep-mine' : 'take-new').click();
      await expect.poll(async () => (await counts()).conflicting).toBe(rest);
    }
    await expect(mawdi.at('rerun-done')).toBeVisible();
  });
});

test.describe('the register', () => {
  test('proposes, merges and takes back', async ({ page }) => {
    const mawdi = await openTool(page, 'register');
    await mawdi.at('proposals-count').click();
    const proposals = mawdi.at('proposal');
    await expect(proposals.first()).toBeVisible();
    const before = await proposals.count();
    const entries = await mawdi.at('register-entry').count();
    expect(await violations(page)).toEqual([]);
    await mawdi.at('proposal-merge').first().click();
    await expect(mawdi.at('register-entry')).toHaveCount(entries - 1);
    await expect(proposals).toHaveCount(before - 1);
    await mawdi.at('register-undo').click();
    await expect(mawdi.at('register-entry')).toHaveCount(entries);
    await expect(proposals).toHaveCount(before);

    await mawdi.at('register-entry').first().click();
    await mawdi.at('register-english').fill('Dawn Battalion');
    await mawdi.at('register-english-save').click();
    await expect(mawdi.at('register-entry').first()).toContainText('Dawn Battalion');
    expect(await violations(page)).toEqual([]);
    await mawdi.at('register-search').fill('dawn');
    await expect(mawdi.at('register-entry')).toHaveCount(1);
  });
});

test.describe('the list of keys', () => {
  test.use({ locale: 'en' });

  test('opens on ?, changes a key, refuses one in use, and is remembered', async ({ page }) => {
    const mawdi = new Mawdi(page);
    await mawdi.open();
    await mawdi.at('text').focus();
    await page.keyboard.press('Shift+Slash');
    const row = page.locator('[data-action="newText"]');
    await row.getByTestId('change-key').click();
    await page.keyboard.press('x');
    await expect(mawdi.at('key-refused')).toContainText('Reject the name');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('q');
    await expect(row.locator('kbd')).toHaveText('Q');
    await page.keyboard.press('Escape');
    await expect(row).toHaveCount(0);
    await page.reload();
    await expect(mawdi.at('text')).toBeVisible();
    await mawdi.at('text').focus();
    await page.keyboard.press('n');
    await expect(mawdi.at('paste')).toHaveCount(0);
    await page.keyboard.press('q');
    await expect(mawdi.at('paste')).toBeVisible();
  });
});
