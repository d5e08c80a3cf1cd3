import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { looks, outDir } from './support/run.ts';

// Debian's browser: Playwright's own is never downloaded.
const executablePath = process.env.HEMU_CHROMIUM ?? '/usr/bin/chromium';

// Chromium as root in a container with no way out: no sandbox, and none of
// the background services that would look for Google at every start.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // The same glyph shapes on every machine, so that screenshots compare.
  '--font-render-hinting=none',
];

const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
};
const desk = { viewport: { width: 1366, height: 768 } };

// x.spec.ts runs at the desk, x.phone.spec.ts on the phone, x.both.spec.ts on
// either. A file is one journey: its tests run in order in one worker.
export default defineConfig({
  testDir: 'tests',
  // Nothing but looks, and the gates that judge them.
  testIgnore: looks ? [] : /(screens|harness|narrow\.phone)\.spec\.ts$/,
  outputDir: join(outDir, 'results'),
  globalSetup: './support/template.ts',
  // Two cores: each worker has a browser and a server of its own.
  workers: Number(process.env.HEMU_E2E_WORKERS ?? 2),
  timeout: 90_000,
  expect: { timeout: 25_000 },
  forbidOnly: !process.env.HEMU_E2E_ONLY,
  reporter: [['list'], ['html', { outputFolder: join(outDir, 'report'), open: 'never' }]],
  use: {
    actionTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    // Nothing waits on an animation, and none is caught half way by a shot.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace costs a third of the time: HEMU_E2E_TRACE=1 to look into a failure.
    trace: process.env.HEMU_E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args },
  },
  projects: [
    { name: 'desk', testMatch: /(?<!\.phone)\.spec\.ts$/, use: desk },
    { name: 'phone', testMatch: /\.(phone|both)\.spec\.ts$/, use: phone },
  ],
});
