// The archivist checks what the file holds, puts it away, and can still read it.
import { facts, openAct, paper, send, step } from '../support/casework.ts';
import { officeFileSize, pdfText } from '../support/paper.ts';
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

const title = '张玉梅与张学礼分家析产纠纷';

test('a closed case is checked for completeness and archived', { tag: '@shots' }, async ({ as }) => {
  const page = await as('archivist');
  await page.goto('/');
  const row = page.getByRole('row').filter({ hasText: '整理归档' }).filter({ hasText: title });
  await expect(row).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'work-list-archivist');
  await row.getByRole('link').first().click();

  const contents = facts(page).getByRole('listitem').filter({ hasText: '已有' });
  await expect(contents.filter({ hasText: '受理登记表' })).toBeVisible();
  await expect(contents.filter({ hasText: '调解协议书' })).toBeVisible();
  await expect(facts(page).getByText('缺少', { exact: true })).toHaveCount(0);
  expect(await pdfText(paper(page, '调解协议书', 'PDF'))).toContain('调解协议');
  expect(await officeFileSize(paper(page, '调解协议书', 'Word'))).toBeGreaterThan(2000);
  await expectAxeClean(page);
  await shot(page, 'case-to-archive');

  const panel = await openAct(page, '归档');
  await panel.getByRole('button', { name: '归档', exact: true }).click();
  await expect(panel.getByText('请填写这一项')).toBeVisible();
  await panel.getByRole('radio', { name: '长期' }).check();
  await expectAxeClean(page);
  await shot(page, 'panel-archive');
  await send(panel, '归档');
  await expect(page.getByText('已归档').first()).toBeVisible();
  await expect(facts(page).getByText('长期')).toBeVisible();
  await expect(step(page).getByRole('button')).toHaveCount(0);
  await expectAxeClean(page);
});

test('the papers of an archived file open, and reading is on record', async ({ as }) => {
  const page = await as('archivist');
  await page.goto('/cases?state=archived');
  await page
    .getByRole('region', { name: '案件台账' })
    .getByRole('link', { name: new RegExp(title) })
    .click();
  for (const kind of ['受理登记表', '结案报告表', '卷宗封面'])
    expect(await pdfText(paper(page, kind, 'PDF')), kind).toContain('张玉梅');
  expect(await pdfText(paper(page, '卷内目录', 'PDF'))).toContain('调解协议书');
  await facts(page).getByRole('button', { name: '查看名单' }).click();
  await expect(
    facts(page).getByRole('listitem').filter({ hasText: '展祎' }).filter({ hasText: '打印' }).first(),
  ).toBeVisible();
  await expectAxeClean(page);
});
