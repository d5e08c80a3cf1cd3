// The head of the bureau reads for two minutes: the ledger through filters and
// a view of their own, why a clock stands as it does, an extension to decide,
// and a table to take along.
import { readFileSync } from 'node:fs';
import { facts, openAct, openCase, perform, step } from '../support/casework.ts';
import { expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

const ledger = (page: Page) => page.getByRole('region', { name: '案件台账' });

test('the ledger is narrowed, and the address keeps the view', { tag: '@shots' }, async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '案件' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '案件台账' })).toBeVisible();
  const rows = ledger(page).getByRole('row');
  await expect(rows.nth(2)).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'cases');

  await page.getByRole('button', { name: /^已归档/ }).click();
  await expect(page).toHaveURL(/archived/);
  await expect(rows.nth(1)).toContainText('已归档');
  await expect(rows.filter({ hasText: '待受理' })).toHaveCount(0);
  const found = await rows.count();
  expect(found).toBeGreaterThan(1);
  await page.reload();
  await expect(rows).toHaveCount(found);

  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByRole('textbox', { name: '视图名称' }).fill('归档清点');
  await page.getByRole('textbox', { name: '视图名称' }).press('Enter');
  await page.getByRole('tab', { name: '全部', exact: true }).click();
  await expect(page).not.toHaveURL(/archived/);
  await page.getByRole('tab', { name: '归档清点' }).click();
  await expect(rows).toHaveCount(found);
});

test('further conditions read like a sentence; nothing found has a way out', { tag: '@shots' }, async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/cases');
  await page.getByRole('button', { name: '更多条件' }).click();
  const panel = page.getByRole('dialog', { name: '更多条件' });
  await panel.getByRole('spinbutton', { name: /人数/ }).fill('20');
  await panel.getByRole('spinbutton', { name: /人数/ }).blur();
  await expectAxeClean(page);
  await shot(page, 'panel-filter');
  await panel.getByRole('button', { name: '查看结果' }).click();
  await expect(page).toHaveURL(/people=20/);
  await expect(ledger(page).getByRole('row').filter({ hasText: '绿野蔬菜合作社' })).toBeVisible();
  await page.getByRole('button', { name: /^去掉：人数不少于/ }).click();
  await expect(page).not.toHaveURL(/people/);

  await page.getByRole('searchbox', { name: '案号、标题或当事人姓名' }).fill('没有这个人');
  await page.getByRole('searchbox', { name: '案号、标题或当事人姓名' }).press('Enter');
  await expect(page.getByText('没有符合条件的案件')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'cases-empty');
});

test('a clock says why it stands as it does', { tag: '@shots' }, async ({ as }) => {
  const page = await as('bureauHead');
  await openCase(page, '绿野蔬菜合作社土地流转租金纠纷');
  await step(page).getByRole('button', { name: /^办理/ }).first().focus();
  const why = page.getByRole('tooltip').filter({ hasText: '办理' });
  await expect(why).toContainText('已批准延长');
  await expect(why).toContainText('依据');
  await expectAxeClean(page);
  await shot(page, 'clock-why');
});

test('an extension is decided', async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/work?of=below');
  await page
    .getByRole('row')
    .filter({ hasText: '审批延期' })
    .filter({ hasText: '出嫁女集体收益分配纠纷' })
    .getByRole('link')
    .first()
    .click();
  const panel = await openAct(page, '审批延期');
  await panel.getByRole('radio', { name: '不批准' }).check();
  await panel.getByRole('button', { name: '审批延期' }).click();
  await expect(panel.getByText('请填写这一项')).toBeVisible();
  await page.keyboard.press('Escape');
  await perform(page, '审批延期', async (again) => {
    await again.getByLabel('批准的天数').fill('10');
    await expectAxeClean(page);
  });
  await expect(page.getByRole('region', { name: '办理经过' }).getByText('审批延期').first()).toBeVisible();
  await expect(step(page).getByRole('button', { name: '审批延期' })).toHaveCount(0);
  await expect(facts(page)).toBeVisible();
});

test('what is on the screen is taken along as a table', async ({ as }) => {
  const page = await as('bureauHead');
  await page.goto('/cases?colour=red');
  const all = page.getByText(/^共 \d+ 条$/);
  const shown = Number((await all.textContent())?.match(/\d+/)?.[0]);
  expect(shown).toBeGreaterThan(0);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const panel = page.getByRole('dialog', { name: '导出台账' });
  await panel.getByText('纯文本表格').click();
  await panel.getByRole('button', { name: '开始导出' }).click();
  const made = panel.getByRole('region', { name: '最近的导出' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    made.getByRole('button', { name: /^下载/ }).click(),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .split('\r\n')
    .filter(Boolean);
  expect(lines).toHaveLength(shown + 2); // whose it is, and the heading
});
