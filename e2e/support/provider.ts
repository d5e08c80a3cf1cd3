// A real OpenID Connect provider (tools/provider), for the journey that signs in there.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';

export interface Provider {
  readonly issuer: string;
  stop(): void;
}

/** What the provider knows Hemu by. */
export const client = 'hemu';
export const secret = 'a-secret/with+signs';

/** Starts the provider; it ends when its input does. */
export async function startProvider(): Promise<Provider> {
  const cwd = join(import.meta.dirname, '../../tools/provider');
  const child = spawn('go', ['run', '.'], {
    cwd,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const issuer of createInterface(child.stdout)) return { issuer, stop: () => child.stdin.end() };
  throw new Error('the provider did not start');
}

/** Fills in the provider's form. */
export async function enterThere(page: Page, user: string): Promise<void> {
  await page.getByLabel('Who').fill(user);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
