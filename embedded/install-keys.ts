import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomToken } from '@/embedded/stripe/ids';

export type InstallKeys = {
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  /** One password for each database login; see bootstrap/roles.sql. */
  passwords: { superuser: string; migrator: string; authenticator: string; services: string };
  /** What the stand-in for Stripe asks for, and what it signs its webhooks with. */
  stripe: { secretKey: string; webhookSecret: string };
};

const token = (bytes: number) => randomBytes(bytes).toString('base64url');

const stripeKeys = (): InstallKeys['stripe'] => ({
  secretKey: `sk_test_${randomToken(99)}`,
  webhookSecret: `whsec_${randomToken(32)}`,
});

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
  if (existing) return withStripeKeys(file, JSON.parse(existing) as StoredKeys);
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
    stripe: stripeKeys(),
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
}

type StoredKeys = Omit<InstallKeys, 'stripe'> & Partial<Pick<InstallKeys, 'stripe'>>;

/** An installation older than the stand-in gets its keys now; the file is replaced whole or not at all. */
async function withStripeKeys(file: string, stored: StoredKeys): Promise<InstallKeys> {
  if (stored.stripe) return { ...stored, stripe: stored.stripe };
  const keys: InstallKeys = { ...stored, stripe: stripeKeys() };
  await writeFile(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}
