import { expect, test, type Page } from '@playwright/test';
import { Mawdi } from './driver';
import { violations } from './violations';

/** Two names that several countries have, each twice, and two countries that speak. */
const TEXT =
  'قالت مصر إنها ترفض القرار الأخير. واندلعت اشتباكات عنيفة قرب الجديدة ثم امتدت إلى طرابلس.\n' +
  'ووصل النازحون من الجديدة إلى المنصورة، وأعلنت تركيا وقف الرحلات إلى طرابلس.';

async function openText(page: Page): Promise<Mawdi> {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.tag(TEXT);
  await expect(mawdi.at('place').first()).toBeVisible();
  return mawdi;
}

/** Turns attention to the n-th mention of a name and opens its card by its key. */
async function check(mawdi: Mawdi, name: string, nth = 0): Promise<void> {
  await mawdi.at('mention').filter({ hasText: name }).nth(nth).click();
  await mawdi.page.keyboard.press('c');
  await expect(mawdi.at('place-card')).toBeVisible();
}

const idsOf = async (mawdi: Mawdi): Promise<(string | null)[]> =>
  mawdi
    .at('candidates')
    .getByTestId('candidate')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-place')));
const chosenIn = (mawdi: Mawdi) => mawdi.at('candidates').locator('[aria-pressed="true"]');

test.describe('the place of a name', () => {
  test.use({ locale: 'en' });

  test('is chosen among candidates by keyboard, given to the same name, and undone after a reload', async ({
    page,
  }) => {
    const mawdi = await openText(page);
    await check(mawdi, 'الجديدة');
    await expect(mawdi.at('place-card').getByRole('heading', { level: 2 })).toBeFocused();
    const [, second] = await idsOf(mawdi);
    await mawdi.at('candidates').getByTestId('candidate').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(chosenIn(mawdi)).toHaveAttribute('data-place', second ?? '');
    await expect(mawdi.at('place-standing')).toContainText('decided by you');

    await mawdi.at('place-same').press('Enter');
    await expect(mawdi.at('same-tick')).toHaveCount(1);
    await expect(mawdi.at('same-tick')).toBeChecked();
    await mawdi.at('same-apply').press('Enter');
    await expect(mawdi.at('same-names')).toHaveCount(0);
    await mawdi.at('place-card-close').press('Enter');
    await expect(mawdi.at('check-place')).toBeFocused();
    await expect(page.locator(`[data-testid="place"][data-place="${second ?? ''}"]`)).toHaveCount(1);

    await page.reload();
    await check(mawdi, 'الجديدة', 1);
    await expect(mawdi.at('place-standing')).toContainText('same name elsewhere');
    await mawdi.at('place-undo').press('Enter');
    await expect(mawdi.at('place-standing')).toContainText('found');
    await mawdi.at('place-undo').press('Enter');
    await check(mawdi, 'الجديدة');
    await expect(mawdi.at('place-standing')).toContainText('found');
    expect(mawdi.errors).toEqual([]);
  });

  test('is none of these, or a place of one’s own that is found in other texts too', async ({ page }) => {
    const mawdi = await openText(page);
    await check(mawdi, 'المنصورة');
    await mawdi.at('place-none').click();
    await expect(mawdi.at('place-standing')).toContainText('none of the places');
    await expect(mawdi.at('unresolved')).toHaveCount(0);
    await mawdi.at('place-card-close').click();
    await expect(mawdi.at('unresolved')).toContainText('المنصورة');

    await check(mawdi, 'المنصورة');
    await mawdi.at('place-own').click();
    await mawdi.at('coordinates').fill('95, 200');
    await expect(mawdi.at('coordinates-error')).toContainText('no such point');
    await mawdi.at('coordinates').fill('٣١°٠٢′٣٠″ش ٣١°٢٢′٤٥″ق');
    await expect(mawdi.at('coordinates-read')).toContainText('31.04');
    await mawdi.at('own-point').check();
    await mawdi.at('own-source').fill('field visit');
    await mawdi.at('own-save').click();
    await expect(mawdi.at('own-place')).toHaveCount(0);
    await expect(mawdi.at('place-coordinates')).toContainText('31.04');

    await mawdi.at('place-precision').selectOption('hidden');
    await expect(mawdi.at('place-precision')).toHaveValue('hidden');
    expect(await violations(page)).toEqual([]);

    await mawdi.tag('عاد الأهالي إلى المنصورة بعد غياب طويل، وقالوا إن المدينة هادئة.');
    await check(mawdi, 'المنصورة');
    await expect(mawdi.at('place-card')).toContainText('in your own list of places');
    expect(mawdi.errors).toEqual([]);
  });

  test('follows what the set is about, and governments are left off on request', async ({ page }) => {
    const mawdi = await openText(page);
    const tripoli = page.locator('[data-testid="place"]', { hasText: 'طرابلس' });
    const before = await tripoli.getAttribute('data-place');
    await check(mawdi, 'طرابلس');
    const isLibya = (await mawdi.at('candidate').first().textContent())?.includes('Libya') === true;
    await mawdi.at('place-card-close').click();

    await mawdi.at('focus-toggle').click();
    await mawdi.at('focus-input').fill('كوكب');
    await page.keyboard.press('Enter');
    await expect(mawdi.at('focus-bar').getByRole('alert')).toContainText('كوكب');
    await mawdi.at('focus-input').fill(isLibya ? 'لبنان' : 'Libya');
    await page.keyboard.press('Enter');
    await expect(mawdi.at('focus-country')).toHaveAttribute('data-country', isLibya ? 'LB' : 'LY');
    await expect(tripoli).not.toHaveAttribute('data-place', before ?? '');

    const egypt = page.locator('[data-testid="place"]', { hasText: 'مصر' });
    await expect(egypt).toHaveCount(1);
    await mawdi.at('hide-governments').check();
    await expect(egypt).toHaveCount(0);
    await expect(mawdi.at('governments-off')).toContainText('2');
    expect(await violations(page)).toEqual([]);

    await page.reload();
    await expect(mawdi.at('governments-off')).toContainText('2');
    await expect(mawdi.at('focus-country')).toHaveCount(1);
    await mawdi.at('focus-toggle').click();
    await mawdi.at('focus-clear').click();
    await expect(tripoli).toHaveAttribute('data-place', before ?? '');
    expect(mawdi.errors).toEqual([]);
  });
});
