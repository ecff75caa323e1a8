import 'server-only';
import { z } from 'zod';
import { unwrap } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { adminSupabase } from '@/lib/platform/supabase/admin';

const ORGANIZATIONS_AT_ONCE = 100;
const CONVERSATIONS_AT_ONCE = 200;
/** What one run does at most; the next one goes on where it stopped. */
const PORTIONS_MAX = 500;

const portion = z.object({ conversations: z.number(), visitors: z.number(), is_more: z.boolean() });

/** Deletes what was closed longer ago than each organization's plan keeps it, once a day, in portions. */
export async function deleteOldConversations(now: Date): Promise<{ deleted: number; failed: number }> {
  const supabase = adminSupabase();
  const at = now.toISOString();
  const result = { deleted: 0, failed: 0 };
  let portionsLeft = PORTIONS_MAX;
  for (let after: string | null = null, isMore = true; isMore && portionsLeft > 0; ) {
    const answer = await supabase.rpc('list_retention_due', {
      p_now: at,
      // The generated types know no null among parameters.
      p_after: after as string,
      p_limit: ORGANIZATIONS_AT_ONCE,
    });
    const organizations = z.array(z.string()).parse(unwrap(answer));
    for (const organization of organizations) {
      try {
        for (let isLeft = true; isLeft && portionsLeft > 0; portionsLeft -= 1) {
          const deleted = await supabase.rpc('delete_old_conversations', {
            p_organization: organization,
            p_now: at,
            p_limit: CONVERSATIONS_AT_ONCE,
          });
          const { conversations, is_more } = portion.parse(unwrap(deleted));
          result.deleted += conversations;
          isLeft = is_more;
        }
      } catch (error) {
        // One that fails keeps none of the others back; the next run tries again.
        result.failed += 1;
        log().error({ organization, err: error }, 'old conversations not deleted');
      }
    }
    after = organizations.at(-1) ?? null;
    isMore = organizations.length === ORGANIZATIONS_AT_ONCE;
  }
  return result;
}
