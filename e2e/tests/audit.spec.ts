// The audit administrator proves that nothing was altered: the whole ledger is
// verified, and a single entry is proved to be under a signature.
import { expect, expectAxeClean, shot, test } from '../support/test.ts';

test('the ledger is verified, and one entry proved', { tag: '@shots' }, async ({ as }) => {
  const page = await as('auditAdmin');
  await page.goto('/');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '台账核验' }).click();
  await page.getByRole('button', { name: '现在核验' }).click();
  await expect(page.getByText('台账完整，没有被改动')).toBeVisible();
  await expect(page.getByText(/读了 \d{3,} 条记录/)).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'ledger');

  // What was done to accounts and posts is on the same record.
  const records = page.getByRole('region', { name: '管理操作记录' }).getByRole('row');
  await expect(records.nth(1)).toBeVisible();
  await records.nth(1).getByRole('link', { name: '出具证明' }).click();
  await expect(page).toHaveURL(/proof=/);
  await expect(page.getByText('证明路径')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存证明' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^proof-.+\.json$/);
  await expectAxeClean(page);
  await shot(page, 'ledger-proof');
});

test('an administrator reads no case', async ({ as }) => {
  for (const account of ['auditAdmin', 'securityAdmin', 'systemAdmin'] as const) {
    const page = await as(account);
    await page.goto('/cases');
    await expect(page.getByRole('heading', { name: '您现在不能打开这个页面' })).toBeVisible();
    const list = await page.request.get('/api/cases?limit=1');
    expect(((await list.json()) as { items: unknown[] }).items).toEqual([]);
  }
});
