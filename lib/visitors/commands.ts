import 'server-only';
import { z } from 'zod';
import { isLocale } from '@/lib/i18n/locales';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { UserError, unwrap } from '@/lib/platform/errors';
import { limitRate, type RateLimit } from '@/lib/platform/rate-limit';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import type { SessionAnswer, SessionInput } from '@/lib/visitors/schema';
import { isTestToken } from '@/lib/visitors/test-token';
import { createVisitorTokenSigner, type SignVisitorToken } from '@/lib/visitors/visitor-token';

/**
 * Many people share an address, and one person has many. Generous, since an office or a school is one address;
 * what a visitor may write is limited per visitor, in the database.
 */
const perAddress: RateLimit = { name: 'widget-session-address', max: 600, windowSeconds: 300 };
const newPerAddress: RateLimit = { name: 'widget-visitor-address', max: 300, windowSeconds: 3600 };
const newPerSite: RateLimit = { name: 'widget-visitor-site', max: 6000, windowSeconds: 300 };

/** A site's bucket is everybody's: only whom the limits of their own address let through may fill it. */
async function limitSession({ siteKey, create }: SessionInput, network: string): Promise<void> {
  await limitRate(perAddress, network);
  if (!create) return;
  await limitRate(newPerAddress, network);
  await limitRate(newPerSite, siteKey);
}

const opened = z.object({ visitor_id: z.string(), secret: z.string() }).nullable();

let signer: SignVisitorToken | undefined;

export type SessionCaller = { network: string; userAgent: string };

/**
 * Recognises a visitor by the secret in their browser, or makes one when they are about to write, and gives
 * them a token. The site's key is public: it only says which site is meant.
 */
export async function openVisitorSession(input: SessionInput, caller: SessionCaller): Promise<SessionAnswer> {
  await limitSession(input, caller.network);
  const { VISITOR_JWT_KEY, SUPABASE_URL } = env();
  const { test } = input;
  if (
    input.create &&
    test !== undefined &&
    !isTestToken(VISITOR_JWT_KEY, input.siteKey, test, systemClock())
  ) {
    // Never an ordinary visitor instead: a forgotten test page must not count.
    throw new UserError('test_is_over', { status: 403, field: 'test' });
  }
  // Only a language we speak goes on: the database could not even read some texts.
  const language = input.locale.toLowerCase().split('-')[0];
  const answer = await adminSupabase().rpc('open_visitor_session', {
    p_site_key: input.siteKey,
    // Null is a visitor not seen before; the generated types do not know that arguments may be null.
    p_secret: input.secret as string,
    p_locale: isLocale(language) ? language : 'en',
    p_user_agent: caller.userAgent,
    p_create: input.create,
    p_is_test: test !== undefined,
  });
  const session = opened.parse(unwrap(answer));
  if (!session) return { token: null };

  signer ??= createVisitorTokenSigner(VISITOR_JWT_KEY, SUPABASE_URL);
  const { token, expiresAt } = await signer(session.visitor_id, systemClock());
  return {
    token,
    expires_at: expiresAt.toISOString(),
    secret: session.secret,
    visitor_id: session.visitor_id,
  };
}
