import { join } from 'node:path';
import { buildApp } from '@/embedded/app-build';
import { appEnvironment, cronSecret, stripeOptions } from '@/embedded/app-environment';
import { startApp } from '@/embedded/app-server';
import { startBackend } from '@/embedded/backend';
import { LOOPBACK, readInstallConfig } from '@/embedded/config';
import { startCron } from '@/embedded/cron';
import type { DemoRecord } from '@/embedded/demo-record';
import { startDemoShop } from '@/embedded/demo-shop/server';
import { assertPortsFree } from '@/embedded/ports';
import { seedOnce } from '@/embedded/seed-once';
import { createSteps } from '@/embedded/steps';
import { runUntilStopped } from '@/embedded/stop-signals';

/** One command from a fresh clone to a running product. */
await runUntilStopped(async (onEnd) => {
  const { dataDir, databaseUrl, ports } = readInstallConfig();
  const steps = createSteps();
  await assertPortsFree({ app: ports.app, shop: ports.shop });
  const siteUrl = process.env.APP_URL ?? `http://localhost:${ports.app}`;

  const backend = await steps.run('Backend: database, REST, sign-in, files, realtime, mail', () =>
    startBackend({
      dataDir,
      ports,
      siteUrl,
      log: steps.note,
      ...stripeOptions(ports.app),
      ...(databaseUrl ? { databaseUrl } : {}),
    }),
  );
  onEnd(() => backend.stop());
  const demo = await seedOnce(dataDir, ports.shop, backend, steps);
  await steps.run('App build (about a minute when something changed)', () =>
    buildApp(join(dataDir, 'logs', 'build.log')),
  );
  const app = await steps.run('App', () =>
    startApp({ dataDir, port: ports.app, env: appEnvironment(backend, ports.app), log: steps.note }),
  );
  onEnd(() => app.stop());
  const cron = startCron({
    appUrl: `http://${LOOPBACK}:${ports.app}`,
    secret: cronSecret(backend),
    log: steps.note,
  });
  onEnd(async () => cron.stop());
  const shop = demo && (await startDemoShop({ port: ports.shop, appUrl: siteUrl, siteKey: demo.siteKey }));
  if (shop) onEnd(() => shop.stop());

  announce({ console: siteUrl, shop: shop?.url, inbox: backend.inboxUrl, api: backend.url }, demo);
});

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
