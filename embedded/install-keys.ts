import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type InstallKeys = {
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  /** One password for each database login; see bootstrap/roles.sql. */
  passwords: { superuser: string; migrator: string; authenticator: string; services: string };
};

const token = (bytes: number) => randomBytes(bytes).toString('base64url');

/**
 * The keys of this installation: made once, then kept, so that sign-ins and signed links survive a
 * restart. The file is readable by its owner only, because the secret key and the JWT secret open everything.
 */
export async function loadInstallKeys(dataDir: string): Promise<InstallKeys> {
  const file = join(dataDir, 'keys.json');
  const existing = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (existing) return JSON.parse(existing) as InstallKeys;
  const keys: InstallKeys = {
    jwtSecret: token(48),
    publishableKey: `sb_publishable_${token(24)}`,
    secretKey: `sb_secret_${token(24)}`,
    passwords: {
      superuser: token(24),
      migrator: token(24),
      authenticator: token(24),
      services: token(24),
    },
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
}
