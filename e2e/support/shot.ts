// Pictures of every main screen at the four widths people have, to be looked
// at by a person; and the one thing about width a machine can judge.
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { looks } from './run.ts';

const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

const folder = join(import.meta.dirname, '../screenshots');

/**
 * Saves screenshots/NAME-WIDTH.png at 360, 768, 1366 and 1920 px, each of the
 * full page, and fails where the page would scroll sideways. The size the
 * page had comes back at the end. Pictures take a while, and are for people:
 * they are made when HEMU_E2E_SHOTS is set (make screenshots), the widths are
 * looked at always, where this run judges looks.
 */
export async function shot(page: Page, name: string): Promise<void> {
  if (!looks) return;
  const before = page.viewportSize();
  try {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await settled(page);
      await expectNoSideScroll(page);
      if (!process.env.HEMU_E2E_SHOTS) continue;
      await page.screenshot({
        path: join(folder, `${name}-${size.width}.png`),
        fullPage: true,
        animations: 'disabled',
        scale: 'css',
      });
    }
  } finally {
    if (before) await page.setViewportSize(before);
  }
}

/**
 * Fails if the page stays wider than its window: tables scroll, pages don't.
 * What measures itself (tabs, tables) may take a moment after a change of size.
 */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const window = page.viewportSize()?.width;
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
      message: `${page.url()} scrolls sideways at ${window} px`,
      timeout: 5_000,
    })
    .toBeLessThanOrEqual(0);
}

// Fonts in, and two frames painted at the new size.
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
