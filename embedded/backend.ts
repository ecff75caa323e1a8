import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrapDatabase } from '@/embedded/bootstrap';
import { claimDataDir, releaseDataDir } from '@/embedded/child-ledger';
import { type BackendPorts, DEFAULT_PORTS, LOOPBACK } from '@/embedded/config';
import { startGatewayProcess } from '@/embedded/gateway-process';
import { loadInstallKeys } from '@/embedded/install-keys';
import { applyMigrations } from '@/embedded/migrate';
import { assertPortsFree } from '@/embedded/ports';
import { overSocket, type PostgresServer, startPostgres } from '@/embedded/postgres';
import { findPostgrest, type PostgrestServer, startPostgrest } from '@/embedded/postgrest';
import type { RealtimeLimits } from '@/embedded/realtime/limits';
import { seedStripeCatalogue } from '@/embedded/stripe-seed';
import type { Supervised } from '@/embedded/supervise';

export type BackendOptions = {
  dataDir: string;
  ports?: Partial<BackendPorts>;
  /** A server to use instead of the embedded Postgres; a superuser's address. */
  databaseUrl?: string;
  /** Where the app is reached; links in mails lead there. */
  siteUrl?: string;
  /** New sign-ups confirm their address by mail before they can sign in. */
  confirmEmail?: boolean;
  mailFrom?: string;
  /** Apply supabase/migrations (default) or leave the database as bootstrapped. */
  migrate?: boolean;
  /** 'lite' runs Lite's REST where the real PostgREST would run; it is the only one on some platforms. */
  rest?: 'postgrest' | 'lite';
  /** How long a refused realtime join is held back; hosted and default: 5 s. */
  realtimeErrorBackoffMs?: number;
  /** Other bounds than the backend's own; a load test lifts them. */
  realtimeLimits?: Partial<RealtimeLimits>;
  /** The stand-in for Stripe; false when the app talks to Stripe itself. */
  stripe?:
    | false
    | {
        /** Where the app takes webhooks; without it events are only kept. */
        webhookUrl?: string;
        /** Lets tests move its clock and hold its webhooks. */
        control?: boolean;
      };
  log?: (line: string) => void;
};

/** Hosted plans sell events by the second, and close every listener beyond them. Here the processor is the bound. */
const OWN_MACHINE_LIMITS: Partial<RealtimeLimits> = { eventsPerSecondMax: 5_000 };

export type Backend = {
  url: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  /** Superuser. */
  databaseUrl: string;
  migratorUrl: string;
  smtpUrl: string;
  inboxUrl: string;
  /** The stand-in for Stripe, where it runs. */
  stripe: { url: string; secretKey: string; webhookSecret: string } | undefined;
  /** Names of the migrations this start applied. */
  migrated: string[];
  pids(): Record<string, number>;
  /** Resident memory in bytes of every process of the backend; Linux only, elsewhere empty. */
  memory(): Promise<Record<string, number>>;
  /** For fault tests: the process is killed the hard way, and this waits until its replacement serves. */
  restartDatabase(): Promise<void>;
  restartGateway(): Promise<void>;
  /** The parts by name, to be taken down and up again. */
  parts: { database: Supervised | undefined; rest: Supervised | undefined; gateway: Supervised };
  stop(): Promise<void>;
};

export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { dataDir, log = () => undefined } = options;
  const ports = { ...DEFAULT_PORTS, ...options.ports };
  await claimDataDir(dataDir);
  const keys = await loadInstallKeys(dataDir);
  const { gateway: gatewayPort, inbox, smtp, postgres: postgresPort, stripe: stripePort } = ports;
  const stripe = options.stripe === false ? undefined : { ...options.stripe, ...keys.stripe };
  await assertPortsFree({
    gateway: gatewayPort,
    inbox,
    smtp,
    ...(stripe ? { stripe: stripePort } : {}),
    ...(options.databaseUrl ? {} : { postgres: postgresPort }),
  });

  const stops: (() => Promise<void>)[] = [() => releaseDataDir(dataDir)];
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };

  try {
    let server: PostgresServer | undefined;
    if (!options.databaseUrl) {
      const { superuser } = keys.passwords;
      const started = await timed(log, 'database', () =>
        startPostgres({ dataDir, port: postgresPort, password: superuser, log }),
      );
      stops.push(() => started.stop());
      server = started;
    }
    const databaseUrl = options.databaseUrl ?? server?.url ?? '';
    const login = (role: string, password: string): string => {
      const url = new URL(databaseUrl);
      url.username = role;
      url.password = password;
      return url.toString();
    };
    const migratorUrl = login('app_migrator', keys.passwords.migrator);

    await timed(log, 'database roles', () => bootstrapDatabase({ databaseUrl, keys }));
    const migrated =
      options.migrate === false ? [] : await timed(log, 'migrations', () => applyMigrations(migratorUrl));

    const binary = options.rest === 'lite' ? undefined : await findPostgrest();
    let rest: PostgrestServer | undefined;
    if (binary) {
      const restLogin = login('authenticator', keys.passwords.authenticator);
      const restUrl = overSocket(restLogin, server?.socketFolder);
      rest = await timed(log, 'REST', () =>
        startPostgrest({ binary, databaseUrl: restUrl, jwtSecret: keys.jwtSecret, dataDir, log }),
      );
      stops.push(async () => rest?.stop());
    }

    const gateway = await timed(log, 'gateway', () =>
      startGatewayProcess({
        dataDir,
        log,
        options: {
          host: LOOPBACK,
          ports: { gateway: gatewayPort, inbox, smtp },
          keys,
          databaseUrl,
          servicesUrl: login('foyer_services', keys.passwords.services),
          migratorUrl,
          ...(rest ? { rest: rest.address } : {}),
          storageDir: join(dataDir, 'storage'),
          mailDir: join(dataDir, 'mail'),
          siteUrl: options.siteUrl ?? `http://localhost:${DEFAULT_PORTS.app}`,
          confirmEmail: options.confirmEmail ?? false,
          ...(stripe
            ? {
                stripe: {
                  host: LOOPBACK,
                  port: stripePort,
                  dir: join(dataDir, 'stripe'),
                  control: false,
                  ...stripe,
                },
              }
            : {}),
          ...(options.realtimeErrorBackoffMs === undefined
            ? {}
            : { realtimeErrorBackoffMs: options.realtimeErrorBackoffMs }),
          realtimeLimits: { ...OWN_MACHINE_LIMITS, ...options.realtimeLimits },
          mailFrom: options.mailFrom ?? 'Foyer <no-reply@foyer.localhost>',
          logLevel: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'info',
        },
      }),
    );
    stops.push(() => gateway.stop());
    const stripeUrl = `http://${LOOPBACK}:${stripePort}`;
    if (stripe) await seedStripeCatalogue(stripeUrl, stripe.secretKey);

    const pids = (): Record<string, number> => ({
      ...(server ? { postgres: server.pid() } : {}),
      ...(rest ? { postgrest: rest.pid() } : {}),
      gateway: gateway.pid(),
    });

    return {
      url: `http://${LOOPBACK}:${gatewayPort}`,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      jwtSecret: keys.jwtSecret,
      databaseUrl,
      migratorUrl,
      smtpUrl: `smtp://${LOOPBACK}:${smtp}`,
      inboxUrl: `http://${LOOPBACK}:${inbox}`,
      stripe: stripe && { url: stripeUrl, ...keys.stripe },
      migrated,
      pids,
      memory: () => residentMemory(pids()),
      async restartDatabase() {
        if (!server) throw new Error('The database of DATABASE_URL is not ours to restart.');
        await server.kill();
      },
      restartGateway: () => gateway.kill(),
      parts: { database: server, rest, gateway },
      stop: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function timed<T>(log: (line: string) => void, step: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  log(`${step} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return result;
}

/** Counts a process and its children; pages shared between them are counted once (proportional share). */
async function residentMemory(pids: Record<string, number>): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const [name, pid] of Object.entries(pids)) {
    const size = await treeSize(pid);
    if (size > 0) sizes[name] = size;
  }
  return sizes;
}

async function treeSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const own = Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const sizes = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => treeSize(Number(child))),
  );
  return sizes.reduce((sum, size) => sum + size, own);
}
