// A resident with nothing but a tracking code and a browser without JavaScript.
import { accounts, expect, expectAxeClean, expectNoSideScroll, type Page, password, test } from '../support/test.ts';

/** Registers a dispute as a village mediator would, and gives its tracking code. */
async function trackingCode(page: Page, home: string): Promise<string> {
  const api = page.request;
  const headers = { Origin: home };
  const signedIn = await api.post('/api/session', {
    headers,
    data: { username: accounts.villageOfficer, password },
  });
  expect(signedIn.ok()).toBe(true);
  const mine = (await (await api.get('/api/cases?limit=1')).json()) as { items: [{ cause: string; region: string }] };
  const { cause, region } = mine.items[0];
  const made = await api.post('/api/cases', {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: {
      channel: 'visit',
      cause,
      region,
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

test('progress is seen and "not settled" is said without JavaScript', async ({ page, browser, server }) => {
  const code = await trackingCode(page, server.url);
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN', baseURL: server.url });
  const plain = await context.newPage();
  await plain.goto('/t');
  await plain.getByLabel('查询码').fill('AAAA-AAAA-AAAA');
  await plain.getByRole('button', { name: '查询' }).click();
  await expect(plain.getByRole('alert')).toContainText('没有找到');

  await plain.getByLabel('查询码').fill(code.toLowerCase());
  await plain.getByRole('button', { name: '查询' }).click();
  await expect(plain.getByRole('heading', { name: '已经办理' })).toBeVisible();
  await expect(plain.locator('main')).not.toContainText('王群众');
  await plain.getByLabel('事情还没有解决').check();
  await plain.getByLabel(/请写下来/).fill('沟还堵着，没有人来过。');
  await plain.getByRole('button', { name: '提交' }).click();
  await expect(plain.getByRole('status')).toContainText('已经收到');
  await context.close();

  // The same page in a browser that can run axe; and the mediator reads it.
  await page.goto(`/t/${code}`);
  await expectAxeClean(page);
  await expectNoSideScroll(page);
  await page.goto('/t');
  await expectAxeClean(page);
});
