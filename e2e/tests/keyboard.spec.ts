// Nobody needs a mouse: from the sign-in page to the first thing to do, and
// through a form to its end.
import { accounts, expect, type Page, password, test } from '../support/test.ts';

/** Presses Tab until what has the focus is it. */
async function tabTo(page: Page, what: string, reached: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await reached()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${what} is not reached with Tab`);
}

const focused = (page: Page, selector: string) => () =>
  page.evaluate((s) => document.activeElement?.matches(s) === true, selector);

const onButton = (page: Page, name: string) => () =>
  page
    .evaluate((text) => document.activeElement?.matches('button') && document.activeElement.textContent === text, name)
    .then(Boolean);

test('the first work item and its acts are opened with keys alone', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('用户名')).toBeVisible();
  await tabTo(page, 'the user name', focused(page, 'input[autocomplete="username"]'));
  await page.keyboard.type(accounts.townMediator);
  await tabTo(page, 'the password', focused(page, 'input[type="password"]'));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '待办事项' }).getByRole('row').nth(1)).toBeVisible();

  // Past the rail in one step; then the first work item.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'the first work item', focused(page, 'main a[href^="/cases/"]'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/cases\//);
  await expect(page.getByRole('region', { name: '下一步' })).toBeVisible();

  // A form opens with the focus in it, Escape gives it back.
  await tabTo(page, 'all acts', onButton(page, '更多操作'));
  await page.keyboard.press('Enter');
  const all = page.getByRole('dialog', { name: '更多操作' });
  await expect(all).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(all).toBeHidden();
  await expect(page.getByRole('button', { name: '更多操作' })).toBeFocused();
});

test('the keys of the console are told and work', async ({ as }) => {
  const page = await as('townMediator');
  await page.goto('/cases');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: '键盘快捷键' });
  await expect(keys).toContainText('登记纠纷');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  // While the window is going away its keys still are the window's: pressed again, as people do.
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(page.getByRole('combobox', { name: '搜索', exact: true })).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type('烧烤店');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('row').filter({ hasText: '老味烧烤店' })).toBeVisible();
});

test('keys go through the ledger', async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/cases');
  const titles = page.getByRole('row').locator('td a');
  await expect(titles.first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(titles.first()).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: '批量操作' })).toContainText('已选 1 条');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: '批量操作' })).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('打开这一行');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]+$/);
});
