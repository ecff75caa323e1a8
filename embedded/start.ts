import { join } from 'node:path';
import { buildApp } from '@/embedded/app-build';
import { appEnvironment } from '@/embedded/app-environment';
import { startApp } from '@/embedded/app-server';
import { startBackend } from '@/embedded/backend';
import { readInstallConfig } from '@/embedded/config';
import type { DemoRecord } from '@/embedded/demo-record';
import { startDemoShop } from '@/embedded/demo-shop/server';
import { assertPortsFree } from '@/embedded/ports';
import { allowShopAddress } from '@/embedded/seed/shop-address';
import { seedOnce } from '@/embedded/seed-once';
import { createSteps } from '@/embedded/steps';
import { onStop } from '@/embedded/stop-signals';

/** One command from a fresh clone to a running product. */
async function start(): Promise<void> {
  const config = readInstallConfig();
  const { app: appPort, shop: shopPort } = config.ports;
  const steps = createSteps();
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  onStop(async () => {
    console.log('\nStopping …');
    await stopAll();
  });

  try {
    await assertPortsFree({ app: appPort, shop: shopPort });
    const siteUrl = process.env.APP_URL ?? `http://localhost:${appPort}`;
    const backend = await steps.run('Backend: database, REST, sign-in, files, realtime, mail', () =>
      startBackend({
        dataDir: config.dataDir,
        ports: config.ports,
        siteUrl,
        log: steps.note,
        ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
      }),
    );
    stops.push(() => backend.stop());

    const seeded = await seedOnce(config.dataDir, config.ports.shop, backend, steps);
    await steps.run('App build (about a minute when something changed)', () =>
      buildApp(join(config.dataDir, 'logs', 'build.log')),
    );
    const app = await steps.run('App', () =>
      startApp({
        dataDir: config.dataDir,
        port: appPort,
        env: appEnvironment(backend, appPort),
        log: steps.note,
      }),
    );
    stops.push(() => app.stop());
    if (seeded) await allowShopAddress(backend, seeded.siteKey, shopPort);
    const shop =
      seeded && (await startDemoShop({ port: shopPort, appUrl: siteUrl, siteKey: seeded.siteKey }));
    if (shop) stops.push(() => shop.stop());

    announce({ console: siteUrl, shop: shop?.url, inbox: backend.inboxUrl, api: backend.url }, seeded);
  } catch (error) {
    await stopAll();
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

function announce(
  addresses: { console: string; shop: string | undefined; inbox: string; api: string },
  demo: DemoRecord | undefined,
): void {
  const shop = addresses.shop
    ? `  Demo shop    ${addresses.shop}   (a customer's website, with the chat on it)\n`
    : '';
  console.log(`
Foyer is running.

  Console      ${addresses.console}
${shop}  Mail inbox   ${addresses.inbox}
  Supabase API ${addresses.api}
`);
  for (const { organization, name, role, email, password } of demo?.signIns ?? []) {
    console.log(`  ${email.padEnd(32)} ${password.padEnd(20)} ${organization}: ${name}, ${role}`);
  }
  console.log('\nCtrl-C stops everything.');
}

await start();
