import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Backend, startBackend } from '@/embedded/backend';
import { LOOPBACK } from '@/embedded/config';
import { freePorts } from '@/embedded/ports';
import { removeCluster } from '@/embedded/postgres';
import { type ControlAction, targetFromEnvironment } from './contract-target';

/** What a test may know about the embedded backend it runs against. */
export type TestBackend = Pick<
  Backend,
  | 'url'
  | 'publishableKey'
  | 'secretKey'
  | 'jwtSecret'
  | 'databaseUrl'
  | 'migratorUrl'
  | 'smtpUrl'
  | 'inboxUrl'
  | 'stripe'
>;

declare module 'vitest' {
  interface ProvidedContext {
    backend: TestBackend;
  }
}

export type OwnBackend = { backend: Backend; stop(): Promise<void> };

/** A whole backend of one's own: new data in a temporary folder, free ports, every migration applied. */
export async function startTestBackend(rest: 'postgrest' | 'lite' = 'postgrest'): Promise<OwnBackend> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-test-'));
  const [gateway = 0, postgres = 0, inbox = 0, smtp = 0, stripe = 0] = await freePorts(5);
  const backend = await startBackend({
    dataDir,
    ports: { gateway, postgres, inbox, smtp, stripe },
    stripe: { control: true },
    rest,
    // Refused joins are answered soon, so that a suite full of them stays quick.
    realtimeErrorBackoffMs: 100,
    log: (line) => process.env.LOG_LEVEL === 'debug' && console.log(line),
  });
  return {
    backend,
    async stop() {
      await backend.stop();
      await removeCluster(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Vitest global setup: the backend of the tests, or the one the environment names. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = targetFromEnvironment();
  if (named) {
    project.provide('contractTarget', named);
    return undefined;
  }
  const { backend, stop } = await startTestBackend(
    process.env.CONTRACT_REST === 'lite' ? 'lite' : 'postgrest',
  );
  const control = await startControl(backend);
  const { url, publishableKey, secretKey, jwtSecret, databaseUrl, migratorUrl, smtpUrl, inboxUrl, stripe } =
    backend;
  project.provide('backend', {
    url,
    publishableKey,
    secretKey,
    jwtSecret,
    databaseUrl,
    migratorUrl,
    smtpUrl,
    inboxUrl,
    stripe,
  });
  project.provide('contractTarget', {
    url,
    publishableKey,
    secretKey,
    jwtSecret,
    databaseUrl: migratorUrl,
    controlUrl: control.url,
    inboxUrl,
  });
  return async () => {
    control.close();
    await stop();
  };
}

/** Test files run in other processes; through this they ask for a part to be taken down and up again. */
async function startControl(backend: Backend): Promise<{ url: string; close(): void }> {
  const { database, gateway } = backend.parts;
  const actions: Record<ControlAction, () => Promise<void>> = {
    'restart-realtime': async () => {
      await gateway.halt();
      await gateway.resume();
    },
    'stop-database': async () => database?.halt(),
    'start-database': async () => database?.resume(),
  };
  const server = createServer((request, response) => {
    const action = Object.entries(actions).find(([name]) => request.url === `/${name}`)?.[1];
    (action?.() ?? Promise.reject(new Error(`unknown action ${request.url}`))).then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://${LOOPBACK}:${port}`, close: () => server.close() };
}
