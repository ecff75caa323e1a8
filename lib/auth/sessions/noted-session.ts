import { createHmac, timingSafeEqual } from 'node:crypto';

export const NOTED_COOKIE = 'foyer-noted';

/** A session as its token names it. A renewed token has another time of issue. */
export type SignInSession = { id: string; userId: string; issuedAt: number };

/**
 * What the browser holds once the database knows where this session comes from. It says nothing by itself and
 * nobody else can make it, so a session that moves to another address, or renews its token, is noted again.
 */
export function notedMark(secret: string, session: SignInSession, address: string | null): string {
  return createHmac('sha256', `foyer noted session ${secret}`)
    .update([session.id, session.userId, session.issuedAt, address ?? ''].join('\n'))
    .digest('base64url');
}

export function isNoted(mark: string | undefined, expected: string): boolean {
  if (mark === undefined || mark.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(mark), Buffer.from(expected));
}
