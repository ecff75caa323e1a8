import type { Conversation, Message, PendingMessage, SiteStatus } from '@/widget/core/chat-types';

/**
 * idle: nobody has written from this browser. loading: asking for what was said before. unreachable: the
 * same, after an attempt that failed. ready: it is here.
 */
export type ChatPhase = 'idle' | 'loading' | 'unreachable' | 'ready';

/** idle: nothing to follow. joined: live. connecting: not yet. interrupted: it was, and is being restored. */
export type Connection = 'idle' | 'connecting' | 'joined' | 'interrupted';

export type ChatState = {
  phase: ChatPhase;
  connection: Connection;
  site: SiteStatus;
  /** Somebody is there, and as many as may wait already do. */
  isFull: boolean;
  /** What the chat has said first, instead of its greeting. */
  invitation: string | null;
  /** Newest first. */
  conversations: readonly Conversation[];
  current: Conversation | null;
  /** The conversation shown; null for the start screen. Its first message may still be on its way. */
  viewedId: string | null;
  viewed: Conversation | null;
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  isThreadLoaded: boolean;
  isAgentTyping: boolean;
  unread: number;
};
