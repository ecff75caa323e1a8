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
const OFF_AS_PLAYWRIGHT_HAS_IT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
];

/**
 * What Chromium makes ready in case it is wanted, for every browser a test opens: the suggestions under the address
 * bar, which are web pages of its own, and a process for the next page. No page sees any of it, and it cost more
 * than the pages under test.
 */
const MADE_READY_FOR_NOBODY = ['SpareRendererForSitePerProcess', 'WebUIOmniboxAimPopup', 'WebUIOmniboxPopup'];

const DISABLED_FEATURES = [...OFF_AS_PLAYWRIGHT_HAS_IT, ...MADE_READY_FOR_NOBODY];

const launchWithout = (features: readonly string[]): LaunchOptions => ({
  ...chromiumPath,
  args: [`--disable-features=${features.join(',')}`],
});

export const likePeoplesBrowsers = launchWithout(DISABLED_FEATURES);

/** Refuses frames of other sites every kind of storage, and locks: as the strictest settings do. */
export const withoutFrameStorage = launchWithout([...DISABLED_FEATURES, 'ThirdPartyStoragePartitioning']);
