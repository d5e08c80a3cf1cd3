// What every journey imports instead of @playwright/test: a server with the
// demo city per worker, signing in, and a watch over what the page does
// behind the journey's back.
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type Account, accounts, password } from './accounts.ts';
import { engine, outDir, type Server, startServer } from './server.ts';
import { copyTemplate, removeCopy } from './template.ts';

export { expect, type Page } from '@playwright/test';
export { accounts, password } from './accounts.ts';
export { expectAxeClean } from './axe.ts';
export { expectNoSideScroll, shot } from './shot.ts';

interface Fixtures {
  /** Signs the page in as a person of the demo city; ends on the work list. */
  signIn: (account: Account) => Promise<void>;
  /** Always on: fails the test on a script error, a 5xx or a foreign address. */
  watch: undefined;
}

interface WorkerFixtures {
  /** This worker's own `hemu serve` on its own copy of the demo city. */
  server: Server;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures' names from the pattern
    async ({}, use, info) => {
      const { data, db } = copyTemplate(info.workerIndex);
      const log = join(outDir, `server-${engine()}-${info.project.name}-${info.workerIndex}.log`);
      const server = await startServer({ data, db, log });
      await use(server);
      await server.stop();
      removeCopy(info.workerIndex);
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: ({ server }, use) => use(server.url),

  signIn: ({ page }, use) => use((account) => signIn(page, account)),

  watch: [
    async ({ page, server }, use) => {
      const faults = watchPage(page, server.url);
      await use(undefined);
      expect(faults, 'what the pages did wrong meanwhile').toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in through the form, as people do. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(accounts[account]);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^登\s?录$/ }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/**
 * Collects what a page does wrong from now on: uncaught errors, messages on
 * the console's error level, answers of 500 and above, requests to anywhere
 * but the server. A refusal (4xx) is a thing journeys provoke on purpose.
 */
export function watchPage(page: Page, home: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (err) => faults.push(`uncaught: ${err.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (/^Failed to load resource: .* status of 4\d\d/.test(message.text())) return;
    faults.push(`console: ${message.text()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} from ${answer.url()}`);
  });
  page.on('request', (request) => {
    const to = request.url();
    if (to.startsWith(`${home}/`) || /^(data|blob|about):/.test(to)) return;
    faults.push(`request to ${to}`);
  });
  return faults;
}
