import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';

test.describe('without a mouse', () => {
  test('every control has a name, and Tab reaches and leaves all of them', async ({ page }) => {
    const mawdi = new Mawdi(page);
    await mawdi.open();
    const nameless = await page
      .locator('button, a[href], input:not([hidden]), textarea, select')
      .evaluateAll((elements) =>
        elements
          .filter((element) => (element as HTMLElement).checkVisibility())
          .filter((element) => {
            const labels = (element as HTMLInputElement).labels;
            const label = [
              element.getAttribute('aria-label'),
              element.getAttribute('title'),
              element.textContent,
              ...Array.from(labels ?? [], (node) => node.textContent),
            ].join('');
            return label.trim() === '';
          })
          .map((element) => element.outerHTML),
      );
    expect(nameless).toEqual([]);

    const visited = new Set<string>();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press('Tab');
      const id = await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
      visited.add(id);
    }
    for (const id of ['new', 'language', 'settings', 'text', 'copy-places'])
      expect([...visited]).toContain(id);
  });

  test('tabs are one stop; arrows go through them in reading direction', async ({ page }) => {
    const mawdi = new Mawdi(page);
    await mawdi.open();
    await page.getByTestId('side-map').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('side-names')).toBeFocused();
    await expect(page.getByTestId('side-names')).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByTestId('side-map')).toHaveAttribute('tabindex', '-1');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByTestId('side-map')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(page.getByTestId('side-names')).toBeFocused();
  });

  test('j and k walk through the mentions, and Escape closes the dialogue', async ({ page }) => {
    const mawdi = new Mawdi(page);
    await mawdi.open();
    await expect(mawdi.at('mention').first()).toBeAttached();
    const [first, second] = await mawdi.mentions();
    const focused = () =>
      page.evaluate(() => Number((document.activeElement as HTMLElement).dataset['start']));
    await mawdi.at('text').focus();
    await page.keyboard.press('j');
    await expect.poll(focused).toBe(first?.start);
    await page.keyboard.press('j');
    await expect.poll(focused).toBe(second?.start);
    await page.keyboard.press('k');
    await expect.poll(focused).toBe(first?.start);

    await page.keyboard.press('n');
    await expect(mawdi.at('paste')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(mawdi.at('paste')).toBeHidden();
  });
});

test('the language switch turns the page round and is remembered', async ({ page }) => {
  const mawdi = new Mawdi(page);
  await mawdi.open();
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', 'ar');
  await expect(root).toHaveAttribute('dir', 'rtl');
  await mawdi.at('language').click();
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(root).toHaveAttribute('dir', 'ltr');
  await page.reload();
  await expect(root).toHaveAttribute('lang', 'en');
});

test.describe('a browser in English', () => {
  test.use({ locale: 'en-GB' });
  test('starts in English', async ({ page }) => {
    const mawdi = new Mawdi(page);
    await mawdi.open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

for (const width of [390, 768, 1440]) {
  test(`nothing sticks out at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const mawdi = new Mawdi(page);
    await mawdi.open();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
