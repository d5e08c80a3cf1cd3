// A bureau's clerk sorts the ledger: ticks cases, sees what would happen, tags them,
// and takes it back. A dispatcher assigns what came in, leaves, comes back in another tab,
// and recalls it. The server does it: no page has to stay open.
import { choose, chooseUnit } from '../support/casework.ts';
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
  await expect(panel.getByRole('region', { name: '不能办的原因' }).getByText('2 件')).toBeVisible();
  await expect(panel.getByRole('button', { name: '办理 0 件' })).toBeDisabled();
  await panel.getByRole('button', { name: '返回修改' }).click();
  await choose(panel, '加上标签', '涉及用水排水');
  await panel.getByText('标签写纠纷的事').click();
  await panel.getByRole('button', { name: '先看结果' }).click();
  await expect(panel.getByText('可以办理 2 件')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'bulk-foreseen');
  await panel.getByRole('button', { name: '办理 2 件' }).click();
  await expect(panel.getByText('办理结束：已办理 2 件')).toBeVisible();
  await expect(panel.getByText(/^(10:00|9:\d\d) 内可以全部撤销/)).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'bulk-done');
  await panel.getByRole('button', { name: '撤销 2 件' }).click();
  await expect(panel.getByText('已撤销 2 件。')).toBeVisible();
  await panel.getByRole('button', { name: '关闭' }).last().click();
  await page.goto('/cases?tag=water');
  await expect(page.getByText('没有符合条件的案件')).toBeVisible();
});

test('all that a filter finds is assigned, found again in another tab, and recalled', { tag: '@shots' }, async ({
  as,
}) => {
  const page = await as('dispatcher');
  await page.goto('/cases?state=accepted');
  await page.getByRole('button', { name: '批量办理', exact: true }).click();
  const list = page.getByRole('dialog', { name: '批量办理' });
  await expect(list.getByRole('heading', { name: '最近的批量办理' })).toBeVisible();
  await expectAxeClean(page);
  await list.getByRole('button', { name: '批量交办' }).click();
  const panel = page.getByRole('dialog', { name: '批量交办' });
  await expect(panel.getByText('符合当前条件的全部案件')).toBeVisible();
  await chooseUnit(panel, /主办单位/, '水集街道人民调解委员会');
  await panel.getByLabel('目标').fill('三十日内调解结束');
  await panel.getByLabel('责任领导').fill('王主任');
  await panel.getByRole('button', { name: '先看结果' }).click();
  const start = panel.getByRole('button', { name: /^办理 [1-9]\d* 件$/ });
  await expect(start).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'bulk-assign');
  const n = (await start.textContent())?.match(/\d+/)?.[0];
  await start.click();

  const other = await page.context().newPage();
  await other.goto('/cases');
  await other.getByRole('button', { name: '批量办理', exact: true }).click();
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /日.*批量交办$/ })
    .first()
    .click();
  const again = other.getByRole('dialog', { name: '批量交办' });
  await expect(again.getByText(`办理结束：已办理 ${n} 件`)).toBeVisible();
  await again.getByRole('button', { name: `撤销 ${n} 件` }).click();
  await expect(again.getByText(`已撤销 ${n} 件。`)).toBeVisible();
  await expectAxeClean(other);
});
