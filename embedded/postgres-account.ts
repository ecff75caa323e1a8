import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Identity = { uid: number; gid: number };

/** Postgres refuses to run as root; then it gets an account of its own. Anybody else runs it as themselves. */
export async function postgresAccount(): Promise<Identity | undefined> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  const known = await lookUp('postgres');
  if (known) return known;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    'postgres',
  ]).catch(() => undefined);
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!account) {
    throw new Error(
      'Postgres cannot run as root and no other account could be made. Run Foyer as an ordinary user.',
    );
  }
  return account;
}

async function lookUp(name: string): Promise<Identity | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

export function canReach(folder: string, account: Identity | undefined): boolean {
  if (!account) return true;
  return spawnSync('test', ['-x', folder], account).status === 0;
}

/**
 * Where the database lives: inside the data directory. If that is closed to the account Postgres runs
 * under, it is opened for passing through (what lies in it stays closed); if a folder above it is closed
 * (a clone in /root, say), the database gets a folder of its own outside, named after the data directory.
 */
export async function databaseHome(dataDir: string, account: Identity | undefined): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  if (canReach(dataDir, account)) return dataDir;
  if (canReach(dirname(dataDir), account)) {
    await chmod(dataDir, 0o711);
    return dataDir;
  }
  const home = outsideHome(dataDir);
  await mkdir(home, { recursive: true, mode: 0o755 });
  return home;
}

export const outsideHome = (dataDir: string): string =>
  join('/var/lib', `foyer-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
