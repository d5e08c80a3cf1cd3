// The coordination office sends a dispute on; it comes back, and back again;
// then the office designates, and nobody can return it any more.
import { chooseUnit, facts, onCase, openAct, openCase, paper, perform, send, step } from '../support/casework.ts';
import { pdfText } from '../support/paper.ts';
import { register } from '../support/register.ts';
import { type Account, expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

const town = '水集街道人民调解委员会';
const village = '水集街道产芝湖社区人民调解委员会';
const title = '王试一与李试二';

async function assign(page: Page, to: string): Promise<void> {
  await perform(page, '交办', async (panel) => {
    await chooseUnit(panel, /主办单位/, to);
    await panel.getByLabel('要达到的目标').fill('查清事实，十五日内促成协议。');
    await panel.getByLabel('责任领导').fill('分管主任');
  });
}

test('a dispute is taken in, sorted and assigned', { tag: '@shots' }, async ({ as }) => {
  const page = await as('dispatcher');
  await page.goto('/register');
  await register(page, { parties: ['王试一', '李试二'], facts: '两家因停车位争执，堵住了单元门。', place: '水集街道' });
  await page.getByRole('link', { name: '打开案件' }).click();
  await onCase(page, title);
  await perform(page, '受理');
  await perform(page, '研判分流', async (panel) => {
    await panel.getByRole('radio', { name: '主动化解' }).check();
    await panel.getByRole('radio', { name: '一般' }).check();
    await panel.getByRole('radio', { name: '普通' }).check();
    await panel.getByLabel('理由').fill('事实清楚，双方愿意谈。');
    await expectAxeClean(page);
  });
  const panel = await openAct(page, '交办');
  await panel.getByRole('button', { name: '交办', exact: true }).click();
  await expect(panel.getByText('请填写这一项').first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'panel-assign');
  await page.keyboard.press('Escape');
  await assign(page, town);
  await expect(page.getByText('待签收').first()).toBeVisible();
  expect(await pdfText(paper(page, '交办单', 'PDF'))).toContain(town);
});

async function sendBack(page: Page, account: Account): Promise<void> {
  await openCase(page, title);
  await perform(page, '退回', async (panel) => {
    await panel.getByLabel('理由').fill(`不属于本单位管辖（${account}）。`);
    await expectAxeClean(page);
  });
}

test('it comes back twice, and then waits for designation', async ({ as }) => {
  await sendBack(await as('townHead'), 'townHead');
  const page = await as('dispatcher');
  await openCase(page, title);
  await expect(step(page)).toContainText('研判并交办');
  await assign(page, village);
  await sendBack(await as('villageOfficer'), 'villageOfficer');
  await page.reload();
  await expect(step(page)).toContainText('指定管辖');
  // Who sent it where, and who sent it back, stands there for all to see.
  await expect(facts(page).getByText('已退回')).toHaveCount(2);
  await page.getByRole('button', { name: '更多操作' }).click();
  const all = page.getByRole('dialog', { name: '更多操作' });
  await expect(all.getByRole('button', { name: /^交办/ })).toContainText('等待协调办公室指定管辖');
});

test('a unit is designated, and signs', { tag: '@shots' }, async ({ as }) => {
  const page = await as('dispatcher');
  await page.goto('/work');
  const row = page.getByRole('row').filter({ hasText: title }).filter({ hasText: '指定管辖' });
  await expect(row).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'work-list-dispatcher');
  await row.getByRole('link', { name: new RegExp(title) }).click();
  const panel = await openAct(page, '指定管辖');
  await panel.getByRole('button', { name: '指定管辖' }).click();
  await expect(panel.getByText('请填写').first()).toBeVisible();
  await chooseUnit(panel, /主办单位/, town);
  await panel.getByLabel('理由').fill('双方都住在水集街道，按属地原则指定。');
  await expectAxeClean(page);
  await shot(page, 'panel-designate');
  await send(panel, '指定管辖');
  await expect(page.getByText('待签收').first()).toBeVisible();

  const mediator = await as('townMediator');
  await openCase(mediator, title);
  await expect(step(mediator).getByRole('button', { name: '退回' })).toHaveCount(0);
  await perform(mediator, '签收');
  await expect(mediator.getByText('办理中').first()).toBeVisible();
});
