// A resident with nothing but a tracking code and a browser without JavaScript:
// sees how it stands, says that it isn't settled, complains; the mediator reads it.
import { facts, openCase } from '../support/casework.ts';
import { accounts, expect, expectAxeClean, expectNoSideScroll, type Page, shot, test } from '../support/test.ts';

test.describe.configure({ mode: 'serial' });

let code = '';

/** Registers a dispute as a village officer's phone would, and gives its tracking code. */
async function registered(page: Page, home: string): Promise<string> {
  const mine = await page.request.get('/api/cases?limit=1');
  const [first] = ((await mine.json()) as { items: { cause: string; region: string }[] }).items;
  const made = await page.request.post('/api/cases', {
    headers: { Origin: home, 'Idempotency-Key': crypto.randomUUID() },
    data: {
      channel: 'visit',
      cause: first?.cause,
      region: first?.region,
      facts: '两家因排水沟位置争执。',
      parties: [
        { role: 'applicant', kind: 'person', name: '王群众' },
        { role: 'respondent', kind: 'person', name: '李群众' },
      ],
    },
  });
  expect(made.ok(), await made.text()).toBe(true);
  return ((await made.json()) as { trackingCode: string }).trackingCode;
}

test('progress is seen and things are said without JavaScript', async ({ as, browser, server }) => {
  code = await registered(await as('villageOfficer'), server.url);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/t');
  await page.getByLabel('查询码').fill('AAAA-AAAA-AAAA');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('alert')).toContainText('没有找到');

  await page.getByLabel('查询码').fill(code.toLowerCase());
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('heading', { name: '已经办理' })).toBeVisible();
  await expect(page.locator('main')).toContainText('下一步');
  for (const personal of ['王群众', '李群众', '排水沟', accounts.villageOfficer])
    await expect(page.locator('main')).not.toContainText(personal);

  await page.getByLabel('事情还没有解决').check();
  await page.getByLabel(/请写下来/).fill('沟还堵着，没有人来过。');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('status')).toContainText('已经收到');
  await page.getByLabel('对办理情况有意见').check();
  await page.getByLabel(/请写下来/).fill('调解员没有告诉我可以起诉。');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('status')).toContainText('已经收到');

  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('the pages of residents are for everybody', { tag: '@shots' }, async ({ page }) => {
  await page.goto('/t');
  await expectAxeClean(page);
  await shot(page, 'tracking-form');
  await page.goto(`/t/${code}`);
  await expect(page.getByRole('heading', { name: '您的权利' })).toBeVisible();
  await expectAxeClean(page);
  await expectNoSideScroll(page);
  await shot(page, 'tracking');
});

test('the mediator reads what was said', async ({ as }) => {
  const page = await as('villageOfficer');
  await openCase(page, '王群众与李群众');
  await expect(facts(page).getByText('沟还堵着，没有人来过。')).toBeVisible();
});
