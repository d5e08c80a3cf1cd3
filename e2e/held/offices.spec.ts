// What the other posts do at their desks: designating, looking through the
// ledger, archiving, granting a post.
import { expect, expectAxeClean, test } from '../support/test.ts';

test('the dispatcher designates a unit after two returns', async ({ page, signIn }) => {
  await signIn('dispatcher');
  await page
    .getByRole('link', { name: /安置区商铺分配顺序纠纷/ })
    .first()
    .click();
  await page.getByRole('button', { name: '指定管辖', exact: true }).click();
  const panel = page.getByRole('dialog', { name: '指定管辖' });
  await panel.getByRole('button', { name: '指定管辖' }).click();
  await expect(panel.getByText('请填写').first()).toBeVisible();
  await panel.getByRole('button', { name: /主办单位/ }).click();
  const units = page.getByRole('dialog', { name: '选择单位' });
  await units.getByRole('searchbox').fill('望城街道人民调解委员会');
  await units.getByRole('button', { name: '望城街道人民调解委员会' }).first().click();
  await panel.getByLabel('理由').fill('抽签地点和当事人都在望城街道，由该街道办理便于核实。');
  await expectAxeClean(page);
  await panel.getByRole('button', { name: '指定管辖' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByText('待签收').first()).toBeVisible();
});

test('the bureau head narrows the ledger, and the address keeps the view', async ({ page, signIn }) => {
  await signIn('bureauHead');
  await page.getByRole('link', { name: /案件$/ }).click();
  await expect(page.getByRole('heading', { name: '案件台账' })).toBeVisible();
  const rows = page.getByRole('region', { name: '案件台账' }).getByRole('row');
  await page.getByRole('button', { name: /^已归档/ }).click();
  await expect(page).toHaveURL(/archived/);
  await expect(rows.nth(1)).toContainText('已归档');
  await expect(rows.filter({ hasText: '待受理' })).toHaveCount(0);
  const found = await rows.count();
  expect(found).toBeGreaterThan(1);
  await page.reload();
  await expect(rows).toHaveCount(found);
  await expectAxeClean(page);
});

test('the archivist puts a closed case into the archive', async ({ page, signIn }) => {
  await signIn('archivist');
  await page
    .getByRole('link', { name: /^整理归档/ })
    .first()
    .click();
  await page.getByRole('button', { name: '归档', exact: true }).click();
  const panel = page.getByRole('dialog', { name: '归档' });
  await panel.getByRole('radio', { name: '长期' }).check();
  await expectAxeClean(page);
  await panel.getByRole('button', { name: '归档' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByText('已归档').first()).toBeVisible();
  await expectAxeClean(page);
});

test('the security administrator grants a post', async ({ page, signIn }) => {
  await signIn('securityAdmin');
  await page.getByRole('link', { name: /账号$/ }).click();
  await page.getByRole('searchbox', { name: /姓名/ }).fill('mediator');
  await page.getByRole('link', { name: '姜珺' }).click();
  await expect(page.getByRole('button', { name: '停用' })).toBeDisabled();
  await page.getByRole('button', { name: '授予职务' }).click();
  const panel = page.getByRole('dialog', { name: /授予职务/ });
  await panel.getByRole('button', { name: /单位/ }).click();
  const units = page.getByRole('dialog', { name: '选择单位' });
  await units.getByRole('searchbox').fill('望城街道人民调解委员会');
  await units.getByRole('button', { name: '望城街道人民调解委员会' }).first().click();
  await panel.getByRole('combobox', { name: '岗位' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '信息员' }).click();
  await expectAxeClean(page);
  await panel.getByRole('button', { name: '授予职务' }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: '望城街道人民调解委员会' })).toContainText('信息员');
  await expectAxeClean(page);
});
