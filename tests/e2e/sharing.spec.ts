import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { unzip } from '../unit/exchange/unzip';
import { Mawdi } from './driver';
import { violations } from './violations';

/** A village and two works of the sample: the first is given by its district, as it is named twice. */
const VILLAGE = { name: 'أبو قلقل', district: 'منطقة منبج' };
const TOWN = 'منبج';

async function openSample(page: Page): Promise<Mawdi> {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await expect(mawdi.at('export')).toBeVisible();
  await expect(mawdi.at('mention').first()).toBeAttached();
  return mawdi;
}

interface Shared {
  readonly mawdi: { readonly precision: string; readonly made: string; readonly sources: readonly string[] };
  readonly features: readonly {
    readonly geometry: { readonly coordinates: readonly number[] } | null;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

const saved = async (
  mawdi: Mawdi,
  format: 'csv' | 'geojson' | 'kml',
  table: 'places' | 'mentions' = 'places',
) => readFileSync((await mawdi.saveTable(table, format)).path, 'utf8');

test('places that could lead to people go out by district, in every format, and the files say so', async ({
  page,
}) => {
  const mawdi = await openSample(page);
  await expect(mawdi.at('sharing-note')).toHaveCount(0);

  const geojson = await saved(mawdi, 'geojson');
  await expect(mawdi.at('sharing-note')).toContainText('على مستوى المنطقة');
  const { mawdi: about, features } = JSON.parse(geojson) as Shared;
  expect(about.precision).toContain('على مستوى المنطقة');
  expect(about.sources.join(' ')).toContain('GeoNames');
  const district = features.find(({ properties }) => properties['precision'] === 'district');
  expect(district?.properties).toMatchObject({ adm1_ar: 'حلب', status: 'predicted' });
  expect(district?.geometry?.coordinates).toHaveLength(2);
  expect(Number(district?.properties['uncertainty_m'])).toBeGreaterThan(1000);
  const town = features.find(({ properties }) => properties['title'] === TOWN);
  expect(town?.properties).toMatchObject({
    precision: 'exact',
    title_en: expect.stringMatching(/[A-Z]/),
  });
  // A place that is only known to lie near another never goes out as a bare point.
  for (const { properties } of features)
    if (String(properties['gazetteer_id']).startsWith('mawdi:'))
      expect(Number(properties['uncertainty_m'])).toBeGreaterThan(0);

  const kml = await saved(mawdi, 'kml');
  expect(kml).toContain(`<name>${VILLAGE.district}</name>`);
  const csv = await saved(mawdi, 'csv');
  expect(csv).toContain(',precision,uncertainty_m,');
  const mentions = await saved(mawdi, 'csv', 'mentions');
  const names = (await mawdi.saveTable('names', 'csv')).path;
  const xlsx = new Uint8Array(readFileSync((await mawdi.saveTable('mentions', 'xlsx')).path));
  const strings = unzip(xlsx, 'xl/sharedStrings.xml');
  expect(strings).toContain('على مستوى المنطقة');
  expect(mentions).toContain(VILLAGE.district);
  for (const content of [geojson, kml, csv, mentions, strings, readFileSync(names, 'utf8')]) {
    expect(content).not.toContain(VILLAGE.name);
    expect(content).toContain(TOWN);
  }
  expect(mawdi.foreignRequests()).toEqual([]);
  expect(mawdi.errors).toEqual([]);
});

test('a person changes how exactly a place is given, and gives all exactly only after a question', async ({
  page,
}) => {
  const mawdi = await openSample(page);
  await saved(mawdi, 'csv');
  await mawdi.at('sharing-change').click();
  const row = mawdi.at('sharing-place').filter({ hasText: VILLAGE.name });
  await row.getByRole('combobox').selectOption('exact');
  await expect(row.getByRole('combobox')).toHaveValue('exact');
  const town = mawdi.at('sharing-place').filter({ hasText: 'الرقة' }).first();
  await town.getByRole('combobox').selectOption('hidden');
  await page.keyboard.press('Escape');
  await expect(mawdi.at('sharing')).toHaveCount(0);
  const some = await saved(mawdi, 'csv');
  expect(some).toContain(VILLAGE.name);
  await expect(mawdi.at('sharing-note')).toContainText('لم تُذكر');

  await mawdi.at('sharing-change').click();
  await mawdi.at('give-exactly').click();
  await expect(mawdi.at('sharing-ask')).toBeVisible();
  await expect(mawdi.at('give-exactly')).not.toBeChecked();
  await mawdi.at('ask-no').click();
  await expect(mawdi.at('sharing-ask')).toHaveCount(0);
  await mawdi.at('give-exactly').click();
  await mawdi.at('ask-yes').click();
  await expect(mawdi.at('give-exactly')).toBeChecked();
  await page.keyboard.press('Escape');
  const exact = await saved(mawdi, 'geojson');
  const { features } = JSON.parse(exact) as Shared;
  expect(new Set(features.map(({ properties }) => properties['precision'] ?? 'exact'))).toEqual(
    new Set(['exact']),
  );
  // What the person set by hand stays.
  expect(
    features.some(({ properties }) => properties['title'] === 'الرقة' && properties['level'] === 'town'),
  ).toBe(false);
  expect(mawdi.errors).toEqual([]);
});

for (const locale of ['ar', 'en'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('axe finds nothing in what is said of sharing, and the keyboard reaches all of it', async ({
        page,
      }) => {
        const mawdi = await openSample(page);
        await saved(mawdi, 'kml');
        await mawdi.at('sharing-change').focus();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Enter');
        await mawdi.at('give-exactly').focus();
        await page.keyboard.press('Space');
        await expect(mawdi.at('sharing-ask')).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(mawdi.at('sharing')).toHaveCount(0);
        await expect(mawdi.at('sharing-change')).toBeFocused();
      });
    });
