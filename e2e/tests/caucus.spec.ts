// What a party says in confidence is its writer's: the mediator names a colleague, who
// reads it; the head, who may open the case and answers for the unit, sees nothing of it
// until the writer names them.
import type { Locator } from '@playwright/test';
import { facts, openAct, openCase, send } from '../support/casework.ts';
import { expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

const title = '宋彩霞与老味烧烤店';
const words = '其实八千块就愿意和解，先别告诉对方。';
const notes = (page: Page) => facts(page).getByRole('region', { name: '背靠背谈话' });
const story = (page: Page) => page.getByRole('region', { name: '办理经过' });

async function nothing(page: Page) {
  await openCase(page, title);
  await expect(story(page).getByRole('listitem').first()).toBeVisible();
  await expect(notes(page)).toHaveCount(0);
  await expect(page.getByText(words)).toHaveCount(0);
  await expect(story(page).getByText('背靠背谈话')).toHaveCount(0);
}

// Chooses people who may read it, or takes the choice back.
async function toggle(panel: Locator, ...names: string[]) {
  await panel.getByRole('combobox', { name: /还有谁能看/ }).click();
  for (const name of names) {
    await panel.page().locator('.ant-select-dropdown:visible').getByTitle(new RegExp(name)).click();
  }
  await panel.getByRole('combobox', { name: /还有谁能看/ }).press('Escape');
}

test('a caucus note is read by its writer and whom the writer names', { tag: '@shots' }, async ({ as }) => {
  const writer = await as('townMediator');
  const colleague = await as('archivist');
  const head = await as('townHead');
  await openCase(writer, title);
  let panel = await openAct(writer, '背靠背谈话');
  await panel.getByRole('radio', { name: /宋彩霞/ }).check();
  await panel.getByLabel('说了什么').fill(words);
  await toggle(panel, '展祎');
  await expectAxeClean(writer);
  await send(panel, '背靠背谈话');
  await expect(notes(writer).getByText(words)).toBeVisible();
  await expect(notes(writer).getByText(/展祎/)).toBeVisible();
  await expectAxeClean(writer);
  await shot(writer, 'caucus-writer');

  await openCase(colleague, title);
  await expect(notes(colleague).getByText(words)).toBeVisible();
  await expect(notes(colleague).getByRole('button')).toHaveCount(0); // only the writer names others
  await nothing(head);
  await expect(story(head).getByText('不公开的记录').first()).toBeVisible();
  await head.goto(`/cases?q=${encodeURIComponent('八千块就愿意')}`);
  await expect(head.getByText('没有符合条件的案件')).toBeVisible();

  await notes(writer).getByRole('button', { name: '指定谁能看' }).click();
  panel = writer.getByRole('dialog', { name: /^指定谁能看/ });
  await toggle(panel, '展祎', '李堃');
  await send(panel, '指定谁能看');
  await expect(notes(writer).getByText(/李堃/)).toBeVisible();
  await openCase(head, title);
  await expect(notes(head).getByText(words)).toBeVisible();
  await nothing(colleague);
});
