// A bureau's clerk sorts the ledger: ticks cases, sees what would happen, tags them,
// and takes it back.
import { choose } from '../support/casework.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

test('many cases are tagged and the tags taken back', { tag: '@shots' }, async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/cases?state=closed');
  const rows = page.getByRole('row');
  await rows.nth(1).getByRole('checkbox').check();
  await rows.nth(2).getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: '批量操作' });
  await expect(bar.getByText('已选 2 条')).toBeVisible();
  await bar.getByRole('button', { name: '批量改标签' }).click();
  const panel = page.getByRole('dialog', { name: '批量改标签' });
  await choose(panel, '去掉标签', '季节性纠纷');
  await panel.getByText('标签写纠纷的事').click();
  await panel.getByRole('button', { name: '先看结果' }).click();
  // None of them carries the tag: each says that there is nothing to change.
  await expect(panel.getByText('可以办理 0 件，不能办理 2 件')).toBeVisible();
  await expect(panel.getByRole('button', { name: '办理 0 件' })).toBeDisabled();
  await panel.getByRole('button', { name: '返回修改' }).click();
  await choose(panel, '加上标签', '涉及用水排水');
  await panel.getByText('标签写纠纷的事').click();
  await panel.getByRole('button', { name: '先看结果' }).click();
  await expect(panel.getByText('可以办理 2 件')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'bulk-foreseen');
  await panel.getByRole('button', { name: '办理 2 件' }).click();
  await expect(panel.getByText('已办理')).toHaveCount(2);
  await panel.getByRole('button', { name: '撤销 2 件' }).click();
  await expect(panel.getByText('已撤销')).toHaveCount(2);
  await panel.getByRole('button', { name: '关闭' }).last().click();
  await page.goto('/cases?tag=water');
  await expect(page.getByText('没有符合条件的案件')).toBeVisible();
});
