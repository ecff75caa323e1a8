import type { MemberRight, Module, Scope } from '@/lib/auth/permissions';
import type { Answers, FormField, FormKind } from '@/lib/forms/fields';

export const messageLengthMax = 5000;

export type ConversationStatus = 'waiting' | 'open' | 'closed';
export type MessageAuthor = 'visitor' | 'agent' | 'system';
export type MessageKind = 'text' | 'note' | 'event';
/** live: a chat, now. nrt: an offline message, answered when there is time. */
export type ConversationChannel = 'live' | 'nrt';
export type AvailabilityStatus = 'online' | 'away';

/** A row of `conversations` as lists and threads need it; broadcasts carry the same fields. */
export interface Conversation {
  id: string;
  organization_id: string;
  site_id: string;
  visitor_id: string;
  /** From "Test my module": counted nowhere. */
  is_test: boolean;
  status: ConversationStatus;
  channel: ConversationChannel;
  assignee_id: string | null;
  department_id: string | null;
  last_seq: number;
  last_message_at: string;
  last_message_preview: string;
  last_message_author: MessageAuthor;
  agent_unread: number;
  agent_delivered_seq: number;
  agent_read_seq: number;
  visitor_delivered_seq: number;
  visitor_read_seq: number;
  created_at: string;
  waiting_since: string | null;
  assigned_at: string | null;
  /** Until when the assignee must have opened it; null when they have, or need not. */
  accept_by: string | null;
  closed_at: string | null;
  closed_by: MessageAuthor | null;
}

export const conversationColumns =
  'id, organization_id, site_id, visitor_id, is_test, status, channel, assignee_id, department_id, last_seq, last_message_at, ' +
  'last_message_preview, last_message_author, agent_unread, agent_delivered_seq, agent_read_seq, visitor_delivered_seq, visitor_read_seq, ' +
  'created_at, waiting_since, assigned_at, accept_by, closed_at, closed_by';

export interface Message {
  id: string;
  conversation_id: string;
  seq: number;
  author: MessageAuthor;
  author_member_id: string | null;
  kind: MessageKind;
  body: string;
  created_at: string;
}

export const messageColumns = 'id, conversation_id, seq, author, author_member_id, kind, body, created_at';

export interface Visitor {
  id: string;
  site_id: string;
  name: string | null;
  email: string | null;
  locale: string;
  page_url: string | null;
  page_title: string | null;
  user_agent: string | null;
  created_at: string;
  last_seen_at: string;
}

export const visitorColumns =
  'id, site_id, name, email, locale, page_url, page_title, user_agent, created_at, last_seen_at';

export interface Colleague {
  id: string;
  nickname: string;
  avatar_path: string | null;
  status: 'invited' | 'active' | 'suspended' | 'deleted';
}

export interface ConversationSite {
  id: string;
  name: string;
}

export interface ConversationDepartment {
  id: string;
  name: string;
}

/** What `console_state` answers: who the caller is now, and what they may listen to. */
export interface ConsoleState {
  member_id: string;
  rights: MemberRight[];
  modules: Module[];
  scope: Scope;
  status: AvailabilityStatus;
  lease_expires_at: string | null;
  live_max: number | null;
  live_load: number;
  topics: string[];
}

export interface ConversationWithVisitor {
  conversation: Conversation;
  visitor: Visitor;
}

/** Where a list ends so far: the last row's place in the order newest first. */
export interface ListCursor {
  last_message_at: string;
  id: string;
}

export type AllFilter = 'current' | 'closed';

/** The lists of the first paint, read on the server. */
export interface InboxStart {
  organization_id: string;
  me: ConsoleState;
  sites: ConversationSite[];
  departments: ConversationDepartment[];
  colleagues: Colleague[];
  conversations: ConversationWithVisitor[];
  /** Waiting and open ones in the member's scope, of which `conversations` may be a part. */
  current_count: number;
  server_time: string;
}

/** A conversation as it is opened: what `thread_page` answers. */
export interface ShownConversation extends ConversationWithVisitor {
  /** The newest page, in order of seq. */
  messages: Message[];
  has_older: boolean;
  /** The same visitor's, as far as the caller may see them. */
  others: Conversation[];
}

/** A form the visitor answered: what was asked then, and what they said. */
export type FormResponse = { kind: FormKind; fields: FormField[]; answers: Answers };
