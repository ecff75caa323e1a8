import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumPath } from '@/tests/support/chromium';

const run = promisify(execFile);

/** Why the browser does not start, or undefined when it does. */
async function problem(): Promise<string | undefined> {
  // The path is looked up anew: an installation in between may have brought the system's own.
  const executablePath =
    chromiumPath.executablePath ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);
  return chromium.launch(executablePath ? { executablePath } : {}).then(
    async (browser) => {
      await browser.close();
      return undefined;
    },
    (error: Error) => error.message,
  );
}

/** The end-to-end tests need Chromium: the system's, Playwright's, or, as root on Debian, the package. */
export async function ensureBrowser(): Promise<void> {
  if ((await problem()) === undefined) return;
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
    'cli.js',
  );
  await run(process.execPath, [cli, 'install', 'chromium']).catch(() => undefined);
  if ((await problem()) === undefined) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env }).catch(() => undefined);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env }).catch(
      () => undefined,
    );
  }
  const reason = await problem();
  if (reason === undefined) return;
  throw new Error(
    `The end-to-end tests need Chromium and it does not start. Install it ("npx playwright install --with-deps chromium", or your system's chromium package) and run npm test again.\n${reason}`,
  );
}
