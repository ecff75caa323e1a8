import { defineConfig } from '@playwright/test';
import { likePeoplesBrowsers } from './tests/support/chromium';

/** Journeys through real browsers on the production build. See tests/e2e. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-setup.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // Recording every step costs a third of the time; `npx playwright test --trace on <file>` records what is looked into.
    screenshot: 'only-on-failure',
    launchOptions: likePeoplesBrowsers,
  },
});
