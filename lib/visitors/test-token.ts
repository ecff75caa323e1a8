import { createHmac, timingSafeEqual } from 'node:crypto';

/** Long enough for a page that stays open over lunch; what it lets in is a test and nothing else. */
const LIFETIME_MS = 4 * 60 * 60 * 1000;

/** Held by the browser that opened "Test my module", and sent to the frame of that site only. */
export const TEST_COOKIE = 'foyer-test';
export const testCookiePath = (siteKey: string): string => `/widget/${siteKey}`;
export const TEST_COOKIE_SECONDS = LIFETIME_MS / 1000;

const sign = (key: string, siteKey: string, expiresAtMs: number): string =>
  // Not the bare key: what is signed here must never pass for a visitor's token, nor the other way round.
  createHmac('sha256', `foyer test conversation ${key}`)
    .update(`${siteKey}\n${expiresAtMs}`)
    .digest('base64url');

/** Says that whoever starts a conversation on this site is testing it. */
export function createTestToken(key: string, siteKey: string, now: Date): string {
  const expiresAtMs = now.getTime() + LIFETIME_MS;
  return `${expiresAtMs}.${sign(key, siteKey, expiresAtMs)}`;
}

export function isTestToken(key: string, siteKey: string, token: string, now: Date): boolean {
  const [, expires = '', given = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(token) ?? [];
  if (given === '' || Number(expires) <= now.getTime()) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(sign(key, siteKey, Number(expires))));
}
