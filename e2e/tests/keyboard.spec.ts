// Nobody needs a mouse: from the sign-in page to the first thing to do.
import { accounts, expect, password, test } from '../support/test.ts';

test('the first work item is opened with keys alone', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('用户名')).toBeVisible();
  const tabTo = async (what: string, reached: () => Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 40; i++) {
      if (await reached()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${what} is not reached with Tab`);
  };
  const focused = (selector: string) => () =>
    page.evaluate((s) => document.activeElement?.matches(s) === true, selector);
  await tabTo('the user name', focused('input[autocomplete="username"]'));
  await page.keyboard.type(accounts.townMediator);
  await tabTo('the password', focused('input[type="password"]'));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '待办事项' }).getByRole('row').nth(1)).toBeVisible();

  await tabTo('the first work item', focused('main a[href^="/cases/"]'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/cases\//);
  await expect(page.getByRole('region', { name: '下一步' })).toBeVisible();
});
