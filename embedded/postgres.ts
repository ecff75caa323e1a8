import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { sendSignal } from '@/embedded/child-ledger';
import { type Child, lastLines, startChild } from '@/embedded/child-process';
import { LOOPBACK } from '@/embedded/config';
import { databaseHome, type Identity, outsideHome, postgresAccount } from '@/embedded/postgres-account';
import { type PostgresBinaries, postgresBinaries } from '@/embedded/postgres-binaries';
import { type Supervised, supervise } from '@/embedded/supervise';

const run = promisify(execFile);

/** Small machine, few connections, and never a lost commit: fsync and synchronous_commit stay on. */
const SETTINGS: Record<string, string> = {
  listen_addresses: LOOPBACK,
  // Relative to the cluster, which is closed to everybody else.
  unix_socket_directories: process.platform === 'win32' ? '' : '.',
  max_connections: '80',
  shared_buffers: '96MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  io_method: 'sync',
  max_logical_replication_workers: '0',
  // Realtime follows realtime.messages through the log; nobody else does.
  wal_level: 'logical',
  max_wal_senders: '4',
  max_replication_slots: '4',
  max_slot_wal_keep_size: '512MB',
  logical_decoding_work_mem: '8MB',
  // A server that stops waits for its followers, and must not wait long for one that hangs.
  wal_sender_timeout: '10s',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '30s',
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] %u ',
  // Rewritten for every statement of every session otherwise; pg_stat_activity says the same.
  update_process_title: 'off',
};

export type PostgresServer = Supervised & {
  url: string;
  /** Where the server's socket file is, which costs its clients less than TCP; absent where there is none. */
  socketFolder: string | undefined;
};

export type PostgresOptions = {
  dataDir: string;
  port: number;
  password: string;
  /** Over those above: a test needs a server that is not as Foyer wants it. */
  settings?: Record<string, string>;
  log?: (line: string) => void;
};

type Place = { account: Identity | undefined; binaries: PostgresBinaries; cluster: string };

/** Starts the embedded server, making its cluster on first use, and keeps it running. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const account = await postgresAccount();
  const home = await databaseHome(options.dataDir, account);
  const place = { account, binaries: await postgresBinaries(home, account), cluster: join(home, 'postgres') };
  await initialise(place, options);
  const url = `postgres://postgres:${options.password}@${LOOPBACK}:${options.port}/postgres`;
  const server = await supervise({
    name: 'The database',
    log: options.log ?? (() => undefined),
    launch: () => launch(place, url, options),
  });
  return { ...server, url, socketFolder: socketFolder(place.cluster) };
}

/** The longest folder whose socket files every system takes: 103 characters, less the file's own name. */
const SOCKET_FOLDER_MAX = 88;

const socketFolder = (cluster: string): string | undefined =>
  process.platform === 'win32' || cluster.length > SOCKET_FOLDER_MAX ? undefined : cluster;

/** The same login over the server's socket file, in libpq's spelling. */
export function overSocket(databaseUrl: string, folder: string | undefined): string {
  if (!folder) return databaseUrl;
  const url = new URL(databaseUrl);
  url.search = `?host=${encodeURIComponent(folder)}`;
  return url.toString();
}

const LEFTOVER_MEMORY = 'pre-existing shared memory block';

async function launch(place: Place, url: string, options: PostgresOptions): Promise<Child> {
  await clearStaleLocks(place.cluster, options.port);
  const logFile = join(options.dataDir, 'logs', 'postgres.log');
  const deadline = Date.now() + 20_000;
  for (;;) {
    const child = await startChild({
      name: 'postgres',
      command: place.binaries.postgres,
      args: [
        '-D',
        place.cluster,
        '-p',
        String(options.port),
        ...Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      env: serverEnvironment(),
      cwd: dirname(place.cluster),
      output: { file: logFile },
      stopSignal: 'SIGINT',
      dataDir: options.dataDir,
      ...(place.account ? { identity: place.account } : {}),
    });
    if (await becomesReady(url, child)) return child;
    await child.stop(0);
    const log = await lastLines(logFile);
    // After a kill -9 of the server its sessions end on their own, a moment later.
    if (!log.includes(LEFTOVER_MEMORY) || Date.now() > deadline) {
      throw new Error(`The database did not start. The end of ${logFile}:\n${log}`);
    }
    await delay(200);
  }
}

/** Removes the cluster for good; the server must be stopped. */
export async function removeCluster(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true });
  if (process.getuid?.() === 0) await rm(outsideHome(dataDir), { recursive: true, force: true });
}

/** Library paths and the like are the operator's; settings of another Postgres are not for this one. */
function serverEnvironment(): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(own), LC_ALL: 'C' };
}

async function initialise(place: Place, options: PostgresOptions): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version) return;
  // A half-made cluster from an interrupted first start has no PG_VERSION yet; begin again.
  await rm(place.cluster, { recursive: true, force: true });
  await mkdir(place.cluster, { recursive: true, mode: 0o700 });
  const passwordFile = `${place.cluster}.password`;
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (place.account) {
    await chown(place.cluster, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  try {
    await run(
      place.binaries.initdb,
      [
        `--pgdata=${place.cluster}`,
        `--pwfile=${passwordFile}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order and case rules on every machine, whatever locales it has.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      {
        cwd: join(place.cluster, '..'),
        env: { NODE_ENV: process.env.NODE_ENV, ...serverEnvironment() },
        ...place.account,
      },
    );
  } catch (error) {
    await rm(place.cluster, { recursive: true, force: true });
    const detail = (error as { stderr?: string }).stderr?.trim() ?? String(error);
    throw new Error(`The database could not be set up in ${place.cluster}:\n${detail}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * After a crash the lock files may name a server that is still shutting down (wait for it, after asking it
 * to stop) or a pid that now belongs to an unrelated program (the locks mean nothing, and Postgres would
 * refuse to start because of them).
 */
async function clearStaleLocks(cluster: string, port: number): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  const deadline = Date.now() + 20_000;
  for (;;) {
    const text = await readFile(lock, 'utf8').catch(() => undefined);
    if (text === undefined) break;
    const pid = Number.parseInt(text, 10);
    if (!(await isPostmaster(pid, cluster))) break;
    if (Date.now() > deadline) {
      throw new Error(`Another Postgres (process ${pid}) is using ${cluster}. Stop it, then start again.`);
    }
    sendSignal(pid, 'SIGINT');
    await delay(100);
  }
  await rm(lock, { force: true });
  await rm(join(cluster, `.s.PGSQL.${port}.lock`), { force: true });
}

async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    run('ps', ['-o', 'args=', '-p', String(pid)]).then(
      (result) => result.stdout,
      () => '',
    ),
  );
  return command.includes(cluster);
}

async function becomesReady(url: string, child: Child): Promise<boolean> {
  // Recovery after a crash may take a while, and is not to be cut short.
  const deadline = Date.now() + 120_000;
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    while (child.running() && Date.now() < deadline) {
      const ready = await sql`select 1`.then(
        () => true,
        () => false,
      );
      if (ready) return true;
      await delay(25);
    }
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
