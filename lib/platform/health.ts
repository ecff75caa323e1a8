import 'server-only';
import { env } from '@/lib/platform/env';

const TIMEOUT_MS = 3_000;

/** Whether the database answers through REST: any answer that is not a server error will do. */
export async function checkBackend(): Promise<'ok' | 'unreachable'> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  try {
    const answer = await fetch(`${SUPABASE_URL}/rest/v1/organizations?select=id&limit=0`, {
      headers: { apikey: SUPABASE_PUBLISHABLE_KEY },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
    return answer.status < 500 ? 'ok' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
