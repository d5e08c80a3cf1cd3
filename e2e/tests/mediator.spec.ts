// A town mediator takes over what a village could not settle, and carries it
// to the end: signs for it, holds a session, has the agreement confirmed on
// paper and by code, watches over performance, visits, closes.
import { choose, facts, openAct, openCase, paper, perform, picture, send, step } from '../support/casework.ts';
import { officeFileSize, pdfText } from '../support/paper.ts';
import { expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

const title = '史忠海与史德胜宅基地边界纠纷';

test('an assignment is found in the work list and signed for', { tag: '@shots' }, async ({ page, signIn }) => {
  await signIn('townMediator');
  const row = page.getByRole('row').filter({ hasText: title });
  await expect(row).toContainText('签收或退回');
  await expectAxeClean(page);
  await row.getByRole('link', { name: new RegExp(title) }).click();
  await expect(step(page)).toContainText('签收或退回');
  await expectAxeClean(page);
  await shot(page, 'case-to-sign');
  const panel = await openAct(page, '签收');
  await expectAxeClean(page);
  await send(panel, '签收');
  await expect(step(page)).toContainText('姜珺');
  await expect(page.getByText('办理中').first()).toBeVisible();
});

test('a session is planned and recorded', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await openCase(page, title);
  const plan = await openAct(page, '安排调解会');
  await plan.getByRole('button', { name: '安排调解会' }).click();
  await expect(plan.getByText('请填写这一项').first()).toBeVisible();
  await plan.getByLabel('时间').first().fill('明天');
  await plan.getByLabel('时间').last().fill('11点');
  await plan.getByLabel('地点').fill('水集街道调解室');
  await expectAxeClean(page);
  await shot(page, 'panel-plan-session');
  await send(plan, '安排调解会');
  await expect(step(page)).toContainText('召开调解会并记录');

  // Both come a day early.
  const record = await openAct(page, '记录调解会');
  await expect(record.getByLabel('地点')).toHaveValue('水集街道调解室');
  await record.getByLabel('开始时间').fill('今天');
  await record.getByLabel('时间', { exact: true }).fill(clockNow());
  await record.getByLabel('已告知权利义务').check();
  await record.getByLabel('调解经过').fill('对照两本旧证和规划图，双方同意以东墙基线为界，各让二十厘米。');
  await record.getByRole('radio', { name: '达成一致' }).check();
  await expectAxeClean(page);
  await send(record, '记录调解会');
  await expect(facts(page).getByText('对照两本旧证和规划图')).toBeVisible();
});

test('an agreement is drafted and confirmed, on paper and by code', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await openCase(page, title);
  const draft = await openAct(page, '拟定协议');
  await draft.getByLabel('争议事项和各方责任').fill('两家宅基地以哪条线为界。');
  await draft.getByRole('textbox', { name: '第 1 条' }).fill('以东墙基线为界，双方各让二十厘米。');
  await draft.getByRole('button', { name: '加一条' }).click();
  await draft.getByRole('textbox', { name: '第 2 条' }).fill('史德胜补偿史忠海一千二百元。');
  await draft.getByRole('button', { name: '加一项' }).click();
  const duty = draft.getByRole('group', { name: '第 1 项' });
  await duty.getByLabel('金额').fill('1200');
  await duty.getByLabel('最迟哪天').fill('明天');
  await duty.getByLabel('最迟哪天').blur();
  await draft.getByLabel('履行方式').fill('当面交付');
  await expectAxeClean(page);
  await shot(page, 'panel-draft-agreement');
  await send(draft, '拟定协议');
  await expect(facts(page).getByText('以东墙基线为界，双方各让二十厘米。')).toBeVisible();

  const [, code = ''] = await confirmationCodes(page);
  const attach = await openAct(page, '补充材料');
  await attach.locator('input[type=file]').setInputFiles(picture('签字的协议.jpg'));
  await expect(attach.getByText('已上传：签字的协议.jpg')).toBeVisible();
  await choose(attach, '材料类别', '签字的协议');
  await send(attach, '补充材料');

  await perform(page, '当事人确认', async (panel) => {
    await panel.getByRole('radio', { name: /史忠海/ }).check();
    await panel.getByRole('radio', { name: '签字的协议.jpg' }).check();
    await expectAxeClean(page);
  });
  const byCode = await openAct(page, '当事人确认');
  await byCode.getByRole('radio', { name: '确认码' }).check();
  await byCode.getByRole('textbox', { name: '确认码' }).fill('000000');
  await byCode.getByRole('button', { name: '当事人确认' }).click();
  await expect(byCode.getByText('确认码不对').first()).toBeVisible();
  await byCode.getByRole('textbox', { name: '确认码' }).fill(code);
  await send(byCode, '当事人确认');
  await expect(step(page)).toContainText('盖章并登记协议');
});

test('the agreement is settled; its papers open', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await openCase(page, title);
  await perform(page, '达成协议');
  await expect(step(page)).toContainText(/督促履行|回访当事人/);
  const text = await pdfText(paper(page, '调解协议书', 'PDF'));
  expect(text).toContain('以东墙基线为界');
  expect(text).toContain('史忠海');
  expect(await officeFileSize(paper(page, '调解协议书', 'Word'))).toBeGreaterThan(2000);
  await expectAxeClean(page);
  await shot(page, 'case-settled');
});

test('performance and a visit are recorded, and the case is closed', { tag: '@shots' }, async ({ as }) => {
  const page = await as('townMediator');
  await openCase(page, title);
  await expect(step(page)).toContainText('还不能结案');
  await page.getByRole('button', { name: '更多操作' }).click();
  const all = page.getByRole('dialog', { name: '更多操作' });
  await expect(all.getByRole('button', { name: /^结案/ })).toHaveAttribute('aria-disabled', 'true');
  await expectAxeClean(page);
  await shot(page, 'panel-all-acts');
  await page.keyboard.press('Escape');

  await perform(page, '登记履行', (panel) => panel.getByLabel('履行凭证').fill('收条一张'));
  await perform(page, '回访', async (panel) => {
    await panel.getByRole('radio', { name: '上门' }).check();
    await panel.getByRole('radio', { name: '解决了', exact: true }).check();
    await panel.getByLabel('当事人的原话').fill('界桩埋好了，没有意见。');
    await expectAxeClean(page);
  });
  await perform(page, '结案', async (panel) => {
    await expect(panel.getByRole('radio', { name: /实质性/ })).toBeChecked();
    await expectAxeClean(page);
  });
  await expect(page.getByText('已结案').first()).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'case-closed');
});

/** The codes printed on each party's own copy of the draft, in the order of the parties. */
async function confirmationCodes(page: Page): Promise<string[]> {
  const text = await pdfText(paper(page, '协议草稿', 'PDF'));
  const codes = [...text.matchAll(/确认码：\s*(\d+)/g)].map((found) => found[1] ?? '');
  expect(codes).toHaveLength(2);
  return codes;
}

/** The time of day in the county's zone. */
function clockNow(): string {
  return new Date().toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
}
