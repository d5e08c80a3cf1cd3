// An account from its making to its end. Making it and giving it power are kept
// apart: the system administrator does the one, the security administrator the
// other, and neither can do both.

import type { Locator } from '@playwright/test';
import { choose, chooseUnit } from '../support/casework.ts';
import { expect, expectAxeClean, type Page, shot, signInAs, test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

const username = 'xinren';
const own = '麦子熟了Mai8';
let code = '';

async function openUser(page: Page): Promise<void> {
  await page.goto('/users');
  await page.getByRole('searchbox', { name: /姓名/ }).fill(username);
  await page.getByRole('searchbox', { name: /姓名/ }).press('Enter');
  await page.getByRole('link', { name: '新祎仁' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '新祎仁' })).toBeVisible();
}

test('the system administrator makes an account', { tag: '@shots' }, async ({ as }) => {
  const page = await as('systemAdmin');
  await page.goto('/users');
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'users');
  await page.getByRole('button', { name: '新建账号' }).click();
  const panel = page.getByRole('dialog', { name: '新建账号' });
  await panel.getByLabel('用户名').fill('mediator');
  await panel.getByLabel('姓名').fill('新祎仁');
  await expectAxeClean(page);
  await shot(page, 'panel-new-user');
  await panel.getByRole('button', { name: '新建账号' }).click();
  await expect(panel.getByText(/已/).first()).toBeVisible(); // the name is taken
  await panel.getByLabel('用户名').fill(username);
  await panel.getByRole('button', { name: '新建账号' }).click();
  const issued = page.getByRole('dialog', { name: /一次性密码/ });
  const copy = issued.getByRole('button', { name: /^复制 / });
  await expect(copy).toBeVisible();
  await expect(page.locator('.ant-btn-loading')).toHaveCount(0); // pale while it waits
  await expectAxeClean(page);
  code = ((await copy.getAttribute('aria-label')) ?? '').replace('复制 ', '');
  expect(code.length).toBeGreaterThan(7);
  await issued.getByRole('button', { name: '已经交给本人' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '新祎仁' })).toBeVisible();
  await expect(page.getByRole('button', { name: '授予职务' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '重置密码' })).toBeDisabled();
});

test('a name written down wrongly is corrected', async ({ as }) => {
  const page = await as('systemAdmin');
  await openUser(page);
  const correct = async (fill: (panel: Locator) => Promise<void>) => {
    await page.getByRole('button', { name: '更正姓名和手机号' }).click();
    const panel = page.getByRole('dialog', { name: '更正姓名和手机号' });
    await fill(panel);
    await panel.getByRole('button', { name: '保存' }).click();
    return panel;
  };
  const panel = await correct(async (p) => {
    await p.getByLabel('姓名').fill('新祎人');
    await p.getByLabel('手机号').fill('123');
  });
  await expect(panel.getByText('电话号码有误').first()).toBeVisible();
  await expectAxeClean(page);
  await panel.getByLabel('手机号').fill('13800138000');
  await panel.getByRole('button', { name: '保存' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: '新祎人' })).toBeVisible();
  await expect(page.getByText('13800138000')).toBeVisible();
  await expect(await correct((p) => p.getByLabel('姓名').fill('新祎仁'))).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: '新祎仁' })).toBeVisible();
});

test('the security administrator grants a post', { tag: '@shots' }, async ({ as }) => {
  const page = await as('securityAdmin');
  await openUser(page);
  await expect(page.getByRole('button', { name: '停用' })).toBeDisabled();
  await page.getByRole('button', { name: '授予职务' }).click();
  const panel = page.getByRole('dialog', { name: /授予职务/ });
  await chooseUnit(panel, /单位/, '望城街道人民调解委员会');
  await choose(panel, '岗位', '调解员');
  await expectAxeClean(page);
  await shot(page, 'panel-grant');
  await panel.getByRole('button', { name: '授予职务' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: '望城街道人民调解委员会' })).toContainText('调解员');
  await expectAxeClean(page);
  await shot(page, 'user');
});

test('the first password must be replaced before anything else', { tag: '@shots' }, async ({ page }) => {
  await signInAs(page, username, code);
  await expect(page.getByRole('heading', { name: '请先修改密码' })).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'change-password');
  await page.goto('/cases');
  await expect(page.getByRole('heading', { name: '请先修改密码' })).toBeVisible();
  await page.getByLabel('现在的密码').fill(code);
  await page.getByLabel('新密码', { exact: true }).fill(own);
  await page.getByLabel('再输一次新密码').fill(`${own}。`);
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('再输一次新密码').fill(own);
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('望城街道人民调解委员会');
});

test('power ends at once: sessions, the post, the account', async ({ as, page }) => {
  await signInAs(page, username, own);
  await expect(page.getByRole('banner')).toContainText('望城街道人民调解委员会');

  const security = await as('securityAdmin');
  await openUser(security);
  await security.getByRole('button', { name: '退出全部设备' }).click();
  await confirm(security);
  await expect(security.getByText('已在所有设备上退出')).toBeVisible();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '案件' }).click();
  const again = page.getByRole('dialog', { name: '请重新登录' });
  await again.getByLabel('密码', { exact: true }).fill(own);
  await again.getByRole('button', { name: '登录' }).click();
  await expect(again).toBeHidden();

  await security.getByRole('row').filter({ hasText: '调解员' }).getByRole('button', { name: '结束' }).click();
  await confirm(security);
  await expect(security.getByRole('row').filter({ hasText: '调解员' })).toContainText('已结束');
  await page.goto('/cases');
  await expect(page.getByRole('heading', { name: '您现在不能打开这个页面' })).toBeVisible();
  await expectAxeClean(page);

  const system = await as('systemAdmin');
  await openUser(system);
  await system.getByRole('button', { name: '停用' }).click();
  await confirm(system);
  await expect(system.getByText('已停用').first()).toBeVisible();
  await page.context().clearCookies();
  await signInAs(page, username, own);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

/** Answers the question that a harmful button asks. */
async function confirm(page: Page): Promise<void> {
  await page.getByRole('tooltip').getByRole('button').last().click();
}
