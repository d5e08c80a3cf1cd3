// A child comes alone: it is listened to and taken in, and takes part once somebody may act for it.
import { choose, onCase, openAct, perform, send } from '../support/casework.ts';
import { chooseCause, choosePlace } from '../support/register.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

test('a child is taken in without a guardian, and agrees through one', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await page.goto('/register');
  await page.getByLabel('纠纷经过').fill('放学路上被人推倒，书包和眼镜都坏了，想要个说法。');
  const child = page.getByRole('region', { name: '当事人 1' });
  await child.getByLabel('姓名').fill('童试验');
  await child.getByText('更多信息').click();
  await child.getByLabel('出生日期').fill('2016-09-01');
  await page.getByRole('region', { name: '当事人 2' }).getByLabel('姓名').fill('李试验');
  await choosePlace(page, '水集街道');
  await chooseCause(page, '宅基地');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('heading', { name: '已经登记' })).toBeVisible();
  await page.getByRole('link', { name: '打开案件' }).click();
  await onCase(page, '童试验与李试验');
  const cautions = page.getByRole('list', { name: '联系和调解之前' });
  await expect(cautions.getByText('还没有登记监护人')).toBeVisible();
  await perform(page, '受理'); // taking in waits for nobody

  const asks = async () => {
    const panel = await openAct(page, '联系当事人');
    await panel.getByText('电话', { exact: true }).click();
    await choose(panel, '是否愿意调解', '愿意');
    return panel;
  };
  const panel = await asks();
  await panel.getByRole('button', { name: '联系当事人', exact: true }).click();
  await expect(panel.getByText('还没有登记童试验的监护人').first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'guardian-missing');
  await panel.getByRole('button', { name: '取消' }).click();

  const correct = (fact: string, fill: (panel: Awaited<ReturnType<typeof openAct>>) => Promise<void>) =>
    perform(page, '更正', async (panel) => {
      await panel.getByRole('combobox', { name: '更正哪一项' }).fill(fact);
      await page.locator('.ant-select-dropdown:visible').getByTitle(fact, { exact: true }).click();
      await fill(panel);
      await panel.getByLabel('理由').fill('母亲来了');
    });
  await correct('童试验 · 代理人', (p) => p.getByLabel('更正为').fill('童母'));
  await correct('童试验 · 代理身份', (p) => choose(p, '更正为', '监护人'));
  await expect(cautions).toBeHidden();
  await send(await asks(), '联系当事人');
  await expect(page.getByText('童母 · 监护人')).toBeVisible();
});
