// A session that dies under an open form: signed out in another tab, half way
// through. Nothing typed is lost, and what was typed is sent once.
import { facts, openAct, openCase, send } from '../support/casework.ts';
import { chooseCause, choosePlace } from '../support/register.ts';
import { accounts, expect, expectAxeClean, type Page, password, shot, test } from '../support/test.ts';

async function signOutElsewhere(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('button', { name: /账号菜单/ }).click();
  await other.getByRole('button', { name: '退出登录' }).click();
  await expect(other.getByRole('button', { name: '登录' })).toBeVisible();
  await other.close();
}

async function signInAgain(page: Page, account: keyof typeof accounts): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '请重新登录' });
  await expect(dialog.getByLabel('用户名')).toHaveValue(accounts[account]);
  await dialog.getByLabel('密码', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: '登录' }).click();
  await expect(dialog).toBeHidden();
}

test('a registration outlives the session', { tag: '@shots' }, async ({ page, signIn }) => {
  await signIn('informer');
  await page.goto('/register');
  await page.getByLabel('纠纷经过').fill('水泵烧坏了，两家为谁出钱争执。');
  await page.getByRole('region', { name: '当事人 1' }).getByLabel('姓名').fill('史断线');
  await page.getByRole('region', { name: '当事人 2' }).getByLabel('姓名').fill('史续线');
  await choosePlace(page, '产芝湖社区');
  await chooseCause(page, '宅基地');
  await signOutElsewhere(page);

  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '请重新登录' })).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'sign-in-again');
  await signInAgain(page, 'informer');
  await expect(page.getByLabel('纠纷经过')).toHaveValue('水泵烧坏了，两家为谁出钱争执。');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('heading', { name: '已经登记' })).toBeVisible();
  await page.goto('/cases?q=史断线');
  await expect(page.getByRole('region', { name: '案件台账' }).getByRole('link', { name: /史断线/ })).toHaveCount(1);
});

test('an act outlives the session', async ({ page, signIn }) => {
  await signIn('townHead');
  await openCase(page, '宋彩霞与老味烧烤店');
  const panel = await openAct(page, '登记隐患');
  await panel.getByLabel('隐患').fill('店主放话要停水。');
  await panel.getByLabel('采取的措施').fill('社区干部上门劝导。');
  await signOutElsewhere(page);
  await panel.getByRole('button', { name: '登记隐患' }).click();
  await signInAgain(page, 'townHead');
  await expect(panel.getByLabel('隐患')).toHaveValue('店主放话要停水。');
  await send(panel, '登记隐患');
  await expect(facts(page).getByText('店主放话要停水。')).toHaveCount(1);
});
