import 'server-only';
import {
  countCurrent,
  getConsoleState,
  getThread,
  listColleagues,
  listCurrent,
  listDepartments,
  listSites,
} from '@/lib/conversations/live';
import type { InboxStart, ShownConversation } from '@/lib/conversations/schema';
import { UserError } from '@/lib/platform/errors';
import { isUuid } from '@/lib/platform/ids';
import type { Outcome } from '@/lib/platform/outcome';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** The member's own lists, which the console keeps up to date from then on. */
export async function getInboxStart(organizationId: string, memberId: string): Promise<InboxStart> {
  const rest = await serverSupabase();
  const [me, sites, departments, colleagues, conversations, current_count] = await Promise.all([
    getConsoleState(rest, organizationId).then(required),
    listSites(rest, organizationId).then(required),
    listDepartments(rest, organizationId).then(required),
    listColleagues(rest, organizationId).then(required),
    listCurrent(rest, organizationId, memberId).then(required),
    countCurrent(rest, organizationId).then(required),
  ]);
  const server_time = new Date().toISOString();
  return {
    organization_id: organizationId,
    me,
    sites,
    departments,
    colleagues,
    conversations,
    current_count,
    server_time,
  };
}

/** The conversation in the address; null when it does not exist or is not the caller's to see. */
export async function getShownConversation(
  organizationId: string,
  conversationId: string,
): Promise<ShownConversation | null> {
  if (!isUuid(conversationId)) return null;
  const rest = await serverSupabase();
  return required(await getThread(rest, organizationId, conversationId));
}

function required<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'done') return outcome.data;
  if (outcome.kind === 'refused') throw new UserError(outcome.code);
  if (outcome.kind === 'signed_out') throw new UserError('session_is_over', { status: 401 });
  throw new Error('The database did not answer.');
}
