import { join } from 'node:path';
import { appEnvironment, cronSecret, stripeOptions } from '@/embedded/app-environment';
import { startBackend } from '@/embedded/backend';
import { startChild } from '@/embedded/child-process';
import { LOOPBACK, readInstallConfig } from '@/embedded/config';
import { startCron } from '@/embedded/cron';
import { startDemoShop } from '@/embedded/demo-shop/server';
import { assertPortsFree } from '@/embedded/ports';
import { seedOnce } from '@/embedded/seed-once';
import { createSteps } from '@/embedded/steps';
import { runUntilStopped } from '@/embedded/stop-signals';

const ROOT = join(import.meta.dirname, '..');

/** The backend as `npm start` runs it, with Next and the widget rebuilding on every change. */
await runUntilStopped(async (onEnd) => {
  const { dataDir, databaseUrl, ports } = readInstallConfig();
  const steps = createSteps();
  await assertPortsFree({ app: ports.app, shop: ports.shop });
  const siteUrl = process.env.APP_URL ?? `http://localhost:${ports.app}`;

  const backend = await steps.run('Backend', () =>
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

  const watch = async (name: string, args: string[], env: Record<string, string> = {}): Promise<void> => {
    const child = await startChild({
      name,
      command: process.execPath,
      args,
      cwd: ROOT,
      env: { ...process.env, ...env },
      output: 'inherit',
      stopSignal: 'SIGTERM',
      dataDir,
    });
    onEnd(() => child.stop());
  };
  await watch('widget-watch', [join(ROOT, 'widget', 'build.js'), '--watch']);
  const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
  await watch(
    'next-dev',
    [next, 'dev', '--port', String(ports.app), '--hostname', LOOPBACK],
    appEnvironment(backend, ports.app),
  );
  const cron = startCron({
    appUrl: `http://${LOOPBACK}:${ports.app}`,
    secret: cronSecret(backend),
    log: steps.note,
  });
  onEnd(async () => cron.stop());
  const shop = demo && (await startDemoShop({ port: ports.shop, appUrl: siteUrl, siteKey: demo.siteKey }));
  if (shop) onEnd(() => shop.stop());
  steps.note(`Console ${siteUrl} · mail inbox ${backend.inboxUrl}${shop ? ` · demo shop ${shop.url}` : ''}`);
});
