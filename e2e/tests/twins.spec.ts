// The same matter is brought twice: the village sees it while registering, compares,
// makes one of the two, and takes that back.
import { perform, step } from '../support/casework.ts';
import { register } from '../support/register.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

const first = '孙玥与李兆喆屋后排水纠纷';

test('a matter brought twice is handled once', { tag: '@shots' }, async ({ as }) => {
  const page = await as('villageOfficer');
  await page.goto('/register');
  const hints = page.getByRole('region', { name: '可能已经登记过' });
  await register(page, {
    parties: ['孙玥', '李兆喆'],
    facts: '孙玥反映邻居李兆喆翻建东屋时垫高院落，雨水改向其屋后排放，后墙返潮起皮，昨晚又吵了一次。',
    place: '产芝湖社区',
    before: async () => {
      await expect(hints.getByRole('link', { name: first })).toBeVisible();
      await expectAxeClean(page);
    },
  });
  await page.getByRole('link', { name: '打开案件' }).click();

  const alike = page.getByRole('region', { name: '可能是同一件事' });
  await expect(alike.getByRole('link', { name: first })).toBeVisible();
  await alike.getByRole('listitem').filter({ hasText: first }).getByRole('button', { name: '对比' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '两案对比' })).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'twins-beside');
  await page.getByRole('button', { name: '并案' }).click();
  const panel = page.getByRole('dialog', { name: /^并案/ });
  await panel.getByLabel('理由').fill('同一家人为同一条水沟又来反映。');
  await panel.getByRole('button', { name: '并案', exact: true }).click();
  await expect(panel).toBeHidden();

  await page.getByRole('link', { name: '孙玥与李兆喆' }).first().click();
  await expect(page.getByText('本案已并入另一件案件一起办理')).toBeVisible();
  await expect(step(page).getByText('没有要做的事')).toBeVisible();
  await perform(page, '撤销并案', (panel) => panel.getByLabel('理由').fill('后来查明是两条沟。'));
  await expect(page.getByText('本案已并入另一件案件一起办理')).toBeHidden();
  await expect(step(page).getByText('没有要做的事')).toBeHidden();
});
