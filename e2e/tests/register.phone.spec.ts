// A village mediator on the phone: from the work list to a tracking code in
// three short steps, photo first; a call in between loses nothing.
import { onCase, paper, perform, picture } from '../support/casework.ts';
import { pdfText } from '../support/paper.ts';
import { chooseCause, trackingCode } from '../support/register.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

const story = '两家因排水沟位置争执，昨天起在路口堆土，车辆过不去。';

test('a dispute is registered in three steps, and the receipt handed over', { tag: '@shots' }, async ({
  page,
  signIn,
}) => {
  await signIn('villageOfficer');
  await expect(page.getByRole('heading', { level: 1, name: '待办事项' })).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('link', { name: '登记纠纷' }).click();

  await expect(page.getByText('第 1 步，共 3 步')).toBeVisible();
  await page.getByLabel('拍照').setInputFiles(picture('路口.png'));
  await expect(page.getByRole('img', { name: '路口' })).toBeVisible();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('请写几句纠纷经过')).toBeVisible();
  await page.getByLabel('纠纷经过').fill(story);
  await expectAxeClean(page);
  await shot(page, 'register-1');
  await page.getByRole('button', { name: '下一步' }).click();

  await expect(page.getByText('第 2 步，共 3 步')).toBeVisible();
  const first = page.getByRole('region', { name: '当事人 1' });
  await first.getByLabel('姓名').fill('王试验');
  await first.getByLabel('身份证号码').fill('37028519780315002X');
  await first.getByLabel('身份证号码').blur();
  await expect(first.getByText(/1978/)).toBeVisible();
  await page.getByRole('region', { name: '当事人 2' }).getByLabel('姓名').fill('李试验');
  await expectAxeClean(page);
  await shot(page, 'register-2');
  await expect(page.getByText('已保存草稿')).toBeVisible();

  // The phone rings, and the page is gone.
  await page.goto('/work');
  await page.goto('/register');
  await page.getByRole('button', { name: '接着填' }).click();
  await expect(page.getByLabel('纠纷经过')).toHaveValue(story);
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(first.getByLabel('姓名')).toHaveValue('王试验');
  await page.getByRole('button', { name: '下一步' }).click();

  await expect(page.getByText('第 3 步，共 3 步')).toBeVisible();
  await page.getByRole('button', { name: '发生地点' }).click();
  await page.getByRole('button', { name: '进入水集街道的下级' }).click();
  await page.getByRole('button', { name: '产芝湖社区' }).first().click();
  await chooseCause(page, '宅基地');
  await expectAxeClean(page);
  await shot(page, 'register-3');
  await page.getByRole('button', { name: '登记', exact: true }).click();

  await expect(page.getByRole('heading', { name: '已经登记' })).toBeVisible();
  const code = await trackingCode(page);
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expectAxeClean(page);
  await shot(page, 'register-done');

  await page.getByRole('link', { name: '打开案件' }).click();
  await onCase(page, '王试验与李试验');
  await expect(page.getByRole('button', { name: /路口/ })).toBeVisible();
  await perform(page, '受理');
  expect(await pdfText(paper(page, '受理案件回执单', 'PDF'))).toContain(code);
  await expectAxeClean(page);
});
