import type { ChatState } from '@/widget/core/chat-state';
import type { AgentCard, Conversation, Message, PendingMessage } from '@/widget/core/chat-types';

/** The gallery's moment: everything in it is dated from here, so that two visits look the same. */
export const now = new Date(2030, 0, 16, 15, 42);

const claire: AgentCard = { nickname: 'Claire', avatar_path: 'claire' };
const marc: AgentCard = { nickname: 'Marc Antoine', avatar_path: null };
const ines: AgentCard = { nickname: 'Inès', avatar_path: null };

const minutesAgo = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();

let nextSeq = 1;

function message(
  author: Message['author'],
  body: string,
  minutes: number,
  agent: AgentCard | null = null,
): Message {
  const seq = nextSeq++;
  const kind = author === 'system' ? 'event' : 'text';
  return {
    id: `m${seq}`,
    conversation_id: 'c1',
    seq,
    author,
    kind,
    body,
    created_at: minutesAgo(minutes),
    agent,
  };
}

function pending(body: string, failure: string | null = null): PendingMessage {
  const order = nextSeq++;
  return { id: `p${order}`, conversation_id: 'c1', body, created_at: minutesAgo(0), order, failure };
}

function conversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    status: 'open',
    channel: 'live',
    queue: null,
    has_email: false,
    last_seq: 99,
    last_message_at: minutesAgo(2),
    last_message_preview: 'It left our warehouse this morning.',
    unread: 0,
    agent_delivered_seq: 0,
    agent_read_seq: 0,
    visitor_read_seq: 99,
    created_at: minutesAgo(60),
    closed_at: null,
    agent: claire,
    ...change,
  };
}

const open = { is_open: true, opens_at: null, closes_at: null };
const closed = { is_open: false, opens_at: new Date(Date.now() + 86_400_000).toISOString(), closes_at: null };

const empty: ChatState = {
  phase: 'idle',
  connection: 'idle',
  site: { is_online: true, agents: [claire, marc, ines], hours: open },
  isFull: false,
  invitation: null,
  conversations: [],
  current: null,
  viewedId: null,
  viewed: null,
  messages: [],
  pending: [],
  isThreadLoaded: true,
  isAgentTyping: false,
  unread: 0,
};

function thread(change: Partial<ChatState>, viewed: Conversation = conversation()): ChatState {
  const current = viewed.status === 'closed' ? null : viewed;
  return {
    ...empty,
    phase: 'ready',
    connection: 'joined',
    conversations: [viewed],
    current,
    viewedId: viewed.id,
    viewed,
    ...change,
  };
}

const talk: Message[] = [
  message('visitor', 'Good evening, when will my lamp arrive?', 60 * 24 + 30),
  message('system', 'assigned', 60 * 24 + 29, claire),
  message('agent', 'Good evening! Let me look it up.', 60 * 24 + 28, claire),
  message('agent', 'Could you tell me your order number?', 60 * 24 + 28, claire),
  message('visitor', 'It is 2049-117', 40),
  message(
    'agent',
    'Thank you. It left our warehouse this morning:\nhttps://carrier.example/track?id=2049-117.',
    4,
    claire,
  ),
  message('visitor', 'Wonderful', 2),
  message('visitor', 'Can I still change the address?', 2),
];
const lastOwnSeq = talk.at(-1)?.seq ?? 0;
const read = conversation({ agent_read_seq: lastOwnSeq, agent_delivered_seq: lastOwnSeq });
const over = conversation({ status: 'closed', closed_at: minutesAgo(1) });
const earlier: Conversation[] = [
  conversation({
    unread: 2,
    last_message_preview: 'Are you still there? I have found the lamp in our other shop.',
  }),
  conversation({
    id: 'c2',
    status: 'closed',
    agent: marc,
    last_message_at: minutesAgo(60 * 30),
    last_message_preview: 'With pleasure. Good day to you!',
  }),
  conversation({
    id: 'c3',
    status: 'closed',
    agent: null,
    last_message_at: minutesAgo(60 * 24 * 400),
    last_message_preview: 'Hello?',
  }),
];

export type Case = {
  name: string;
  chat: ChatState;
  isOnline?: boolean;
  isMuted?: boolean;
  isEnding?: boolean;
  draft?: string;
};

/** Every state the chat can be drawn in. */
export const cases: Case[] = [
  { name: 'Start, somebody is there', chat: empty },
  {
    name: 'Start, online and nobody named',
    chat: { ...empty, site: { is_online: true, agents: [], hours: open } },
  },
  { name: 'Start, closed', chat: { ...empty, site: { is_online: false, agents: [], hours: closed } } },
  { name: 'Start, away', chat: { ...empty, site: { is_online: false, agents: [], hours: open } } },
  {
    name: 'Start, earlier conversations',
    chat: { ...empty, phase: 'ready', conversations: earlier.slice(1) },
  },
  {
    name: 'Start, one in progress',
    chat: { ...empty, phase: 'ready', conversations: earlier, current: earlier[0] ?? null, unread: 2 },
  },
  { name: 'Start, loading what was said before', chat: { ...empty, phase: 'loading' } },
  {
    name: 'The first message on its way',
    chat: thread({
      viewed: null,
      current: null,
      conversations: [],
      pending: [pending('Hello, do you have the Opale in blue?')],
    }),
  },
  {
    name: 'Waiting',
    chat: thread({ messages: talk.slice(0, 1) }, conversation({ status: 'waiting', agent: null })),
  },
  {
    name: 'Waiting, away',
    chat: thread(
      { messages: talk.slice(0, 1), site: { is_online: false, agents: [], hours: open } },
      conversation({ status: 'waiting', agent: null }),
    ),
  },
  {
    name: 'In the queue',
    chat: thread(
      { messages: talk.slice(0, 1) },
      conversation({ status: 'waiting', agent: null, queue: { position: 3, wait_seconds: 240 } }),
    ),
  },
  {
    name: 'Answered by e-mail, no address yet',
    chat: thread(
      { messages: talk.slice(0, 1) },
      conversation({ status: 'waiting', agent: null, channel: 'nrt' }),
    ),
  },
  {
    name: 'The queue is full',
    chat: { ...empty, site: { ...empty.site, is_online: false }, isFull: true },
  },
  { name: 'The chat spoke first', chat: { ...empty, invitation: 'May I help you choose a lamp?' } },
  { name: 'A conversation, read', chat: thread({ messages: talk }, read) },
  {
    name: 'Delivered, agent typing',
    chat: thread({ messages: talk, isAgentTyping: true }, conversation({ agent_delivered_seq: lastOwnSeq })),
  },
  { name: 'Sending', chat: thread({ messages: talk, pending: [pending('And one more thing')] }) },
  {
    name: 'Refused',
    chat: thread({ messages: talk, pending: [pending('A message nobody may have', 'message_is_too_long')] }),
  },
  { name: 'Loading a thread', chat: thread({ isThreadLoaded: false }) },
  {
    name: 'Offline',
    chat: thread({ messages: talk, connection: 'interrupted', pending: [pending('Written in a tunnel')] }),
    isOnline: false,
  },
  { name: 'Reconnecting', chat: thread({ messages: talk, connection: 'interrupted' }) },
  { name: 'The server does not answer', chat: { ...empty, phase: 'unreachable' } },
  { name: 'Asking before the end', chat: thread({ messages: talk }), isEnding: true },
  { name: 'Over', chat: thread({ messages: [...talk, message('system', 'closed', 1, claire)] }, over) },
  {
    name: 'Over while writing',
    chat: thread(
      {
        messages: [...talk, message('system', 'closed', 1)],
        pending: [pending('Wait!', 'conversation_is_closed')],
      },
      over,
    ),
  },
  {
    name: 'A long draft, sound off',
    chat: thread({ messages: talk }),
    draft: `${'I have a very long story to tell. '.repeat(140)}`,
    isMuted: true,
  },
  { name: 'Too long', chat: thread({ messages: talk }), draft: 'x'.repeat(5012) },
  {
    name: 'Hostile and unusual texts',
    chat: thread({
      messages: [
        message('visitor', '<img src=x onerror=alert(1)><b>bold?</b>', 5),
        message(
          'agent',
          'javascript:alert(1) and https://example.com/a_(b)?c=d#e, then (see www.example.org).',
          4,
          { nickname: '<script>', avatar_path: null },
        ),
        message('visitor', 'مرحبا، هل تتحدث العربية؟', 3),
        message('agent', `${'unbreakable'.repeat(12)} 👩‍👩‍👧‍👦🙂`, 3, marc),
        message('visitor', 'write to help@example.com', 2),
      ],
    }),
  },
];
