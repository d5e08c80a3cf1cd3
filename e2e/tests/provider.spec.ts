// Signing in by way of an OpenID Connect provider: a stranger is not let in, a person
// links themselves, signs in there, and proves there who they are while their page waits.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, enterThere, type Provider, secret, startProvider } from '../support/provider.ts';
import { outDir } from '../support/run.ts';
import { type Server, startServer } from '../support/server.ts';
import { copyTemplate, removeCopy } from '../support/template.ts';
import { accounts, expect, expectAxeClean, password, shot, signInAs, test, watchPage } from '../support/test.ts';

// A server of its own beside the worker's, on a copy of its own.
const copy = 901;
let house: Server;
let provider: Provider;

test.beforeAll(async () => {
  provider = await startProvider();
  const { data, db } = copyTemplate(copy);
  const file = join(outDir, 'provider-secret');
  writeFileSync(file, secret);
  const flags = [
    '--proof',
    '6s',
    '--oidc-issuer',
    provider.issuer,
    '--oidc-client',
    client,
    '--oidc-secret-file',
    file,
  ];
  flags.push('--oidc-name', '统一身份认证');
  house = await startServer({ data, db, log: join(outDir, 'server-provider.log'), flags });
});

test.afterAll(async () => {
  await house.stop();
  provider.stop();
  removeCopy(copy);
});

test('refused unlinked, linked, signed in, proved in another tab', async ({ browser }) => {
  const faults = { home: house.url, found: [] as string[] };
  const context = await browser.newContext({ baseURL: house.url });
  const page = await context.newPage();
  watchPage(page, faults);

  await page.goto('/cases?state=accepted');
  const go = page.getByRole('button', { name: '用统一身份认证登录' });
  await expect(go).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'provider-sign-in');
  await go.click();
  await enterThere(page, 'wang');
  await expect(page.getByRole('alert').first()).toContainText('没有关联');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAxeClean(page);
  await shot(page, 'provider-refused');

  await signInAs(page, accounts.townMediator, password);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.goto('/account');
  await page.getByRole('button', { name: '关联', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '请确认是您本人' });
  await expect(dialog.or(page.getByLabel('Who'))).toBeVisible();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('密码', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  }
  await enterThere(page, 'wang'); // asked although the provider knows the browser
  await expect(page.getByText('关联时间')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'provider-account');

  await page.request.delete('/api/session');
  await page.goto('/account');
  await go.click(); // the provider knows the browser
  await expect(page.getByText('关联时间')).toBeVisible();
  await expect(page).toHaveURL(/\/account$/);

  await page.waitForTimeout(6000); // longer than a sign-in serves as a proof here
  await page.getByRole('button', { name: '解除关联' }).click();
  await page.getByRole('button', { name: '解除关联' }).last().click();
  await expect(dialog).toBeVisible();
  const beside = dialog.getByRole('link', { name: '用统一身份认证确认' });
  await expect(beside).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'provider-proof');
  const [tab] = await Promise.all([context.waitForEvent('page'), beside.click()]);
  await enterThere(tab, 'zhao'); // somebody else's account there
  await expect(tab.getByRole('heading', { name: '认证没有成功' })).toBeVisible();
  await expectAxeClean(tab);
  await shot(tab, 'provider-failed');
  await expect(dialog.getByRole('alert').last()).toContainText('不是你本人');
  await expect(beside).toBeVisible();
  const [second] = await Promise.all([context.waitForEvent('page'), beside.click()]);
  await enterThere(second, 'wang');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('已解除关联')).toBeVisible(); // the act went on by itself
  // The way to the provider is the one that leaves the house.
  expect(faults.found.filter((fault) => !fault.includes(provider.issuer))).toEqual([]);
  await context.close();
});
