import type { SessionAnswer } from '@/lib/visitors/schema';
import type { Conversation, Message } from '@/widget/core/chat-types';
import type { ChatApi, NewMessage, SessionGrant, ThreadPage } from '@/widget/core/transport';
import { THREAD_PAGE_SIZE } from '@/widget/core/transport';
import { request } from '@/widget/transport/answer';

const timeoutMs = 15_000;
const defaultLifetimeMs = 10 * 60_000;

export type HttpApiOptions = {
  siteKey: string;
  supabaseUrl: string;
  publishableKey: string;
  test?: string;
};

/** How long the token lives by its own account, whatever the clocks on both sides say. */
export function tokenLifetimeMs(token: string): number {
  try {
    const [, payload = ''] = token.split('.');
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as {
      exp: number;
      iat: number;
    };
    const lifetimeMs = (claims.exp - claims.iat) * 1000;
    return lifetimeMs > 0 ? lifetimeMs : defaultLifetimeMs;
  } catch {
    return defaultLifetimeMs;
  }
}

/** A row as the table has it, without the card of its author: visitors' own messages have none. */
function ownMessage({ id, conversation_id, seq, author, kind, body, created_at }: Message): Message {
  return { id, conversation_id, seq, author, kind, body, created_at, agent: null };
}

/** The session comes from Foyer's own server; everything else is a function of the database. */
export function createHttpApi({ siteKey, supabaseUrl, publishableKey, test }: HttpApiOptions): ChatApi {
  const rpc = <T>(token: string, name: string, args: Record<string, unknown> = {}): Promise<T> =>
    request(
      `${supabaseUrl}/rest/v1/rpc/${name}`,
      {
        method: 'POST',
        headers: {
          apikey: publishableKey,
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(args),
      },
      timeoutMs,
    );

  const written = ({ conversationId, messageId, body }: NewMessage, idName: string) => ({
    p_conversation: conversationId,
    [idName]: messageId,
    p_body: body,
  });

  return {
    rpc,
    async openSession(session): Promise<SessionGrant> {
      const answer = await request<SessionAnswer>(
        '/api/widget/v1/session',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ siteKey, test, ...session }),
        },
        timeoutMs,
      );
      return answer.token === null
        ? { token: null }
        : {
            token: answer.token,
            secret: answer.secret,
            visitor_id: answer.visitor_id,
            lifetimeMs: tokenLifetimeMs(answer.token),
          };
    },
    siteStatus: () => request(`/api/widget/v1/status?site=${encodeURIComponent(siteKey)}`, {}, timeoutMs),
    conversations: async (token) =>
      (await rpc<{ conversations: Conversation[] }>(token, 'visitor_state')).conversations,
    messagesAfter: (token, conversationId, seq) =>
      rpc<ThreadPage>(token, 'visitor_messages', {
        p_conversation: conversationId,
        p_after: seq,
        p_limit: THREAD_PAGE_SIZE,
      }),
    startConversation: (token, message, facts) =>
      rpc(token, 'start_conversation', { ...written(message, 'p_message'), p_start: { facts } }),
    sendMessage: async (token, message) =>
      ownMessage(await rpc(token, 'send_message', written(message, 'p_id'))),
    markConversation: (token, conversationId, deliveredSeq, readSeq) =>
      rpc(token, 'mark_conversation', {
        p_conversation: conversationId,
        p_delivered: deliveredSeq,
        p_read: readSeq,
      }),
    setTyping: (token, conversationId, isTyping) =>
      rpc(token, 'set_typing', { p_conversation: conversationId, p_is_typing: isTyping }),
    setPage: (token, { url, title }) => rpc(token, 'set_visitor_page', { p_url: url, p_title: title }),
    closeConversation: (token, conversationId) =>
      rpc(token, 'close_conversation', { p_conversation: conversationId }),
  };
}
