import 'server-only';
import { createHash } from 'node:crypto';
import { UserError, unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

export type RateLimit = {
  name: string;
  max: number;
  windowSeconds: number;
  /** Its code, where "wait a few minutes" would be the wrong advice. */
  refusal?: string;
};

/**
 * Counts hits for the subject (an address, an e-mail) and refuses when there were too many. Buckets
 * hold a hash, so the table never becomes a list of who tried to sign in. A database that does not
 * answer refuses too: a limit that opens under load is no limit.
 */
export async function limitRate(limit: RateLimit, subject: string, hits = 1): Promise<void> {
  const digest = createHash('sha256').update(subject).digest('base64url').slice(0, 22);
  const answer = await adminSupabase().rpc('hit_rate_limit', {
    p_bucket: `${limit.name}:${digest}`,
    p_max: limit.max,
    p_window_seconds: limit.windowSeconds,
    p_hits: hits,
  });
  if (unwrap(answer) !== true) throw new UserError(limit.refusal ?? 'too_many_attempts', { status: 429 });
}
