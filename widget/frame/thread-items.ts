import type { AgentCard, Message, PendingMessage } from '@/widget/core/chat-types';

export type Delivery = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

export type Bubble = {
  id: string;
  body: string;
  createdAt: Date;
  /** Of the visitor's own messages. */
  delivery?: Delivery;
  failure?: string;
};

export type ThreadItem =
  | { kind: 'day'; key: string; date: Date }
  | { kind: 'event'; key: string; code: string; agent: AgentCard | null; date: Date }
  | { kind: 'group'; key: string; isOwn: boolean; agent: AgentCard | null; bubbles: Bubble[] };

export type Receipts = { agent_delivered_seq: number; agent_read_seq: number };

/** What one person wrote within this time stands together under one name. */
const groupMs = 5 * 60_000;

const dayOf = (date: Date): string => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

function deliveryOf(message: Message, receipts: Receipts | null): Delivery {
  if (receipts && message.seq <= receipts.agent_read_seq) return 'read';
  if (receipts && message.seq <= receipts.agent_delivered_seq) return 'delivered';
  return 'sent';
}

const sameAgent = (a: AgentCard | null, b: AgentCard | null): boolean =>
  a?.nickname === b?.nickname && a?.avatar_path === b?.avatar_path;

/** A thread as it is drawn: days, what happened, and messages grouped by who wrote them. */
export function threadItems(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  receipts: Receipts | null,
): ThreadItem[] {
  const items: ThreadItem[] = [];
  let day = '';

  const startDay = (date: Date): void => {
    if (dayOf(date) === day) return;
    day = dayOf(date);
    items.push({ kind: 'day', key: `day ${day}`, date });
  };

  const addBubble = (isOwn: boolean, agent: AgentCard | null, bubble: Bubble): void => {
    startDay(bubble.createdAt);
    const last = items.at(-1);
    const lastBubble = last?.kind === 'group' ? last.bubbles.at(-1) : undefined;
    const joins =
      last?.kind === 'group' &&
      last.isOwn === isOwn &&
      (isOwn || sameAgent(last.agent, agent)) &&
      lastBubble !== undefined &&
      bubble.createdAt.getTime() - lastBubble.createdAt.getTime() < groupMs;
    if (joins) last.bubbles.push(bubble);
    else items.push({ kind: 'group', key: bubble.id, isOwn, agent, bubbles: [bubble] });
  };

  /** Who has it: passing it on to a department is told under the name of who had it, to a colleague under theirs. */
  let holder: AgentCard | null = null;

  for (const message of messages) {
    const createdAt = new Date(message.created_at);
    if (message.kind === 'event') {
      startDay(createdAt);
      items.push({
        kind: 'event',
        key: message.id,
        code: message.body === 'transferred' && sameAgent(holder, message.agent) ? 'returned' : message.body,
        agent: message.agent,
        date: createdAt,
      });
      if (message.body === 'assigned' || message.body === 'transferred') holder = message.agent;
      continue;
    }
    const { id, body } = message;
    if (message.author === 'visitor') {
      addBubble(true, null, { id, body, createdAt, delivery: deliveryOf(message, receipts) });
    } else {
      addBubble(false, message.agent, { id, body, createdAt });
    }
  }
  const known = new Set(messages.map(({ id }) => id));
  for (const { id, body, created_at, failure } of pending) {
    if (known.has(id)) continue;
    const createdAt = new Date(created_at);
    addBubble(
      true,
      null,
      failure === null
        ? { id, body, createdAt, delivery: 'sending' }
        : { id, body, createdAt, delivery: 'failed', failure },
    );
  }
  return items;
}
