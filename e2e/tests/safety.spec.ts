// Somebody says that they are hurt at home: what the mediator then reads, and what
// the next form does by itself.
import { facts, openAct, openCase, perform } from '../support/casework.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

test('who is hurt at home is not put at one table with the other side', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await openCase(page, '徐佳玥与于玉堃');
  await perform(page, '家庭暴力询问', async (panel) => {
    await panel.getByText('有，受到伤害、威胁或限制').click();
    await panel.getByLabel('本人怎么说').fill('喝了酒就动手，怕他知道我来过。');
  });
  const cautions = page.getByRole('list', { name: '联系和调解之前' });
  await expect(cautions.getByText('徐佳玥说受到家庭暴力')).toBeVisible();
  await expect(cautions.getByText('还没有问徐佳玥怎样联系安全')).toBeVisible();
  const block = facts(page).getByRole('region', { name: '人身安全' });
  await expect(block.getByText('喝了酒就动手，怕他知道我来过。')).toBeVisible();
  await block.getByText('可以告诉当事人的帮助').click();
  await expect(block.getByText('人身安全保护令')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'safety-case');

  const panel = await openAct(page, '安排调解会');
  await expect(panel.getByRole('checkbox', { name: '背靠背调解' })).toBeChecked();
  await panel.getByRole('checkbox', { name: '背靠背调解' }).uncheck();
  await panel.getByLabel('时间').first().fill('明天');
  await panel.getByLabel('时间').last().fill('9点半');
  await panel.getByLabel('地点').fill('司法所调解室');
  await panel.getByRole('button', { name: '安排调解会', exact: true }).click();
  await expect(panel.getByText('一般不安排双方坐在一起').first()).toBeVisible();
});
