import { join } from 'node:path';
import { buildApp } from '@/embedded/app-build';
import { type Installation, startInstallation } from '@/tests/support/installation';

const VARIABLE = 'FOYER_E2E_INSTALLATION';

/** Playwright global setup: the production build, once, and the installation all journeys share. */
export default async function setup(): Promise<() => Promise<void>> {
  await buildApp(join('test-results', 'logs', 'build.log'));
  const { installation, stop } = await startInstallation();
  process.env[VARIABLE] = JSON.stringify(installation);
  return stop;
}

/** Workers are other processes: they learn of the shared installation through their environment. */
export function sharedInstallation(): Installation {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('The shared installation is not running; its global setup starts it.');
  return JSON.parse(text) as Installation;
}
