// Who may open a confidential case comes and goes with a reason; whose name is taken off
// loses it at once, also on a page that lies open, and is told so without a word of it.
import { facts, openCase } from '../support/casework.ts';
import { expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

const title = '徐佳玥与于玉堃';
const people = (page: Page) => facts(page).getByRole('region', { name: '可以打开本案的人' });

test('a name is put on a confidential case, and taken off again', { tag: '@shots' }, async ({ as }) => {
  const head = await as('townHead');
  const colleague = await as('archivist');
  await colleague.goto(`/cases?q=${encodeURIComponent(title)}`);
  await expect(colleague.getByText('没有符合条件的案件')).toBeVisible();

  await openCase(head, title);
  await expect(people(head).getByRole('listitem')).toHaveCount(2);
  await people(head).getByRole('button', { name: '增加知情人' }).click();
  let panel = head.getByRole('dialog', { name: /^增加知情人/ });
  await panel.getByRole('combobox', { name: /可以打开本案的人/ }).click();
  await head.locator('.ant-select-dropdown:visible').getByTitle(/展祎/).click();
  await panel.getByLabel('理由').focus(); // closes the list
  await panel.getByRole('button', { name: '增加知情人', exact: true }).click();
  await expect(panel.getByText(/理由/).last()).toBeVisible(); // not without one
  await panel.getByLabel('理由').fill('由展祎整理卷宗');
  await panel.getByRole('button', { name: '增加知情人', exact: true }).click();
  await expect(panel).toBeHidden();
  await expect(people(head).getByText('展祎')).toBeVisible();
  await expectAxeClean(head);
  await shot(head, 'naming-case');

  await colleague.goto('/digests');
  await expect(colleague.getByText('您被指定为一件保密案件的知情人。')).toBeVisible();
  await expect(colleague.getByText('徐佳玥')).toHaveCount(0);
  await expectAxeClean(colleague);
  await shot(colleague, 'naming-told');
  await colleague.getByRole('link', { name: '打开这件案件' }).click();
  await expect(colleague.getByRole('heading', { level: 1, name: new RegExp(title) })).toBeVisible();

  await people(head).getByRole('button', { name: '取消知情人：展祎' }).click();
  panel = head.getByRole('dialog', { name: /^取消知情人/ });
  await panel.getByLabel('理由').fill('卷宗已经整理完');
  await shot(head, 'naming-off');
  await panel.getByRole('button', { name: '取消知情人', exact: true }).click();
  await expect(panel).toBeHidden();
  await expect(people(head).getByText('展祎')).toHaveCount(0);
  const story = head.getByRole('region', { name: '办理经过' });
  await expect(story.getByText('卷宗已经整理完')).toBeVisible();

  // The page that lies open is asked for anew by itself, and shows nothing any more.
  await expect(colleague.getByText('没有找到这个案件')).toBeVisible({ timeout: 45_000 });
  await expect(colleague.getByText('徐佳玥')).toHaveCount(0);
  await colleague.goto('/digests');
  await expect(colleague.getByText('您不再是一件保密案件的知情人')).toBeVisible();
  await expect(colleague.getByRole('link', { name: '打开这件案件' })).toHaveCount(0);
  await colleague.goto(`/cases?q=${encodeURIComponent(title)}`);
  await expect(colleague.getByText('没有符合条件的案件')).toBeVisible();
});
