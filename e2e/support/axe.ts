// The accessibility gate: a page with any violation of WCAG 2.2 A/AA or of
// axe's best practices fails the journey it was met in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { looks } from './run.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe on the whole page and lists what it found, one line a node. */
export async function axeFindings(page: Page): Promise<string[]> {
  // The debugger's own evaluation, because the page's Content-Security-Policy
  // rightly forbids a script element and eval alike.
  const cdp = await page.context().newCDPSession(page);
  try {
    await cdp.send('Runtime.evaluate', { expression: source });
  } finally {
    await cdp.detach();
  }
  const results = await page.evaluate(
    (): Promise<AxeResults> =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        resultTypes: ['violations'],
      }),
  );
  return results.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id} (${v.impact}): ${v.help}\n    ${n.target.join(' ')}\n    ${n.html.slice(0, 200)}`),
  );
}

/** Fails unless axe finds nothing at all on the page as it stands, where this run judges looks. */
export async function expectAxeClean(page: Page): Promise<void> {
  if (!looks) return;
  const found = await axeFindings(page);
  expect(found, `axe on ${page.url()}:\n${found.join('\n')}`).toEqual([]);
}
