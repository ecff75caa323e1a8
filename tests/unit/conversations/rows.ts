import type { InboxState } from '@/lib/conversations/inbox-state';
import type { ConsoleState, Conversation, Message, Visitor } from '@/lib/conversations/schema';

export const memberId = '00000000-0000-4000-8000-00000000000a';
export const colleagueId = '00000000-0000-4000-8000-00000000000b';
export const organizationId = '00000000-0000-4000-8000-0000000000ff';

export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const at = (minutes: number): string => new Date(Date.UTC(2030, 0, 15, 9, minutes)).toISOString();

export function aConversation(n: number, changes: Partial<Conversation> = {}): Conversation {
  const status = changes.status ?? 'waiting';
  return {
    id: id(n),
    organization_id: organizationId,
    site_id: id(900),
    visitor_id: id(1000 + n),
    is_test: false,
    status,
    channel: 'live',
    assignee_id: null,
    department_id: null,
    last_seq: 1,
    last_message_at: at(n),
    last_message_preview: `Question ${n}`,
    last_message_author: 'visitor',
    agent_unread: 0,
    agent_delivered_seq: 0,
    agent_read_seq: 0,
    visitor_delivered_seq: 0,
    visitor_read_seq: 0,
    created_at: at(n),
    waiting_since: status === 'waiting' ? at(n) : null,
    assigned_at: null,
    accept_by: null,
    closed_at: status === 'closed' ? at(n + 1) : null,
    closed_by: null,
    ...changes,
  };
}

export const mine = (n: number, changes: Partial<Conversation> = {}): Conversation =>
  aConversation(n, { status: 'open', assignee_id: memberId, ...changes });

export function aMessage(conversation: number, seq: number, changes: Partial<Message> = {}): Message {
  return {
    id: id(conversation * 10_000 + seq),
    conversation_id: id(conversation),
    seq,
    author: 'visitor',
    author_member_id: null,
    kind: 'text',
    body: `Message ${seq}`,
    created_at: at(seq),
    ...changes,
  };
}

export function aVisitor(n: number, changes: Partial<Visitor> = {}): Visitor {
  return {
    id: id(1000 + n),
    site_id: id(900),
    name: null,
    email: null,
    locale: 'en',
    page_url: null,
    page_title: null,
    user_agent: null,
    created_at: at(n),
    last_seen_at: at(n),
    ...changes,
  };
}

export const me: ConsoleState = {
  member_id: memberId,
  rights: ['agent'],
  modules: ['livechat'],
  scope: 'all',
  status: 'online',
  lease_expires_at: null,
  live_max: 4,
  live_load: 0,
  topics: [`member:${memberId}:1`],
};

export function aState(conversations: Conversation[], changes: Partial<InboxState> = {}): InboxState {
  return {
    me,
    sites: new Map(),
    departments: new Map(),
    colleagues: new Map(),
    conversations: new Map(conversations.map((each) => [each.id, each])),
    visitors: new Map(),
    threads: new Map(),
    typing: new Map(),
    all: { current: null, closed: null },
    currentCount: conversations.length,
    ...changes,
  };
}
