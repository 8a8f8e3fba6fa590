import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';
import { violations } from './violations';

for (const locale of ['ar', 'en'] as const)
  test.describe(locale, () => {
    test.use({ locale });

    test('the lens shows how a sentence was read, and tries it in other spellings', async ({ page }) => {
      const mawdi = new Mawdi(page);
      await mawdi.open();
      await mawdi.at('door-correct').click();
      await mawdi.at('correct-lens').click();
      await mawdi.at('lens-download').click();
      await mawdi.waitForModel('ready');
      await expect(mawdi.at('lens-pick')).toBeVisible();
      await mawdi.at('mention').first().click();
      const word = mawdi.at('lens-word');
      await expect(word.first()).toBeVisible();
      // A name of the sample is a name under the lens too.
      await expect(mawdi.at('lens-spans').locator('li').first()).toContainText(/0\.\d\d|1\.00/);
      // The shares of a word add up to one, give or take the rounding.
      const shares = await word.first().locator('td.share').allTextContents();
      expect(Math.abs(shares.reduce((sum, share) => sum + Number(share), 0) - 1)).toBeLessThan(0.03);
      expect(await violations(page)).toEqual([]);

      await mawdi.at('probe-sentence').click();
      await mawdi.at('probe-start').click();
      await expect(mawdi.at('trial')).toHaveCount(6, { timeout: 60_000 });
      // The model never sees these marks.
      for (const kind of ['diacritics', 'tatweel'])
        await expect(page.locator(`[data-testid=trial][data-kind=${kind}]`)).toHaveAttribute(
          'data-flips',
          '0',
        );
      expect(await violations(page)).toEqual([]);
      expect(mawdi.errors).toEqual([]);
    });
  });
