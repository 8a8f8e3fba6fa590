import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { Mawdi } from './driver';
import { measuredProject, type TaggedSentence } from './measured-project';

/** Names that the model misses, the first the most often. */
const MISSED = [
  'منبج',
  'تدمر',
  'الرقة',
  'إدلب',
  'عفرين',
  'الباب',
  'جرابلس',
  'تل أبيض',
  'القامشلي',
  'السويداء',
];

/** Sentences of a small labelled file: one name right in each, one missed in most, here and there a wrong kind. */
const sentences: TaggedSentence[] = MISSED.flatMap((name, i) =>
  Array.from({ length: MISSED.length - i }, (_, k): TaggedSentence => {
    const words = ['زار', 'سامر', 'مدينة', ...name.split(' '), 'في', 'اليوم', String(i * 20 + k), '.'];
    const names = name.split(' ').map((_word, w) => (w === 0 ? 'B-LOC' : 'I-LOC'));
    const gold = ['O', 'B-PER', 'O', ...names, 'O', 'O', 'O', 'O'];
    const predicted = gold.map((tag) => (tag.endsWith('LOC') ? 'O' : tag));
    if (k === 0) predicted[1] = 'B-ORG';
    return { words, gold, predicted, other: i % 2 === 0 ? gold : predicted };
  }),
);

async function openProject(page: Page, texts: Parameters<typeof measuredProject>[0]): Promise<Mawdi> {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('project-file').setInputFiles({
    name: 'measured.mawdi.json',
    mimeType: 'application/json',
    buffer: Buffer.from(measuredProject(texts)),
  });
  await expect(mawdi.at('notices')).toContainText('1');
  return mawdi;
}

const labelledFile = [{ title: 'ملف موسوم', testSet: 'labelled.conll', sentences }];

test('the ten most frequent missed names are there in three clicks, each with its places in context', async ({
  page,
}) => {
  const mawdi = await openProject(page, labelledFile);
  await mawdi.at('door-measure').click();
  await expect(mawdi.at('figure-recall')).toHaveText('0.409');
  await expect(mawdi.at('missed').getByTestId('error-name').locator('.name')).toHaveText(MISSED);
  await mawdi.at('missed').getByTestId('error-name').first().click();
  await expect(mawdi.at('in-context')).toHaveCount(10);
  await mawdi.at('in-context').nth(1).click();
  await expect(mawdi.at('text')).toBeVisible();
  await expect(mawdi.at('text')).toContainText('منبج');
});

test('a cell of the matrix opens its mentions, and pictures can be saved', async ({ page }) => {
  const mawdi = await openProject(page, labelledFile);
  await mawdi.at('door-measure').click();
  await mawdi.at('view-errors').click();
  await mawdi
    .at('matrix-table')
    .getByRole('button', { name: /10.*منظمات/ })
    .click();
  await expect(mawdi.at('in-context')).toHaveCount(10);
  await expect(mawdi.at('mentions')).toContainText('سامر');

  await mawdi.at('matrix-picture').click();
  await expect(mawdi.at('picture-matrix').locator('svg')).toHaveAttribute('direction', 'rtl');
  const download = page.waitForEvent('download');
  await mawdi.at('save-matrix').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('matrix.svg');
  const svg = readFileSync(await file.path(), 'utf8');
  expect(svg).toContain('<svg');
  expect(svg).not.toContain('var(');
});

test('two schemes are compared after a question, with the threshold curve beside', async ({ page }) => {
  const mawdi = await openProject(page, labelledFile);
  await mawdi.at('door-measure').click();
  await mawdi.at('view-compare').click();
  await mawdi.at('allow').click();
  await expect(mawdi.at('verdict')).toContainText('الثاني');
  await expect(mawdi.at('run-b')).toContainText('0.');
  await expect(mawdi.at('disagreements').getByTestId('in-context').first()).toBeVisible();
  await mawdi.at('view-threshold').click();
  await expect(mawdi.at('picture-threshold').locator('svg')).toBeVisible();
});

test('two people are compared by what each of them left', async ({ page }) => {
  const readers = [
    { actor: 'سلمى', deviceId: 'device-one' },
    { actor: 'عمر', deviceId: 'device-two' },
  ];
  const mawdi = await openProject(page, [{ title: 'نص لاثنين', sentences, readers }]);
  await mawdi.at('door-measure').click();
  await expect(mawdi.at('headline')).toBeVisible();
  await mawdi.at('view-compare').click();
  await mawdi.at('compare-people').click();
  await expect(mawdi.at('agreement')).toHaveText(/^0\.\d{3}$/);
  await expect(mawdi.at('kappa')).toHaveText(/^0\.\d{3}$/);
  await expect(mawdi.at('disagreements').getByTestId('in-context').first()).toBeVisible();
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

for (const [locale, colorScheme, width] of [
  ['ar', 'light', 1440],
  ['en', 'dark', 1440],
  ['ar', 'dark', 390],
] as const)
  test.describe(`${locale}, ${colorScheme}, ${width} pixels`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 844 } });

    test('axe finds nothing in any view, and nothing sticks out', async ({ page }) => {
      const mawdi = await openProject(page, labelledFile);
      await mawdi.at('door-measure').click();
      await expect(mawdi.at('interval-f1')).toBeVisible();
      for (const view of ['scores', 'errors', 'threshold', 'compare'] as const) {
        await mawdi.at(`view-${view}`).click();
        if (view === 'errors') await mawdi.at('matrix-picture').click();
        if (view === 'compare') await expect(mawdi.at('allow')).toBeVisible();
        expect(await violations(page), view).toEqual([]);
        // The door scrolls by itself, so what sticks out would not widen the page.
        const overflow = await mawdi
          .at('measure')
          .evaluate((main) =>
            Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth),
          );
        expect(overflow, view).toBeLessThanOrEqual(0);
      }
      await mawdi.at('allow').click();
      await expect(mawdi.at('verdict')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await mawdi.at('view-scores').click();
      await mawdi.at('error-name').first().click();
      await expect(mawdi.at('mentions')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
