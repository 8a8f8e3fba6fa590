import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './tools/chromium';

const PORT = 4180;
const SUB_PORT = 4181;
const executablePath = findChromium();

/**
 * Runs against the built site. `site` has the headers; `sub-path` is the same site built for `/sub/` on a host that sends none, so the
 * service worker must isolate it. `npm test` builds both; after a change, run `npm run build` before `npm run e2e`.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['line'], ['json', { outputFile: 'reports/e2e.json' }]],
  use: {
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGS },
    locale: 'ar',
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'site', testIgnore: '**/sub-path.spec.ts', use: { baseURL: `http://localhost:${PORT}/` } },
    {
      name: 'sub-path',
      testMatch: '**/sub-path.spec.ts',
      use: { baseURL: `http://localhost:${SUB_PORT}/sub/` },
    },
  ],
  webServer: [
    { command: 'npx tsx tools/serve.ts', port: PORT, env: { PORT: String(PORT) } },
    {
      command: 'npx tsx tools/serve.ts --dir dist-sub --base /sub/ --no-headers',
      port: SUB_PORT,
      env: { PORT: String(SUB_PORT) },
    },
  ],
});
