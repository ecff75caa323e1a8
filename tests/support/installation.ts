import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appEnvironment, cronSecret } from '@/embedded/app-environment';
import { startApp } from '@/embedded/app-server';
import { type Backend, startBackend } from '@/embedded/backend';
import { freePorts } from '@/embedded/ports';
import { removeCluster } from '@/embedded/postgres';

/** A running product, as tests meet it: the addresses and keys of the app and of its backend. */
export type Installation = Pick<
  Backend,
  'url' | 'publishableKey' | 'secretKey' | 'databaseUrl' | 'inboxUrl' | 'jwtSecret' | 'stripe'
> & {
  appUrl: string;
  /** What a scheduler shows to the app. */
  cronSecret: string;
};

export type OwnInstallation = { installation: Installation; backend: Backend; stop(): Promise<void> };

/** The built app over an embedded backend of its own: new data in a temporary folder, free ports. */
export async function startInstallation(): Promise<OwnInstallation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-e2e-'));
  const [appPort = 0, gateway = 0, postgres = 0, inbox = 0, smtp = 0, stripePort = 0] = await freePorts(6);
  const appUrl = `http://localhost:${appPort}`;
  const log = (line: string) => process.env.LOG_LEVEL === 'debug' && console.log(line);
  const backend = await startBackend({
    dataDir,
    ports: { gateway, postgres, inbox, smtp, stripe: stripePort },
    stripe: { webhookUrl: `http://127.0.0.1:${appPort}/api/webhooks/stripe`, control: true },
    siteUrl: appUrl,
    log,
  });
  const env = { ...appEnvironment(backend, appPort), APP_URL: appUrl, SMTP_URL: backend.smtpUrl };
  const app = await startApp({ dataDir, port: appPort, env, log });
  const { url, publishableKey, secretKey, databaseUrl, inboxUrl, jwtSecret, stripe } = backend;
  return {
    installation: {
      appUrl,
      cronSecret: cronSecret(backend),
      url,
      publishableKey,
      secretKey,
      databaseUrl,
      inboxUrl,
      jwtSecret,
      stripe,
    },
    backend,
    async stop() {
      await app.stop();
      await backend.stop();
      await removeCluster(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
