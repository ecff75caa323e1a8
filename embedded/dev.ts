import { join } from 'node:path';
import { appEnvironment } from '@/embedded/app-environment';
import { startBackend } from '@/embedded/backend';
import { startChild } from '@/embedded/child-process';
import { LOOPBACK, readInstallConfig } from '@/embedded/config';
import { startDemoShop } from '@/embedded/demo-shop/server';
import { assertPortsFree } from '@/embedded/ports';
import { seedOnce } from '@/embedded/seed-once';
import { createSteps } from '@/embedded/steps';
import { onStop } from '@/embedded/stop-signals';

const ROOT = join(import.meta.dirname, '..');

/** The backend as `npm start` runs it, with Next and the widget rebuilding on every change. */
async function dev(): Promise<void> {
  const config = readInstallConfig();
  const { app: appPort, shop: shopPort } = config.ports;
  const steps = createSteps();
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  onStop(stopAll);

  try {
    await assertPortsFree({ app: appPort, shop: shopPort });
    const siteUrl = process.env.APP_URL ?? `http://localhost:${appPort}`;
    const backend = await steps.run('Backend', () =>
      startBackend({
        dataDir: config.dataDir,
        ports: config.ports,
        siteUrl,
        log: steps.note,
        ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
      }),
    );
    stops.push(() => backend.stop());
    const demo = await seedOnce(config.dataDir, config.ports.shop, backend, steps);

    const watch = (name: string, args: string[], env: Record<string, string> = {}) =>
      startChild({
        name,
        command: process.execPath,
        args,
        cwd: ROOT,
        env: { ...process.env, ...env },
        output: 'inherit',
        stopSignal: 'SIGTERM',
        dataDir: config.dataDir,
      });
    const widget = await watch('widget-watch', [join(ROOT, 'widget', 'build.js'), '--watch']);
    stops.push(() => widget.stop());
    const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
    const app = await watch(
      'next-dev',
      [next, 'dev', '--port', String(appPort), '--hostname', LOOPBACK],
      appEnvironment(backend, appPort),
    );
    stops.push(() => app.stop());
    const shop = demo && (await startDemoShop({ port: shopPort, appUrl: siteUrl, siteKey: demo.siteKey }));
    if (shop) stops.push(() => shop.stop());
    steps.note(
      `Console ${siteUrl} · mail inbox ${backend.inboxUrl}${shop ? ` · demo shop ${shop.url}` : ''}`,
    );
  } catch (error) {
    await stopAll();
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

await dev();
