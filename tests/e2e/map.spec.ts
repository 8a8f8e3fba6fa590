import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { Mawdi } from './driver';
import { placedProject, THREE_TEXTS, type PlacedText } from './placed-project';
import { violations } from './violations';

/** Opens a project whose places are found already, and shows all of its texts on the map. */
async function openMap(page: Page, texts: readonly PlacedText[] = THREE_TEXTS): Promise<Mawdi> {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  await mawdi.at('project-file').setInputFiles({
    name: 'placed.mawdi.json',
    mimeType: 'application/json',
    buffer: Buffer.from(placedProject(texts)),
  });
  await expect(mawdi.at('notices')).toContainText(String(texts.length));
  // What is said next is waited for.
  await mawdi.at('notices').getByRole('button').first().click();
  await expect(mawdi.at('notices')).not.toContainText(/\d/);
  return mawdi;
}

/** Shows one text alone. */
async function openText(mawdi: Mawdi, title: string): Promise<void> {
  await mawdi.page.getByText(title).first().click();
  await mawdi.at('scope-one').click();
}
const FIRST = 'قصف على الريف الشرقي';
const SECOND = 'أحياء العاصمة';

const row = (mawdi: Mawdi, name: string) => mawdi.at('place').filter({ hasText: name }).first();
const pin = (mawdi: Mawdi, id: string) => mawdi.page.locator(`[data-testid="pin"][data-place="${id}"]`);

test.describe('the map shows doubt', () => {
  test('an area is drawn as an area with the part that is meant, a guess dashed, the unknown as a circle', async ({
    page,
  }) => {
    const mawdi = await openMap(page);
    await openText(mawdi, FIRST);
    await expect(mawdi.at('area')).toHaveCount(1);
    await expect(mawdi.at('area')).toHaveAttribute('data-place', 'wof:85678381');
    await expect(mawdi.at('area-sector')).toHaveCount(1);
    await expect(row(mawdi, 'دير الزور')).toContainText('شرقها');
    await row(mawdi, 'منبج').getByRole('button').click();
    await expect(pin(mawdi, 'wof:1141906291')).toHaveClass(/doubtful/);
    await expect(pin(mawdi, 'wof:1141906291')).toHaveClass(/selected/);
    await expect(mawdi.at('other')).toHaveCount(1);

    await openText(mawdi, SECOND);
    await row(mawdi, 'جوبر').getByRole('button').click();
    await expect(mawdi.at('radius')).toHaveCount(1);
    // The map came near enough to tell it from its neighbours.
    await expect(pin(mawdi, 'wof:421202165')).toBeVisible();
    expect(mawdi.errors).toEqual([]);
  });

  test('what stands too near is one sign with a number, which opens by key and says so', async ({ page }) => {
    const mawdi = await openMap(page);
    await mawdi.at('scope-all').click();
    // Three texts and the sample, from Idlib to Omdurman: most stand too near to be told apart.
    const cluster = mawdi.at('cluster').first();
    await expect(cluster).toHaveText(/\d/);
    await expect(cluster).toHaveAttribute('aria-label', /\d/);
    await expect(cluster).toHaveRole('button');
    const sizes = async () => (await mawdi.at('cluster').allTextContents()).map(Number);
    const largest = Math.max(...(await sizes()));
    await cluster.focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => Math.max(0, ...(await sizes()))).toBeLessThan(largest);
    await expect(page.locator('.map-pin:focus, .map-cluster:focus')).toHaveCount(1);
  });

  test('five thousand places keep the page small and every place in the list', async ({ page }) => {
    const names = Array.from({ length: 5000 }, (_, at) => ({
      name: `موضع ${at}`,
      place: {
        id: `mawdi:many-${at}`,
        name: `موضع ${at}`,
        level: 'town' as const,
        lat: 33 + (at % 71) * 0.045,
        lon: 36 + Math.floor(at / 71) * 0.07,
        country: 'SY',
      },
      adm1: { id: `adm:${at % 14}`, name: `محافظة ${at % 14}` },
    }));
    const mawdi = await openMap(page, [{ title: 'خمسة آلاف موضع', published: '', names }]);
    await openText(mawdi, 'خمسة آلاف موضع');
    await expect(mawdi.at('places-summary')).toContainText('5,000', { timeout: 60_000 });
    await expect(mawdi.at('cluster').first()).toBeVisible();
    expect((await mawdi.at('pin').count()) + (await mawdi.at('cluster').count())).toBeLessThan(400);
    await expect(mawdi.at('governorate')).toHaveCount(14);
    // Groups of so many begin closed.
    await expect(mawdi.at('place')).toHaveCount(0);
    await mawdi.at('governorate').first().getByRole('button').click();
    await expect(mawdi.at('place')).toHaveCount(100);
    await mawdi.at('more-places').click();
    expect(await mawdi.at('place').count()).toBeGreaterThan(300);
  });
});

test.describe('map, list and text hold together', () => {
  test('a pin shows its mentions one by one over all texts; a mention in the text selects its pin', async ({
    page,
  }) => {
    const mawdi = await openMap(page);
    await mawdi.at('scope-all').click();
    await row(mawdi, 'أم درمان').getByRole('button').click();
    await expect(pin(mawdi, 'wof:890437895')).toHaveClass(/selected/);
    await expect(mawdi.at('mention-at')).toContainText('1');

    await openText(mawdi, FIRST);
    await mawdi.at('scope-all').click();
    const mention = page.locator('[data-testid="mention"]', { hasText: /^حلب$/ }).first();
    await mention.click();
    await expect(pin(mawdi, 'wof:421202163')).toHaveClass(/selected/);
    const at = mawdi.at('mention-at');
    const before = await at.textContent();
    await mawdi.at('mention-next').click();
    await expect(at).not.toHaveText(before ?? '');
  });

  test('the list goes by governorate and district with counts, and says why a name is not on the map', async ({
    page,
  }) => {
    const mawdi = await openMap(page);
    await openText(mawdi, FIRST);
    const aleppo = mawdi.at('governorate').first();
    await expect(mawdi.at('governorate')).toHaveCount(2);
    await expect(aleppo).toContainText('حلب');
    await expect(aleppo).toContainText('3');
    await expect(mawdi.at('district')).toContainText('منطقة منبج');
    await expect(mawdi.at('places-summary')).toContainText('4');
    await expect(mawdi.at('unresolved')).toContainText('قرية العطالة');
    await expect(mawdi.at('unresolved-reason')).toHaveText('ليس في قائمة الأماكن');

    const button = mawdi.at('governorate').first().getByRole('button');
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(mawdi.at('place')).toHaveCount(1);
    await mawdi.at('groups-all').click();
    await expect(mawdi.at('place')).toHaveCount(4);
    await mawdi.at('order-alphabet').click();
    await expect(mawdi.at('order-alphabet')).toHaveAttribute('aria-pressed', 'true');
  });

  test('dates leave texts out of map, list and table; those without a date stay until switched off', async ({
    page,
  }) => {
    const mawdi = await openMap(page);
    await openText(mawdi, FIRST);
    await expect(mawdi.at('date-filter')).toHaveCount(0);
    await mawdi.at('scope-all').click();
    await mawdi.at('dates-summary').click();
    await mawdi.at('date-from').fill('2024-03-01');
    await mawdi.at('date-to').fill('2024-03-31');
    await expect(mawdi.at('dates-summary')).toContainText('2');
    await expect(row(mawdi, 'داريا')).toBeVisible();
    await expect(row(mawdi, 'سراقب')).toBeVisible();
    await expect(row(mawdi, 'الخفسة')).toHaveCount(0);
    await expect(mawdi.at('area')).toHaveCount(1);
    await mawdi.at('date-undated').uncheck();
    await expect(row(mawdi, 'سراقب')).toHaveCount(0);
    await expect(mawdi.at('area')).toHaveCount(0);
    const { rows } = await mawdi.copyTable('places');
    expect(rows.flat().join(' ')).not.toContain('دير الزور');
    expect(rows.flat().join(' ')).toContain('دمشق');
    await mawdi.at('dates-all').click();
    await expect(row(mawdi, 'سراقب')).toBeVisible();
  });
});

test('a pin is moved by keys: Escape puts it back, Enter keeps it, and that is undone', async ({ page }) => {
  const mawdi = await openMap(page);
  await openText(mawdi, SECOND);
  await row(mawdi, 'داريا').getByRole('button').click();
  await mawdi.at('refit').click();
  const whereIs = () => page.locator('.map-pin.selected').evaluate((one) => one.getBoundingClientRect().left);
  const from = await whereIs();
  await mawdi.at('move-pin').click();
  await expect(page.locator('.map-pin.moving')).toBeFocused();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  expect((await whereIs()) - from).toBeCloseTo(36, 0);
  await expect(mawdi.at('move-at')).toContainText('33.');
  await page.keyboard.press('Escape');
  await expect(mawdi.at('move-bar')).toHaveCount(0);
  expect(await whereIs()).toBeCloseTo(from, 0);

  await mawdi.at('move-pin').click();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(mawdi.at('move-bar')).toHaveCount(0);
  // A person said so: the pin is filled, and the place is one of their own.
  await expect(page.locator('.map-pin.selected')).toHaveClass(/confirmed/);
  await expect(page.locator('.map-pin.selected')).toHaveAttribute('data-place', /^user:/);
  await expect(row(mawdi, 'داريا')).toHaveAttribute('data-origin', 'gold');
  await mawdi.at('notices').getByRole('button', { name: 'تراجع' }).click();
  await expect(row(mawdi, 'داريا')).toHaveAttribute('data-origin', 'predicted');
  await expect(row(mawdi, 'داريا')).toHaveAttribute('data-place', 'wof:890449861');
  // What was selected is still under attention, where it is now.
  await expect(page.locator('.map-pin.selected')).toHaveAttribute('data-place', 'wof:890449861');
});

test('the selected pin is dragged, others stay where they are', async ({ page }) => {
  const mawdi = await openMap(page);
  await openText(mawdi, SECOND);
  // Near enough to tell all three from each other.
  await row(mawdi, 'جوبر').getByRole('button').click();
  const drag = async (placeId: string) => {
    const box = await pin(mawdi, placeId).boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y + 12, { steps: 6 });
    await page.mouse.up();
  };
  await drag('wof:421202165');
  await expect(row(mawdi, 'دمشق')).toHaveAttribute('data-origin', 'predicted');
  await row(mawdi, 'داريا').getByRole('button').click();
  await drag('wof:890449861');
  await expect(row(mawdi, 'داريا')).toHaveAttribute('data-place', /^user:/);
  await expect(row(mawdi, 'دمشق')).toHaveAttribute('data-place', 'wof:421202165');
});

test.describe('the map as a picture', () => {
  test('is an SVG with title, legend, scale and sources, and hides what must not be given exactly', async ({
    page,
  }) => {
    const mawdi = await openMap(page);
    await openText(mawdi, SECOND);
    await mawdi.at('save-picture').click();
    await expect(mawdi.at('picture-title')).toHaveValue(SECOND);
    await mawdi.at('picture-title').fill('خريطة <العاصمة> & ما حولها');
    await mawdi.at('picture-svg').click();
    await expect(mawdi.at('picture-preview')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await mawdi.at('picture-save').click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^mawdi-map-.*\.svg$/);
    const svg = readFileSync(await file.path(), 'utf8');
    const texts = await page.evaluate((content) => {
      const parsed = new DOMParser().parseFromString(content, 'image/svg+xml');
      if (parsed.querySelector('parsererror')) return null;
      return [...parsed.querySelectorAll('text')].map((one) => one.textContent ?? '');
    }, svg);
    const all = (texts ?? []).join('\n');
    for (const one of ['خريطة <العاصمة> & ما حولها', 'Natural Earth', 'الطرق غير مرسومة', 'كم', '2024-03-02'])
      expect(all).toContain(one);
    // A quarter named once is given by its district alone.
    expect(all).not.toContain('جوبر');
    expect(svg).not.toMatch(/(?:href|src)=["']?https?:/);
  });

  test('is a PNG of twice its size', async ({ page }) => {
    const mawdi = await openMap(page);
    await openText(mawdi, FIRST);
    await mawdi.at('save-picture').click();
    await expect(mawdi.at('picture-preview')).toBeVisible();
    const download = page.waitForEvent('download');
    await mawdi.at('picture-save').click();
    const bytes = readFileSync(await (await download).path());
    expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(bytes.readUInt32BE(16)).toBe(2 * 1256);
    expect(mawdi.errors).toEqual([]);
  });
});

test('a map that goes while its canvases wait to be drawn does so without an error', async ({ page }) => {
  // Frames come late, as on a busy device.
  await page.addInitScript(() => {
    window.requestAnimationFrame = (draw) => window.setTimeout(() => draw(performance.now()), 250);
    window.cancelAnimationFrame = (frame) => window.clearTimeout(frame);
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  const mawdi = new Mawdi(page);
  await mawdi.open();
  for (let i = 0; i < 3; i++) {
    await mawdi.at('place').nth(i).getByRole('button').first().click();
    await mawdi.at('refit').click();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(mawdi.at('map')).toHaveCount(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(mawdi.at('pin').first()).toBeVisible();
  }
  // The last canvases of all are still to be drawn.
  await page.waitForTimeout(600);
  expect(mawdi.errors).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the map, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const mawdi = await openMap(page);
    await mawdi.at('scope-all').click();
    await row(mawdi, 'منبج').getByRole('button').click();
    await mawdi.at('legend-toggle').click();
    await mawdi.at('dates-summary').click();
    await expect(mawdi.at('map-legend')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await mawdi.at('legend-toggle').click();
    await mawdi.at('move-pin').click();
    await expect(mawdi.at('move-bar')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
