// A village mediator on the phone: from the work list to a tracking code in
// three short steps.
import { expect, expectAxeClean, test } from '../support/test.ts';

test('a dispute is registered in three steps', async ({ page, signIn }) => {
  await signIn('villageOfficer');
  await page.getByRole('link', { name: '登记纠纷' }).click();

  await expect(page.getByText('第 1 步，共 3 步')).toBeVisible();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('请写几句纠纷经过')).toBeVisible();
  await page.getByLabel('纠纷经过').fill('两家因排水沟位置争执，昨天起在路口堆土，车辆过不去。');
  await expectAxeClean(page);
  await page.getByRole('button', { name: '下一步' }).click();

  await expect(page.getByText('第 2 步，共 3 步')).toBeVisible();
  await page.getByRole('region', { name: '当事人 1' }).getByLabel('姓名').fill('王试验');
  await page.getByRole('region', { name: '当事人 2' }).getByLabel('姓名').fill('李试验');
  await expectAxeClean(page);
  await page.getByRole('button', { name: '下一步' }).click();

  await expect(page.getByText('第 3 步，共 3 步')).toBeVisible();
  await page.getByRole('button', { name: '发生地点' }).click();
  await page.getByRole('button', { name: '进入水集街道的下级' }).click();
  await page.getByRole('button', { name: '产芝湖社区', exact: false }).first().click();
  await page.getByRole('button', { name: '纠纷类别' }).click();
  await page.getByRole('searchbox', { name: '输入类别名称' }).fill('宅基地');
  await page.getByRole('button', { name: '宅基地' }).first().click();
  await expectAxeClean(page);
  await page.getByRole('button', { name: '登记', exact: true }).click();

  await expect(page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/).first()).toBeVisible();
  await expectAxeClean(page);
  await page
    .getByRole('link', { name: /查看|打开|办理/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /王试验与李试验/ })).toBeVisible();
});
