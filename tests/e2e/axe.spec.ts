import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';
import { violations } from './violations';

for (const locale of ['ar', 'en'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme });

      test('axe finds nothing in reading, correcting and measuring', async ({ page }) => {
        const mawdi = new Mawdi(page);
        await mawdi.open();
        await expect(mawdi.at('mention').first()).toBeVisible();
        expect(await violations(page)).toEqual([]);

        await mawdi.at('door-correct').click();
        await expect(mawdi.at('mention').first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await mawdi.at('mention').first().click();
        await expect(mawdi.at('edit-selected')).toBeVisible();
        await mawdi.at('edit-bar').locator('summary').click();
        expect(await violations(page)).toEqual([]);
        await mawdi.at('same-names').click();
        await expect(mawdi.at('same-count')).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          await page.waitForTimeout(300);
          expect(await violations(page)).toEqual([]);
        }

        await mawdi.at('door-measure').click();
        await page.waitForTimeout(500);
        expect(await violations(page)).toEqual([]);
      });
    });
