// A clerk takes the ledger out as a table: chooses columns, sees it made, saves it; and
// names of people only with a reason. A head reads the month table and looks behind a
// number; shares a view, which a mediator below finds and subscribes to.
import { readFileSync } from 'node:fs';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

test('a table is made and saved', { tag: '@shots' }, async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/cases?state=closed');
  const rows = page.getByRole('row');
  await rows.nth(1).getByRole('checkbox').check();
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '批量导出' }).click();
  const panel = page.getByRole('dialog', { name: '导出台账' });
  await panel.getByText('纯文本表格').click();
  await panel.getByRole('checkbox', { name: '申请人', exact: true }).check();
  await panel.getByRole('button', { name: '开始导出' }).click();
  await expect(panel.getByText('请填写这一项')).toBeVisible();
  await panel.getByLabel('姓名的用途').fill('送达开会通知');
  await panel.getByRole('button', { name: '开始导出' }).click();
  const made = panel.getByRole('region', { name: '最近的导出' });
  await expect(made.getByText('可以下载')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'export');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    made.getByRole('button', { name: /^下载/ }).click(),
  ]);
  const table = readFileSync(await file.path(), 'utf8')
    .split('\r\n')
    .filter(Boolean);
  expect(file.suggestedFilename()).toMatch(/^案件台账-\d{8}-\w+\.csv$/);
  expect(table).toHaveLength(3); // whose it is, the heading, the case
  expect(table[0]).toContain('导出');
  expect(table[1]).toContain('申请人');
  await made.getByRole('button', { name: /^删除/ }).click();
  await expect(made.getByText('文件已删除')).toBeVisible();
});

test('a number of the month table opens the cases it counts', { tag: '@shots' }, async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/months');
  const table = page.getByRole('region', { name: '月度统计' });
  const numbers = table.locator('tbody a');
  await expect(numbers.first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'months');
  const n = await numbers.first().textContent();
  await numbers.first().click();
  await expect(page.getByText(`共 ${n} 条`)).toBeVisible();
});

test('a head shares a view with all below; a mediator subscribes to it', { tag: '@shots' }, async ({ as }) => {
  const head = await as('bureauHead');
  await head.goto('/cases?state=closed');
  await head.getByRole('button', { name: '存为视图' }).click();
  await head.getByRole('textbox', { name: '视图名称' }).fill('结案清点');
  await head.getByRole('combobox', { name: '共享范围' }).click();
  await head.getByText('与本单位和下辖共享').click();
  await expectAxeClean(head);
  await shot(head, 'view-shared');
  await head.getByRole('textbox', { name: '视图名称' }).press('Enter');
  await expect(head.getByRole('tab', { name: /^结案清点（/ })).toBeVisible();

  const page = await as('townMediator');
  await page.goto('/cases');
  await page.getByRole('tab', { name: /^结案清点（/ }).click();
  await expect(page).toHaveURL(/state=closed/);
  await expect(page.getByRole('button', { name: '删除这个视图' })).toBeHidden();
  await page.getByRole('button', { name: '订阅', exact: true }).click();
  await page.getByRole('button', { name: '每天', exact: true }).click();
  await expect(page.getByRole('button', { name: '已订阅：每天' })).toBeVisible();
  await expectAxeClean(page);
  await page.goto('/digests');
  await expect(page.getByText('您被指定为一件保密案件的知情人。')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'digests');
});
