/** The rows and payloads of the visitor's functions, with the names they have in SQL. */

export type AgentCard = { nickname: string; avatar_path: string | null };

export type Message = {
  id: string;
  conversation_id: string;
  seq: number;
  author: 'visitor' | 'agent' | 'system';
  kind: 'text' | 'event';
  body: string;
  created_at: string;
  agent: AgentCard | null;
};

/** The place of a chat that waits, 1 being next; how long it may take, where enough is known to say. */
export type QueuePlace = { position: number; wait_seconds: number | null };

export type QueueMove = QueuePlace & { conversation_id: string };

export type Conversation = {
  id: string;
  status: 'waiting' | 'open' | 'closed';
  /** nrt: answered when there is time, by e-mail if need be. */
  channel: 'live' | 'nrt';
  queue: QueuePlace | null;
  /** There is an address to answer to. */
  has_email: boolean;
  last_seq: number;
  last_message_at: string;
  last_message_preview: string;
  unread: number;
  agent_delivered_seq: number;
  agent_read_seq: number;
  visitor_read_seq: number;
  created_at: string;
  closed_at: string | null;
  agent: AgentCard | null;
};

export type Receipt = Pick<
  Conversation,
  'agent_delivered_seq' | 'agent_read_seq' | 'visitor_read_seq' | 'unread'
> & { conversation_id: string };

export type SiteHours = { is_open: boolean; opens_at: string | null; closes_at: string | null };
export type SiteStatus = {
  is_online: boolean;
  agents: AgentCard[];
  hours: SiteHours;
  has_start_form?: boolean | undefined;
};

export type Page = { url: string; title: string };

/** What the visitor wrote and the server has not yet confirmed. */
export type PendingMessage = {
  id: string;
  conversation_id: string;
  body: string;
  created_at: string;
  /** Sorts what was written within one millisecond. */
  order: number;
  /** Why it was refused; null while it is on its way. */
  failure: string | null;
};
