import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bootstrapDatabase } from '@/embedded/bootstrap';
import { LOOPBACK } from '@/embedded/config';
import { loadInstallKeys } from '@/embedded/install-keys';
import { freePorts } from '@/embedded/ports';
import { type PostgresServer, removeCluster, startPostgres } from '@/embedded/postgres';
import { type RealtimeOptions, type RealtimeServer, startRealtime } from '@/embedded/realtime/server';
import {
  type ContractTarget,
  type ControlAction,
  targetFromEnvironment,
} from '@/tests/support/contract-target';

/** Refused joins are answered soon, so that a suite full of them stays quick. */
const errorBackoffMs = 100;

export type RealtimeTarget = ContractTarget & {
  superuserUrl: string;
  server(): RealtimeServer;
  stop(): Promise<void>;
};

/** Vitest global setup: only Postgres and Realtime, the fast way to run the Realtime contract by itself. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = targetFromEnvironment();
  if (named) {
    project.provide('contractTarget', named);
    return undefined;
  }
  const target = await startRealtimeTarget();
  const { url, publishableKey, secretKey, jwtSecret, databaseUrl, controlUrl } = target;
  project.provide('contractTarget', {
    url,
    publishableKey,
    secretKey,
    jwtSecret,
    databaseUrl,
    controlUrl,
  });
  return target.stop;
}

export async function startRealtimeTarget(
  overrides: Partial<Pick<RealtimeOptions, 'limits' | 'errorBackoffMs' | 'log'>> = {},
): Promise<RealtimeTarget> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-realtime-'));
  // Run as root, Postgres gets an account of its own, which must be able to enter.
  await chmod(dataDir, 0o755);
  const keys = await loadInstallKeys(dataDir);
  const [port = 0] = await freePorts(1);
  const database = { dataDir, port, password: keys.passwords.superuser };
  let postgres: PostgresServer = await startPostgres(database);
  await bootstrapDatabase({ databaseUrl: postgres.url, keys });
  const options: RealtimeOptions = {
    databaseUrl: postgres.url,
    jwtSecret: keys.jwtSecret,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    errorBackoffMs,
    ...overrides,
  };
  let realtime = await startRealtime(options);

  const actions: Record<ControlAction, () => Promise<void>> = {
    'restart-realtime': async () => {
      await realtime.stop();
      realtime = await startRealtime(options);
    },
    'stop-database': () => postgres.stop(),
    'start-database': async () => {
      postgres = await startPostgres(database);
    },
  };
  const front = await listen(createFront(() => realtime));
  const control = await listen(createControl(actions));
  return {
    url: front.url,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    jwtSecret: keys.jwtSecret,
    databaseUrl: `postgres://app_migrator:${keys.passwords.migrator}@${LOOPBACK}:${port}/postgres`,
    superuserUrl: postgres.url,
    controlUrl: control.url,
    server: () => realtime,
    async stop() {
      await realtime.stop();
      await Promise.all([front.close(), control.close()]);
      await postgres.stop();
      await removeCluster(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function createFront(realtime: () => RealtimeServer): Server {
  const server = createServer((request, response) => void realtime().handleHttp(request, response));
  server.on('upgrade', (request, socket, head) => realtime().handleUpgrade(request, socket, head));
  return server;
}

function createControl(actions: Record<ControlAction, () => Promise<void>>): Server {
  const byPath = new Map(Object.entries(actions).map(([name, action]) => [`/${name}`, action]));
  return createServer((request, response) => {
    const action = byPath.get(request.url ?? '');
    if (!action) {
      response.writeHead(404).end();
      return;
    }
    action().then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}

async function listen(server: Server): Promise<{ url: string; close(): Promise<void> }> {
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://${LOOPBACK}:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
