import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits, evenly drawn: 248 is the largest multiple of 62 a byte can hold. */
export function randomToken(length: number): string {
  let token = '';
  while (token.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && token.length < length) token += ALPHABET[byte % 62];
    }
  }
  return token;
}

const LENGTHS: Record<string, number> = { cus: 14, prod: 14, si: 14, txi: 24, cs_test: 58, bps: 24 };

/** An id as Stripe writes them: what it is, then chance. */
export function newId(prefix: string): string {
  return `${prefix}_${randomToken(LENGTHS[prefix] ?? 24)}`;
}
