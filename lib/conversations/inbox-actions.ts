import { heedSession, type InboxContext } from '@/lib/conversations/inbox-context';
import { withConversation, withoutConversations, withRows } from '@/lib/conversations/inbox-state';
import { getConversation } from '@/lib/conversations/live';
import {
  acceptConversation,
  closeConversation,
  makeLive,
  reopenConversation,
  returnConversation,
  type Transfer,
  transferConversation,
} from '@/lib/conversations/live-commands';
import type { Conversation } from '@/lib/conversations/schema';
import type { Outcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';

/** What becomes of a request, in the words the interface has for it: a code to translate, or null. */
export type ActionResult = { ok: true } | { ok: false; code: string };

export interface InboxActions {
  accept(conversationId: string): Promise<ActionResult>;
  close(conversationId: string): Promise<ActionResult>;
  reopen(conversationId: string): Promise<ActionResult>;
  returnToQueue(conversationId: string): Promise<ActionResult>;
  /** An offline message becomes a chat. */
  makeLive(conversationId: string): Promise<ActionResult>;
  transfer(transfer: Transfer): Promise<ActionResult>;
  /** True while, and after, this page takes the conversation itself: nobody needs to be told about it. */
  isTaking(conversationId: string): boolean;
}

/** How long the news of who was faster may lag behind the refusal. */
const takerLagMs = 800;

export function createInboxActions(context: InboxContext): InboxActions {
  const { rest, organizationId, state, timers } = context;
  const taking = new Set<string>();
  const underWay = new Set<string>();

  const apply = (conversation: Conversation) => {
    context.revisions.touch(conversation.id);
    state.update((current) => withConversation(current, conversation));
  };

  /** The row as it is now; one that is no longer the caller's to see leaves the lists. */
  const reread = async (conversationId: string): Promise<Conversation | null> => {
    const revision = context.revisions.current();
    const outcome = await getConversation(rest, organizationId, conversationId);
    if (outcome.kind !== 'done') return state.get().conversations.get(conversationId) ?? null;
    const row = outcome.data;
    const isStale = (id: string) => context.revisions.isNewerThan(id, revision);
    state.update((current) =>
      row ? withRows(current, [row], isStale) : withoutConversations(current, [conversationId]),
    );
    return row?.conversation ?? null;
  };

  const tellTaken = async (conversationId: string) => {
    const conversation = await reread(conversationId);
    const taker = () => conversation?.assignee_id ?? context.takers.get(conversationId) ?? null;
    if (taker() === null) await new Promise<void>((resolve) => timers.after(takerLagMs, resolve));
    context.notices.emit({ type: 'taken', conversation_id: conversationId, by: taker() });
  };

  const run = async (
    conversationId: string,
    command: (rest: Rest, conversationId: string) => Promise<Outcome<Conversation>>,
  ): Promise<ActionResult> => {
    if (underWay.has(conversationId)) return { ok: true };
    underWay.add(conversationId);
    const outcome = await command(rest, conversationId);
    underWay.delete(conversationId);
    heedSession(context, outcome);
    if (outcome.kind === 'done') {
      apply(outcome.data);
      return { ok: true };
    }
    if (outcome.kind !== 'refused') return { ok: false, code: 'unavailable' };
    if (outcome.code === 'conversation_is_taken') await tellTaken(conversationId);
    else await reread(conversationId);
    return { ok: false, code: outcome.code };
  };

  const take = async (
    conversationId: string,
    command: (rest: Rest, conversationId: string) => Promise<Outcome<Conversation>>,
  ): Promise<ActionResult> => {
    taking.add(conversationId);
    const result = await run(conversationId, command);
    if (!result.ok) taking.delete(conversationId);
    return result;
  };

  return {
    accept: (conversationId) => take(conversationId, acceptConversation),
    reopen: (conversationId) => take(conversationId, reopenConversation),
    close(conversationId) {
      taking.delete(conversationId);
      return run(conversationId, closeConversation);
    },
    returnToQueue(conversationId) {
      taking.delete(conversationId);
      return run(conversationId, returnConversation);
    },
    makeLive: (conversationId) => run(conversationId, makeLive),
    async transfer(transfer) {
      const { conversationId } = transfer;
      taking.delete(conversationId);
      const outcome = await transferConversation(rest, transfer);
      heedSession(context, outcome);
      if (outcome.kind === 'done') await reread(conversationId);
      if (outcome.kind === 'done') return { ok: true };
      return { ok: false, code: outcome.kind === 'refused' ? outcome.code : 'unavailable' };
    },
    isTaking: (conversationId) => taking.has(conversationId),
  };
}
