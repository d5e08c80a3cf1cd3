// The system administrator takes over a table of organisations: what is wrong
// is told row by row and nothing is saved; the mended table is taken over.
import { expect, expectAxeClean, type Page, shot, test } from '../support/test.ts';

const bad = `名称,类型,层级,区划代码,上级
水集街道果品市场人民调解委员会,行业调委会,镇,370285001,水集街道人民调解委员会
没有类型的调委会,不知道什么,镇,370285001,水集街道人民调解委员会
没有上级的调委会,行业调委会,镇,370285001,并不存在的调委会
`;
const good = bad.split('\n').slice(0, 2).join('\n');

async function check(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('文件', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: '检查' }).click();
}

test('organisations are imported once every row is right', { tag: '@shots' }, async ({ as }) => {
  const page = await as('systemAdmin');
  await page.goto('/imports');
  await page.getByRole('radiogroup', { name: '导入什么' }).getByText('组织').click();
  await expect(page).toHaveURL(/kind=orgs/);
  await expectAxeClean(page);
  const report = page.getByRole('region', { name: '检查结果' });
  await check(page, 'orgs.csv', bad);
  await expect(report).toContainText('有 2 处不对，什么都没有保存');
  await expect(report.getByRole('row').filter({ hasText: '并不存在的调委会' })).toContainText('4');
  await expect(report.getByRole('row').filter({ hasText: '组织类型不正确' })).toContainText('3');
  await expect(page.getByRole('button', { name: '导入', exact: true })).toHaveCount(0);
  await expectAxeClean(page);
  await shot(page, 'import-errors');

  await check(page, 'orgs.csv', good);
  await expect(report).toContainText('检查通过，可以导入');
  await expect(report).toContainText('新增 1');
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(report).toContainText('已导入');
  await shot(page, 'import-done');

  await page.goto('/orgs');
  await page.getByRole('searchbox', { name: '名称或拼音首字母' }).fill('gpsc');
  await page.getByRole('searchbox', { name: '名称或拼音首字母' }).press('Enter');
  await page.getByRole('link', { name: '水集街道果品市场人民调解委员会' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '水集街道果品市场人民调解委员会' })).toBeVisible();
  await expectAxeClean(page);
});
