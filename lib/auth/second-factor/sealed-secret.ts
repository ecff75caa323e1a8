import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const keyFrom = (material: string): Buffer =>
  Buffer.from(hkdfSync('sha256', material, '', 'foyer second factor', 32));

/** Encrypted for one person: a row copied to somebody else's does not open. */
export function sealSecret(secret: string, userId: string, keys: readonly [string, ...string[]]): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(keys[0]), iv);
  cipher.setAAD(Buffer.from(userId));
  const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString('base64url')}`;
}

/** Tries each key, the newest first, so that a new one can be put in front of the old. */
export function openSecret(sealed: string, userId: string, keys: readonly string[]): string {
  const [version, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (version !== VERSION || bytes.length <= IV_BYTES + TAG_BYTES)
    throw new Error('This is no sealed secret.');
  for (const key of keys) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyFrom(key), bytes.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(userId));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return (
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      // Not sealed with this one.
    }
  }
  throw new Error(
    'None of the keys in ENCRYPTION_KEY opens the secret of a second factor. See docs/deploy.md.',
  );
}
