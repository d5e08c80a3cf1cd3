// The words of English are longer, and large type is: no screen becomes wider than a phone.
import { type Account, expect, expectNoSideScroll, test } from '../support/test.ts';

const screens: Partial<Record<Account, readonly string[]>> = {
  townMediator: ['/work', '/cases', '/months', '/digests', '/register', '/immediate', '/diary', '/orgs', '/account'],
  systemAdmin: ['/users', '/policies', '/calendar', '/imports', '/findings'],
};

for (const [account, paths] of Object.entries(screens) as [Account, readonly string[]][])
  for (const [language, type] of [
    ['en', 'normal'],
    ['en', 'large'],
    ['zh-CN', 'large'],
  ] as const)
    test(`${account}: no screen is wider than the phone (${language}, ${type})`, async ({ as }) => {
      const page = await as(account);
      await page.goto('/account');
      await page.evaluate(
        ({ language, large }) => {
          localStorage.setItem('hemu.language', language);
          localStorage.setItem('hemu.large', large);
        },
        { language, large: type === 'large' ? '1' : '0' },
      );
      for (const path of paths) {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.locator('html')).toHaveAttribute('data-type', type);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expectNoSideScroll(page);
      }
      await page.evaluate(() => {
        localStorage.removeItem('hemu.language');
        localStorage.removeItem('hemu.large');
      });
    });
