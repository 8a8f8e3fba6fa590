import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';

/** Sentences of a made-up file; `|` joins a word and its tag. GPE is no label of the model. */
const SENTENCES = [
  'زار الرئيس بشار|B-PER الأسد|I-PER مدينة حلب|B-GPE أمس .',
  'أعلنت منظمة|B-ORG الصحة|I-ORG العالمية|I-ORG ذلك في جنيف|B-GPE .',
  'وصل الوفد إلى دمشق|B-GPE ثم غادرها إلى بيروت|B-GPE .',
  'قال المتحدث إن الأمطار مستمرة .',
  'التقى أحمد|B-PER الشرع|I-PER وفدا من الأمم|B-ORG المتحدة|I-ORG .',
  'تقع الرقة|B-GPE على نهر الفرات|B-TIME .',
];
const toLines = (sentence: string) =>
  sentence
    .split(' ')
    .map((cell) => cell.split('|'))
    .map(([word, tag = 'O']) => `${word}\t${tag}\n`)
    .join('');
/** Several parts, so that the reading of the set can be interrupted between them. */
const FILE = Array.from({ length: 6 }, (_, i) =>
  ['-DOCSTART-\tO\n', ...SENTENCES.map((one) => toLines(one.replace('.', `${i} .`)))].join('\n'),
).join('\n');
const READY = { timeout: 120_000 };

async function scoreInNode(path: string) {
  const args = [
    'tsx',
    'tools/evaluate.ts',
    '--json',
    '--scheme',
    'anercorp',
    '--map',
    'GPE=LOC,TIME=none',
    path,
  ];
  const { stdout } = await promisify(execFile)('npx', args);
  return JSON.parse(stdout) as { sentences: number; strict: { f1: number }; interval: [number, number] };
}

test('a labelled file becomes a test set whose figures are those of the command line', async ({
  page,
}, testInfo) => {
  const path = testInfo.outputPath('anercorp-like.conll');
  await writeFile(path, FILE);
  const expected = await scoreInNode(path);
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('door-measure').click();
  await mawdi.at('test-set-input').setInputFiles(path);
  await expect(mawdi.at('count-sentences')).toHaveText('36');
  await expect(mawdi.at('count-parts')).toHaveText('6');
  // The name of the file tells the guideline; the labels that it does not have are asked about.
  await expect(mawdi.at('scheme-anercorp')).toBeChecked();
  await expect(mawdi.at('map-GPE')).toHaveValue('LOC');
  await expect(mawdi.at('map-TIME')).toHaveValue('');
  await mawdi.at('store-test-set').click();
  await expect(mawdi.at('load-test-set')).toHaveCount(0);

  // The tab is closed in the middle: what was read stays read, and the rest goes on.
  await expect
    .poll(
      () =>
        page.evaluate(() =>
          document.querySelector('[data-testid="model-status"]')?.getAttribute('data-state'),
        ),
      READY,
    )
    .toBe('ready');
  await page.reload();
  await mawdi.at('open-test-sets').click();
  await expect(mawdi.at('test-set')).toHaveAttribute('data-status', 'tagged', READY);
  await page.keyboard.press('Escape');

  await expect(mawdi.at('read-count')).toContainText('36');
  await expect(mawdi.at('figure-f1')).toHaveText(expected.strict.f1.toFixed(3), READY);
  const [low, high] = expected.interval;
  await expect(mawdi.at('interval-f1')).toHaveText(`${low.toFixed(3)}–${high.toFixed(3)}`);
  expect(expected.sentences).toBe(36);

  // The same file again is said to be here.
  await mawdi.at('open-test-sets').click();
  await mawdi.at('test-set-input').setInputFiles(path);
  await mawdi.at('store-test-set').click();
  await expect(mawdi.at('notices')).toContainText('anercorp-like');
  await expect(mawdi.at('test-set')).toHaveCount(1);
  expect(mawdi.errors).toEqual([]);
});

test('reading goes on after a reload although the page that left holds its lock for a while', async ({
  page,
}, testInfo) => {
  const path = testInfo.outputPath('anercorp-slow.conll');
  await writeFile(path, FILE);
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('door-measure').click();
  await mawdi.at('test-set-input').setInputFiles(path);
  await mawdi.at('store-test-set').click();
  await expect(mawdi.at('load-test-set')).toHaveCount(0);
  // Plays the page that left: on a busy machine it goes away seconds after the new one has come.
  const left = await page.context().newPage();
  await left.goto('favicon.svg');
  await left.evaluate(() => {
    void navigator.locks.request(
      'mawdi-queue',
      { mode: 'shared' },
      () => new Promise((gone) => setTimeout(gone, 8000)),
    );
  });
  await page.reload();
  await mawdi.at('open-test-sets').click();
  await expect(mawdi.at('test-set')).toHaveAttribute('data-status', 'tagged', READY);
});

test('a file with a mistake names its line, one with nested names asks which count', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('door-measure').click();
  const choose = (name: string, text: string) =>
    mawdi.at('test-set-input').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await choose('mistake.conll', 'حلب\tB-LOC\n\nدمشق\tLOC\n');
  await expect(mawdi.at('test-set-error')).toContainText('mistake.conll');
  await expect(mawdi.at('test-set-error')).toContainText('3');
  await expect(mawdi.at('test-set-error')).toContainText('B-LOC');
  await page.keyboard.press('Escape');
  await expect(mawdi.at('load-test-set')).toHaveCount(0);

  await choose('nested.conll', 'جامعة\tB-ORG\tO\nدمشق\tI-ORG\tB-LOC\n\n'.repeat(12));
  await expect(mawdi.at('count-mentions')).toHaveText('12');
  await expect(mawdi.at('file-label')).toHaveAttribute('data-label', 'ORG');
  await mawdi.at('nesting-inner').check();
  await expect(mawdi.at('file-label')).toHaveAttribute('data-label', 'LOC');
  await mawdi.at('nesting-refuse').click();
  await expect(mawdi.at('load-test-set')).toHaveCount(0);
  await expect(mawdi.at('test-set')).toHaveCount(0);
});
