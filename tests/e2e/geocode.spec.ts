import { readFile } from 'node:fs/promises';
import { expect, test, type Download } from '@playwright/test';
import { readSheetFile, type SheetFile } from '../../src/exchange';
import { windows1256, workbookOf } from '../unit/exchange/sheet/tables';
import { Mawdi } from './driver';
import { violations } from './violations';

const PLACE_COLUMNS = [
  ...(['place_ar', 'place_en', 'adm1_ar', 'adm1_pcode', 'adm2_ar', 'adm2_pcode', 'adm3_ar'] as const),
  ...(['adm3_pcode', 'lat', 'lon', 'level', 'certainty', 'uncertainty_m', 'candidates', 'reviewed'] as const),
] as const;

const CSV = [
  'الرقم;الموقع;ملاحظة',
  '001;الأتارب، ريف حلب الغربي;"س; ""ص"""',
  '002;منبج والباب;=1+1',
  '003;الجديدة;',
  '004;غير محدد;-3',
  '005;الجديدة;',
  '',
].join('\r\n');

async function drop(mawdi: Mawdi, name: string, bytes: Uint8Array): Promise<void> {
  await mawdi.page.evaluate(
    ([fileName, base64]) => {
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      const target = document.querySelector('dialog [data-testid="table-work"]') ?? document.body;
      target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
}

async function tableOf(download: Download): Promise<SheetFile> {
  const bytes = new Uint8Array(await readFile(await download.path()));
  const read = await readSheetFile(bytes, download.suggestedFilename());
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

/** Presses a button that saves, and reads the files that come. */
async function save(
  mawdi: Mawdi,
  testId: string,
  count: number,
): Promise<{ name: string; table: SheetFile }[]> {
  const downloads: Download[] = [];
  const take = (download: Download) => downloads.push(download);
  mawdi.page.on('download', take);
  await mawdi.at(testId).click();
  await expect.poll(() => downloads.length).toBe(count);
  mawdi.page.off('download', take);
  return Promise.all(
    downloads.map(async (download) => ({
      name: download.suggestedFilename(),
      table: await tableOf(download),
    })),
  );
}

test('completes a dropped CSV in windows-1256; the queue is worked by keyboard', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await drop(mawdi, 'أحداث.csv', windows1256(CSV));
  await expect(mawdi.at('table-preview')).toContainText('الأتارب');
  await expect(mawdi.at('column-text')).toHaveValue('1');
  await expect(mawdi.at('column-id')).toHaveValue('0');
  expect(await violations(page)).toEqual([]);
  await mawdi.at('table-start').click();
  await expect(mawdi.at('count-rows')).toContainText(/5|٥/);
  expect(await violations(page)).toEqual([]);

  // The queue has the focus: another candidate for both rows of the same text, taken back, then none of them.
  await expect(mawdi.at('table-card')).toContainText('الجديدة');
  const second = await mawdi.at('table-candidate').nth(1).locator('bdi').innerText();
  await page.keyboard.press('2');
  await expect(mawdi.at('table-queue')).not.toContainText('الجديدة');
  await page.keyboard.press('Control+z');
  await expect(mawdi.at('table-card')).toContainText('الجديدة');
  await page.keyboard.press('2');
  await expect(mawdi.at('count-reviewed')).toContainText(/2|٢/);

  const files = await save(mawdi, 'table-save-csv', 2);
  expect(files.map(({ name }) => name)).toEqual(['أحداث-completed.csv', 'أحداث-places.csv']);
  const [completed, several] = files.map(({ table }) => table);
  expect(completed?.delimiter).toBe(';');
  const rows = completed?.sheets[0]?.rows ?? [];
  expect(rows[0]).toEqual(['الرقم', 'الموقع', 'ملاحظة', ...PLACE_COLUMNS]);
  expect(rows.map((row) => row.slice(0, 3))).toEqual([
    ['الرقم', 'الموقع', 'ملاحظة'],
    ['001', 'الأتارب، ريف حلب الغربي', 'س; "ص"'],
    ['002', 'منبج والباب', '=1+1'],
    ['003', 'الجديدة', ''],
    ['004', 'غير محدد', '-3'],
    ['005', 'الجديدة', ''],
  ]);
  const cell = (row: number, column: (typeof PLACE_COLUMNS)[number]) =>
    rows[row]?.[3 + PLACE_COLUMNS.indexOf(column)];
  expect([cell(1, 'place_ar'), cell(1, 'adm1_ar'), cell(1, 'adm1_pcode')]).toEqual([
    'الأتارب',
    'حلب',
    'SY02',
  ]);
  expect(cell(1, 'place_en')).toMatch(/^[A-Z]/);
  for (const row of [3, 5]) {
    expect(cell(row, 'place_ar')).toBe(second);
    expect([cell(row, 'certainty'), cell(row, 'reviewed')]).toEqual(['sure', 'yes']);
  }
  expect(PLACE_COLUMNS.slice(0, -2).map((column) => cell(4, column))).toEqual(
    PLACE_COLUMNS.slice(0, -2).map(() => ''),
  );
  expect(several?.sheets[0]?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['row', 'id', 'as_written', 'place_ar'],
    ['3', '002', 'منبج', 'منبج'],
    ['3', '002', 'والباب', 'الباب'],
  ]);
  expect(mawdi.foreignRequests()).toEqual([]);
  expect(mawdi.errors).toEqual([]);
});

test('gives a workbook back with a sheet for rows of several places, large ones too', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('complete-table').click();
  const date = new Date(Date.UTC(2024, 0, 5));
  // Above half a megabyte unpacked, where a library would want workers that the policy forbids.
  const filling = Array.from({ length: 9000 }, (_, i) => [i, `حمص ${'س'.repeat(20)} ${i * 7919}`]);
  const bytes = await workbookOf({
    أخرى: [['ملاحظة'], ['لا شيء'], ...filling],
    أحداث: [
      ['id', 'التاريخ', 'المكان', 'عدد'],
      ['007', date, 'منبج والباب', 0.5],
      ['008', null, 'الأتارب، ريف حلب الغربي', -3],
    ],
  });
  await mawdi.at('table-file').setInputFiles({ name: 'w.xlsx', mimeType: '', buffer: Buffer.from(bytes) });
  await mawdi.at('table-sheet').selectOption({ label: 'أحداث' });
  await expect(mawdi.at('column-text')).toHaveValue('2');
  await expect(mawdi.at('column-date')).toHaveValue('1');
  await mawdi.at('table-start').click();
  await expect(mawdi.at('table-summary')).toBeVisible();
  const [saved] = await save(mawdi, 'table-save-xlsx', 1);
  expect(saved?.name).toBe('w-completed.xlsx');
  const sheets = saved?.table.sheets ?? [];
  expect(sheets.map(({ name }) => name)).toEqual(['أخرى', 'أحداث', 'عدة أماكن']);
  expect(sheets[0]?.rows).toHaveLength(9002);
  expect(sheets[1]?.rows.map((row) => row.slice(0, 5))).toEqual([
    ['id', 'التاريخ', 'المكان', 'عدد', 'place_ar'],
    ['007', date, 'منبج والباب', 0.5, 'منبج'],
    ['008', null, 'الأتارب، ريف حلب الغربي', -3, 'الأتارب'],
  ]);
  expect(sheets[2]?.rows.map((row) => row[3])).toEqual(['place_ar', 'منبج', 'الباب']);
  expect(mawdi.errors).toEqual([]);
});

test('makes a large workbook of delimited text', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  const rows = Array.from({ length: 2500 }, (_, i) => `${i},منبج`);
  await drop(mawdi, 'long.csv', new TextEncoder().encode(`id,المكان\n${rows.join('\n')}\n`));
  await mawdi.at('read-as-location').click();
  await mawdi.at('table-start').click();
  await expect(mawdi.at('table-summary')).toBeVisible({ timeout: 60_000 });
  const [saved] = await save(mawdi, 'table-save-xlsx', 1);
  expect(saved?.table.sheets[0]?.rows).toHaveLength(2501);
  expect(saved?.table.sheets[0]?.rows[1]?.slice(0, 3)).toEqual([0, 'منبج', 'منبج']);
  expect(mawdi.errors).toEqual([]);
});

test('reads sentences with the model, and lets the window be closed meanwhile', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  const text = 'text\nقال شهود عيان إن القصف استهدف أمس السوق وسط مدينة منبج وأوقع عددا من الجرحى.\n';
  await drop(mawdi, 'sentences.csv', new TextEncoder().encode(text));
  await mawdi.at('table-start').click();
  await expect(mawdi.at('table-running')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(mawdi.at('table-work')).toHaveCount(0);
  await mawdi.at('notices').getByRole('button').first().click({ timeout: 120_000 });
  await expect(mawdi.at('table-row').first()).toContainText('منبج');
  // It is kept while its window is closed.
  await page.keyboard.press('Escape');
  await mawdi.at('complete-table').click();
  await expect(mawdi.at('table-row')).toHaveCount(1);
});

test('says what is wrong with other files and with coordinates', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  const bytesOf = (content: string) => new TextEncoder().encode(content);
  const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
  const said = new Set<string>();
  for (const [name, bytes] of [
    ['empty.csv', new Uint8Array()],
    ['page.csv', bytesOf('<html><body>حلب</body></html>')],
    ['old.xls', new Uint8Array(ole)],
    [
      'locked.xlsx',
      new Uint8Array([...ole, ...[...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])]),
    ],
    ['cut.xlsx', (await workbookOf({ a: [['id'], ['حلب']] })).slice(0, 500)],
    ['long.csv', bytesOf('حلب\n'.repeat(50_001))],
  ] as const) {
    await drop(mawdi, name, bytes);
    await expect(mawdi.at('table-problem')).toContainText(name);
    said.add((await mawdi.at('table-problem').innerText()).replace(name, ''));
  }
  expect(said.size).toBe(6);
  await drop(mawdi, 'c.csv', bytesOf('المكان,lat,lon\nحلب,98,200\nحمص,137.1,36.2\nحماة,36°12′N,37°06′E\n'));
  await expect(mawdi.at('table-notes').locator('li')).toHaveCount(3);
  await drop(mawdi, 'latin.csv', bytesOf('place\nAleppo\n'));
  await expect(mawdi.at('table-start')).toBeDisabled();
  await expect(mawdi.at('table-needs-text')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
