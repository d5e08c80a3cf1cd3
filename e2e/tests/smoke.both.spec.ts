// The first thing anybody does: open the address, sign in, see the work list.
import { accounts, expect, expectAxeClean, password, shot, test } from '../support/test.ts';

test('the sign-in page is usable by everybody', { tag: '@shots' }, async ({ page }, info) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: /^登\s?录$/ })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expectAxeClean(page);
  await shot(page, `sign-in-${info.project.name}`);
});

test('a wrong password is refused in words, and the name stays typed', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(accounts.townMediator);
  await page.getByLabel('密码', { exact: true }).fill(`not ${password}`);
  await page.getByRole('button', { name: /^登\s?录$/ }).click();
  await expect(page.getByRole('alert')).toContainText('密码');
  await expect(page.getByLabel('用户名')).toHaveValue(accounts.townMediator);
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAxeClean(page);
});

test('a mediator signs in and sees the work list', { tag: '@shots' }, async ({ page, signIn }, info) => {
  await signIn('townMediator');
  await expect(page.getByRole('heading', { name: '待办' })).toBeVisible();
  await expectAxeClean(page);
  await shot(page, `work-list-${info.project.name}`);
});

test('the work list is not for strangers', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});
