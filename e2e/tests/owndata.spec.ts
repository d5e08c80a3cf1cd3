// A party asks for a copy of their own data in an archived case; the unit answers in
// writing and gives out what is theirs alone. The archivist sees which files fall due.
import { readFileSync } from 'node:fs';
import { facts, openAct, openCase, paper, perform, send, step } from '../support/casework.ts';
import { pdfText } from '../support/paper.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

const title = '史永平与孙传福屋檐滴水纠纷';

test('a copy of own data is asked for, granted and given', { tag: '@shots' }, async ({ as }) => {
  const page = await as('villageOfficer');
  await openCase(page, title);
  await perform(page, '登记个人信息请求', async (panel) => {
    await panel.getByRole('radio', { name: '孙传福' }).check();
    await panel.getByRole('radio', { name: '复制' }).check();
    await panel.getByRole('radio', { name: '查验证件' }).check();
    await panel.getByRole('textbox', { name: '提出的内容' }).fill('要一份记着我的信息的材料');
    await expectAxeClean(page);
    await shot(page, 'panel-ask-data');
  });
  await expect(step(page).getByText('答复个人信息请求').first()).toBeVisible();
  const panel = await openAct(page, '答复个人信息请求');
  await panel.getByRole('radio', { name: '同意', exact: true }).check();
  await expectAxeClean(page);
  await send(panel, '答复个人信息请求');

  expect(await pdfText(paper(page, '个人信息请求答复书', 'PDF'))).toContain('决定同意');
  const taken = page.waitForEvent('download');
  await facts(page).getByRole('button', { name: '个人信息副本 JSON' }).click();
  const copy = readFileSync(await (await taken).path(), 'utf8');
  expect(copy).toContain('孙传福');
  expect(copy).not.toContain('史永平');
  await expectAxeClean(page);
  await shot(page, 'case-own-data');
});

test('the archivist sees which files fall due', { tag: '@shots' }, async ({ as }) => {
  const page = await as('archivist');
  await page.goto('/retention?within=10');
  const ending = page.getByRole('region', { name: '将到期的案卷' });
  await expect(ending.getByRole('link').first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'retention');
});
