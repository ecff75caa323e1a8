import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startBackend } from '@/embedded/backend';
import { claimDataDir, releaseDataDir } from '@/embedded/child-ledger';
import { readInstallConfig } from '@/embedded/config';
import { removeCluster } from '@/embedded/postgres';
import { seedOnce } from '@/embedded/seed-once';
import { createSteps } from '@/embedded/steps';

/** Throws the database, files and mails away and builds them anew; the keys stay, so nothing is signed out of order. */
async function reset(): Promise<void> {
  const config = readInstallConfig();
  if (config.databaseUrl)
    throw new Error('DATABASE_URL is set. Foyer does not empty a server that is not its own.');
  const steps = createSteps();
  await claimDataDir(config.dataDir);
  await removeCluster(config.dataDir);
  for (const entry of await readdir(config.dataDir)) {
    if (entry !== 'keys.json' && entry !== 'run')
      await rm(join(config.dataDir, entry), { recursive: true, force: true });
  }
  await releaseDataDir(config.dataDir);
  const backend = await steps.run('Database', () =>
    startBackend({ dataDir: config.dataDir, ports: config.ports, log: steps.note }),
  );
  await seedOnce(config.dataDir, config.ports.shop, backend, steps);
  await backend.stop();
}

await reset().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
