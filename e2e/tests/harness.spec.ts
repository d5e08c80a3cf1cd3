// Proof that the gates of this harness close: a gate that lets everything
// through looks exactly like a clean product. Pages here are made up and
// served under the product's strictest policy.
import { expect, type Page, test } from '@playwright/test';
import { axeFindings, expectAxeClean } from '../support/axe.ts';
import { expectNoSideScroll } from '../support/shot.ts';
import { type Faults, watchPage } from '../support/test.ts';

const home = 'http://hemu.test';

async function open(page: Page, body: string): Promise<void> {
  await page.route(`${home}/**`, (route) =>
    route.request().url() === `${home}/page`
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'Content-Security-Policy': "default-src 'self'" },
          body: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>和睦</title>
            <meta name="viewport" content="width=device-width"><main><h1>待办</h1>${body}</main></html>`,
        })
      : route.fulfill({ status: 503 }),
  );
  await page.goto(`${home}/page`);
}

test('axe passes a good page under a strict policy', async ({ page }) => {
  await open(page, '<label>用户名 <input></label><button>登录</button>');
  await expectAxeClean(page);
});

test('axe stops a field without a label', async ({ page }) => {
  await open(page, '<input>');
  expect((await axeFindings(page)).join()).toContain('label (critical)');
});

test('a page wider than its window is stopped', async ({ page }) => {
  await open(page, '<p>窄</p>');
  await expectNoSideScroll(page);
  await page.locator('p').evaluate((p) => {
    p.style.width = '3000px';
  });
  await expect(expectNoSideScroll(page)).rejects.toThrow('scrolls sideways');
});

test('script errors, 5xx and foreign requests are seen; refusals are not', async ({ page }) => {
  const faults: Faults = { home, found: [] };
  watchPage(page, faults);
  await open(page, '<p>静</p>');
  expect(faults.found).toEqual([]);
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('boom');
    });
    return fetch('/broken');
  });
  await page.evaluate(() => fetch('http://elsewhere.test/').catch(() => undefined));
  await expect.poll(() => faults.found.join('\n')).toContain('uncaught: boom');
  expect(faults.found.join('\n')).toContain(`503 from ${home}/broken`);
  expect(faults.found.join('\n')).toContain('elsewhere.test');
});
