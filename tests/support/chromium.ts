import { existsSync } from 'node:fs';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The browser of the machine where there is one; otherwise the one Playwright installs. */
export const chromiumPath: { executablePath?: string } = existsSync(SYSTEM_CHROMIUM)
  ? { executablePath: SYSTEM_CHROMIUM }
  : {};
