// What every journey imports instead of @playwright/test: a server with the
// demo city per worker, signing in, and a watch over what the page does
// behind the journey's back.
import { join } from 'node:path';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { type Account, accounts, password } from './accounts.ts';
import { outDir } from './run.ts';
import { type Server, startServer } from './server.ts';
import { copyTemplate, removeCopy } from './template.ts';

export { expect, type Page } from '@playwright/test';
export { type Account, accounts, password } from './accounts.ts';
export { expectAxeClean } from './axe.ts';
export { expectNoSideScroll, shot } from './shot.ts';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Fixtures {
  /** Signs the page in through the form, as a person of the demo city. */
  signIn: (account: Account) => Promise<void>;
  /**
   * A browser of its own for a person of the demo city, signed in already;
   * watched like the page. The same person comes back to the same browser.
   */
  as: (account: Account) => Promise<Page>;
  /** What pages did wrong so far. */
  faults: Faults;
  /** Always on: fails the test on a script error, a 5xx or a foreign address. */
  watch: undefined;
}

interface WorkerFixtures {
  /** What a browser keeps of people signed in earlier: one sign-in serves a worker. */
  sessions: Map<Account, State>;
  /** This worker's own `hemu serve` on its own copy of the demo city. */
  server: Server;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures' names from the pattern
    async ({}, use, info) => {
      const { data, db } = copyTemplate(info.workerIndex);
      const log = join(outDir, `server-${info.project.name}-${info.workerIndex}.log`);
      const server = await startServer({ data, db, log });
      await use(server);
      await server.stop();
      removeCopy(info.workerIndex);
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: ({ server }, use) => use(server.url),

  signIn: ({ page }, use) => use((account) => signIn(page, account)),

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures' names from the pattern
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  faults: async ({ server }, use) => use({ home: server.url, found: [] }),

  as: async ({ browser, server, sessions, faults }, use) => {
    const open = new Map<Account, Page>();
    await use(async (account) => {
      const there = open.get(account);
      if (there) return there;
      const storageState = sessions.get(account);
      const context = await browser.newContext(storageState ? { storageState } : {});
      const page = await context.newPage();
      watchPage(page, faults);
      if (!storageState) {
        const headers = { Origin: server.url };
        const data = { username: accounts[account], password };
        const answer = await context.request.post('/api/session', { headers, data });
        expect(answer.ok(), await answer.text()).toBe(true);
        sessions.set(account, await context.storageState());
      }
      open.set(account, page);
      return page;
    });
    for (const page of open.values()) await page.context().close();
  },

  watch: [
    async ({ page, faults }, use) => {
      watchPage(page, faults);
      await use(undefined);
      expect(faults.found, 'what the pages did wrong meanwhile').toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in through the form, as people do. */
export async function signInAs(page: Page, username: string, word: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(word);
  await page.getByRole('button', { name: /^登\s?录$/ }).click();
}

async function signIn(page: Page, account: Account): Promise<void> {
  await signInAs(page, accounts[account], password);
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** What is wrong with pages that may ask nobody but home. */
export interface Faults {
  home: string;
  found: string[];
}

/**
 * Collects what a page does wrong from now on: uncaught errors, messages on
 * the console's error level, answers of 500 and above, requests to anywhere
 * but the server. A refusal (4xx) is a thing journeys provoke on purpose.
 */
export function watchPage(page: Page, { home, found }: Faults): void {
  page.on('pageerror', (err) => found.push(`uncaught: ${err.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (/^Failed to load resource: .* status of 4\d\d/.test(message.text())) return;
    found.push(`console: ${message.text()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) found.push(`${answer.status()} from ${answer.url()}`);
  });
  page.on('request', (request) => {
    const to = request.url();
    if (to.startsWith(`${home}/`) || /^(data|blob|about):/.test(to)) return;
    found.push(`request to ${to}`);
  });
}
