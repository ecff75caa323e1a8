import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The browser of the machine where there is one; otherwise the one Playwright installs. */
export const chromiumPath: { executablePath?: string } = existsSync(SYSTEM_CHROMIUM)
  ? { executablePath: SYSTEM_CHROMIUM }
  : {};

/**
 * What Playwright switches off, but for one: it switches off the partitioning of third-party storage, and Chromium
 * then gives frames of another site no storage at all. People's browsers give them a partition of their own.
 */
const DISABLED_FEATURES = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
];

const launchWithout = (features: readonly string[]): LaunchOptions => ({
  ...chromiumPath,
  args: [`--disable-features=${features.join(',')}`],
});

export const likePeoplesBrowsers = launchWithout(DISABLED_FEATURES);

/** Refuses frames of other sites every kind of storage, and locks: as the strictest settings do. */
export const withoutFrameStorage = launchWithout([...DISABLED_FEATURES, 'ThirdPartyStoragePartitioning']);
