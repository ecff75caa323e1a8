import type { Conversation, Message, Page, SiteStatus } from '@/widget/core/chat-types';
import type { Facts } from '@/widget/core/facts';

export type SessionRequest = { secret: string | null; locale: string; create: boolean };

/** token is null when the secret is unknown and nobody was to be created. */
export type SessionGrant =
  | { token: null }
  | { token: string; secret: string; visitor_id: string; lifetimeMs: number };

export type ThreadPage = { conversation: Conversation; messages: Message[] };
export type NewMessage = { conversationId: string; messageId: string; body: string };

/** Everything the core asks of the server. Each call resolves, or rejects with a Failure. */
export interface ChatApi {
  openSession(request: SessionRequest): Promise<SessionGrant>;
  siteStatus(): Promise<SiteStatus>;
  /** A function of the database by its name, for what is loaded only when it is needed. */
  rpc<T>(token: string, name: string, args: Record<string, unknown>): Promise<T>;
  conversations(token: string): Promise<Conversation[]>;
  messagesAfter(token: string, conversationId: string, seq: number): Promise<ThreadPage>;
  startConversation(
    token: string,
    message: NewMessage,
    facts: Facts,
  ): Promise<{ conversation: Conversation; message: Message }>;
  sendMessage(token: string, message: NewMessage): Promise<Message>;
  markConversation(
    token: string,
    conversationId: string,
    deliveredSeq: number,
    readSeq: number,
  ): Promise<void>;
  setTyping(token: string, conversationId: string, isTyping: boolean): Promise<void>;
  setPage(token: string, page: Page): Promise<void>;
  closeConversation(token: string, conversationId: string): Promise<void>;
}

/** How many messages one page holds; a page with fewer is the last. */
export const THREAD_PAGE_SIZE = 200;

export type RealtimeOptions = {
  topic: string;
  /** Asked before each connection; must not be an ended token. */
  token(): Promise<string>;
  onEvent(event: string, payload: unknown): void;
  /** True each time the topic is joined: what was sent before is lost and must be fetched. */
  onJoined(isJoined: boolean): void;
};

export interface RealtimeTopic {
  setToken(token: string): void;
  /** The network is back: do not wait for the next attempt. */
  reconnect(): void;
  leave(): void;
}

/** Rejects when the code of the socket cannot be loaded. */
export type JoinTopic = (options: RealtimeOptions) => Promise<RealtimeTopic>;
