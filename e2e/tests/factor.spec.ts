// The second factor, as an administrator of a strict installation meets it:
// enrol before anything else, sign in with a code, with a recovery code, and prove
// it again before an act that does harm.
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { outDir } from '../support/run.ts';
import { type Server, startServer } from '../support/server.ts';
import { copyTemplate, removeCopy } from '../support/template.ts';
import {
  accounts,
  expect,
  expectAxeClean,
  type Page,
  password,
  shot,
  signInAs,
  test,
  watchPage,
} from '../support/test.ts';

// A server of its own beside the worker's, on a copy of its own.
const copy = 900;
let strict: Server;

/** Serves it; a proof of who somebody is serves so long. */
async function serve(made: ReturnType<typeof copyTemplate>, proof: string): Promise<void> {
  const flags = ['--second-factor', 'admins', '--proof', proof];
  strict = await startServer({ ...made, log: join(outDir, 'server-strict.log'), flags });
}

let made: ReturnType<typeof copyTemplate>;

test.beforeAll(async () => {
  made = copyTemplate(copy);
  await serve(made, '10m');
});

test.afterAll(async () => {
  await strict.stop();
  removeCopy(copy);
});

/** What the app on the phone shows, `ahead` periods from now (RFC 6238). */
function code(secret: string, ahead = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => Number.parseInt(b, 2)));
  const period = Buffer.alloc(8);
  period.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const sum = createHmac('sha1', key).update(period).digest();
  const at = (sum.at(-1) ?? 0) & 15;
  return String((sum.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
}

test('enrol, sign in with a code, with a recovery code, prove before harm', async ({ browser }) => {
  const faults = { home: strict.url, found: [] as string[] };
  let page = await (await browser.newContext({ baseURL: strict.url })).newPage();
  watchPage(page, faults);

  await signInAs(page, accounts.systemAdmin, password);
  await expect(page.getByRole('heading', { level: 1, name: '绑定验证器' })).toBeVisible();
  await expectAxeClean(page);
  await page.getByRole('button', { name: '开始绑定' }).click();
  await expect(page.getByRole('img', { name: '验证器二维码' })).toBeVisible();
  await page.getByText('不能扫描？').click();
  const secret = ((await page.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await expectAxeClean(page);
  await shot(page, 'factor-enrol');
  await page.getByLabel('验证码').fill('000000');
  await page.getByRole('button', { name: '完成绑定' }).click();
  await expect(page.getByRole('alert')).toContainText('验证码不对');
  const first = code(secret);
  await page.getByLabel('验证码').fill(first);
  await page.getByRole('button', { name: '完成绑定' }).click();
  const shown = page.locator('.factor-codes li');
  await expect(shown).toHaveCount(10);
  const recovery = await shown.allTextContents();
  await expectAxeClean(page);
  await shot(page, 'factor-recovery');
  await page.getByRole('button', { name: '已经抄好' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();

  await signOut(page);
  await signInAs(page, accounts.systemAdmin, password);
  await expect(page.getByLabel('验证码')).toBeFocused();
  await page.getByLabel('验证码').fill(first); // the one enrolled with
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('已经用过');
  await page.getByLabel('验证码').fill(code(secret, 1));
  await expectAxeClean(page);
  await shot(page, 'factor-sign-in');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/sign-in/);

  await signOut(page);
  await signInAs(page, accounts.systemAdmin, password);
  await page.getByLabel('验证码').fill((recovery[0] ?? '').toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/sign-in/);

  // The session goes on where a proof serves but seconds: an act that does harm comes after them.
  await page.goto('about:blank');
  await strict.stop();
  await serve(made, '5s');
  page = await page.context().newPage();
  watchPage(page, { home: strict.url, found: faults.found });
  await page.goto(`${strict.url}/users?text=${accounts.informer}`);
  await page.getByRole('main').getByRole('link').first().click();
  await page.waitForTimeout(5500);
  await page.getByRole('button', { name: /^停\s?用$/ }).click();
  await page
    .getByRole('button', { name: /^(停\s?用|确\s?定)$/ })
    .last()
    .click();
  const dialog = page.getByRole('dialog', { name: '请确认是您本人' });
  await expect(dialog).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'factor-proof');
  await dialog.getByLabel('密码', { exact: true }).fill(password);
  await dialog.getByLabel('验证码').fill(recovery[1] ?? '');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('已停用')).toBeVisible(); // the act went on by itself

  await page.goto(`${strict.url}/account`);
  await expect(page.getByText('剩余备用码')).toBeVisible();
  await expectAxeClean(page);
  await shot(page, 'factor-account');
  expect(faults.found).toEqual([]);
  await page.context().close();
});
