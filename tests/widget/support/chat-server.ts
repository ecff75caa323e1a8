import type { AgentCard, Conversation, Message, QueuePlace, SiteStatus } from '@/widget/core/chat-types';
import type { Clock } from '@/widget/core/clock';
import { Failure } from '@/widget/core/failure';
import type { ChatApi, JoinTopic, RealtimeOptions } from '@/widget/core/transport';
import { THREAD_PAGE_SIZE } from '@/widget/core/transport';
import type { TurnedAway } from '@/widget/core/turned-away';

/** What happens to one request: lost before or after it took effect, answered late, or answered. */
export type RequestFault = 'none' | 'request_lost' | 'answer_lost' | 'slow' | 'unwell' | 'limited';
/** What happens to one broadcast on its way to one listener. */
export type BroadcastFault = 'none' | 'lost' | 'twice' | 'late';

type StoredMessage = Message & { isNote: boolean };
type StoredConversation = Conversation & { visitorId: string; messages: StoredMessage[] };
type Listener = RealtimeOptions & { isJoined: boolean };

const slowMs = 4000;
const tokenLifetimeMs = 15 * 60_000;

/**
 * The visitor's functions of the database in memory, behind a network that fails on demand. It keeps the
 * rules the widget relies on: a message is stored once for its id, sequence numbers follow the order of
 * storing and count notes, one conversation of a visitor is current, broadcasts come after the fact.
 */
export class ChatServer {
  requestFault: () => RequestFault = () => 'none';
  broadcastFault: () => BroadcastFault = () => 'none';
  isReachable = true;
  /** Every request that took effect, for tests that count. */
  readonly calls: { name: string; args: unknown[] }[] = [];
  readonly conversations = new Map<string, StoredConversation>();
  readonly typing: boolean[] = [];
  isSiteEnabled = true;
  /** What a conversation that begins waits behind; null when somebody takes it. */
  queue: QueuePlace | null = null;
  /** Why none begins, while there is a reason. */
  turnsAway: TurnedAway | null = null;
  turnedAway = 0;
  site: SiteStatus = {
    is_online: true,
    agents: [],
    hours: { is_open: true, opens_at: null, closes_at: null },
  };
  private readonly visitors = new Map<string, string>();
  private readonly tokens = new Map<string, { visitorId: string; endsAt: number }>();
  private readonly listeners = new Set<Listener>();
  private nextId = 1;

  constructor(private readonly clock: Clock) {}

  private id(kind: string): string {
    return `${kind}-${this.nextId++}`;
  }

  private later(ms: number): Promise<void> {
    return new Promise((done) => void this.clock.after(ms, done));
  }

  private async request<T>(name: string, args: unknown[], run: () => T): Promise<T> {
    const fault = this.isReachable ? this.requestFault() : 'request_lost';
    await this.later(5);
    if (fault === 'request_lost') throw new Failure('network', 'no_answer');
    if (fault === 'unwell') throw new Failure('server', 'http_503');
    if (fault === 'limited') throw new Failure('limited', 'too_many_messages', 2000);
    if (fault === 'slow') await this.later(slowMs);
    const answer = structuredClone(run());
    this.calls.push({ name, args });
    await this.later(5);
    if (fault === 'answer_lost') throw new Failure('network', 'no_answer');
    return answer;
  }

  private visitorOf(token: string): string {
    const known = this.tokens.get(token);
    if (!known || known.endsAt <= this.clock.now()) throw new Failure('expired', 'PGRST303');
    return known.visitorId;
  }

  private mine(token: string, conversationId: string): StoredConversation {
    const visitorId = this.visitorOf(token);
    const conversation = this.conversations.get(conversationId);
    if (conversation?.visitorId !== visitorId) {
      throw new Failure('refused', 'not_allowed');
    }
    return conversation;
  }

  private shown({ visitorId: _, messages: __, ...conversation }: StoredConversation): Conversation {
    return { ...conversation };
  }

  private broadcast(conversation: StoredConversation, event: string, payload: unknown): void {
    for (const listener of this.listeners) {
      if (!listener.isJoined || listener.topic !== `conversation:${conversation.id}`) continue;
      const fault = this.broadcastFault();
      if (fault === 'lost') continue;
      const copy: unknown = structuredClone(payload);
      const deliver = () => {
        if (this.listeners.has(listener) && listener.isJoined) listener.onEvent(event, copy);
      };
      this.clock.after(fault === 'late' ? 2000 : 3, deliver);
      if (fault === 'twice') this.clock.after(30, deliver);
    }
  }

  private store(
    conversation: StoredConversation,
    message: Pick<Message, 'id' | 'author' | 'kind' | 'body' | 'agent'> & { isNote?: boolean },
  ): StoredMessage {
    conversation.last_seq += 1;
    const stored = {
      ...message,
      isNote: message.isNote ?? false,
      conversation_id: conversation.id,
      seq: conversation.last_seq,
      created_at: new Date(this.clock.now()).toISOString(),
    };
    conversation.messages.push(stored);
    if (stored.isNote) return stored;
    if (stored.author === 'agent' && stored.kind === 'text') conversation.unread += 1;
    const { isNote: _, ...shown } = stored;
    this.broadcast(conversation, 'message', shown);
    return stored;
  }

  private storeOnce(conversation: StoredConversation, id: string, body: string): Message {
    const known = conversation.messages.find((message) => message.id === id);
    if (!known && conversation.status === 'closed') throw new Failure('refused', 'conversation_is_closed');
    const { isNote: _, ...shown } =
      known ?? this.store(conversation, { id, author: 'visitor', kind: 'text', body, agent: null });
    return shown;
  }

  private change(conversation: StoredConversation, change: Partial<Conversation>): void {
    Object.assign(conversation, change);
    this.broadcast(conversation, 'conversation', this.shown(conversation));
  }

  /** What the visitor may see of a conversation, in order: what every tab must end up showing. */
  visible(conversationId: string): Message[] {
    const messages = this.conversations.get(conversationId)?.messages ?? [];
    return messages.filter((message) => !message.isNote).map(({ isNote: _, ...message }) => message);
  }

  forgetVisitors(): void {
    this.visitors.clear();
    this.tokens.clear();
    this.conversations.clear();
  }

  /** Erased while their token is still good. */
  eraseVisitors(): void {
    this.visitors.clear();
    this.conversations.clear();
  }

  endTokens(): void {
    this.tokens.clear();
  }

  // The agent's side: no network in between.

  agentJoins(conversationId: string, agent: AgentCard): void {
    const conversation = this.conversations.get(conversationId);
    if (conversation?.status !== 'waiting') return;
    this.change(conversation, { status: 'open', agent, queue: null });
    this.store(conversation, {
      id: this.id('event'),
      author: 'system',
      kind: 'event',
      body: 'assigned',
      agent,
    });
  }

  queueMoves(conversationId: string, position: number, waitSeconds: number | null): void {
    const conversation = this.conversations.get(conversationId);
    if (!conversation) return;
    const place = { position, wait_seconds: waitSeconds };
    conversation.queue = place;
    this.broadcast(conversation, 'queue', { conversation_id: conversationId, ...place });
  }

  /** Nobody took it in time. */
  waitEnds(conversationId: string): void {
    const conversation = this.conversations.get(conversationId);
    if (conversation?.status !== 'waiting') return;
    this.change(conversation, { channel: 'nrt', queue: null });
  }

  agentSays(conversationId: string, body: string, isNote = false): void {
    const conversation = this.conversations.get(conversationId);
    if (conversation?.status !== 'open') return;
    this.store(conversation, {
      id: this.id('message'),
      author: 'agent',
      kind: 'text',
      body,
      agent: conversation.agent,
      isNote,
    });
  }

  /** An automatic message, in the name of the agent. */
  siteSays(conversationId: string, body: string): void {
    const conversation = this.conversations.get(conversationId);
    if (conversation?.status !== 'open') return;
    const { agent } = conversation;
    this.store(conversation, { id: this.id('message'), author: 'system', kind: 'text', body, agent });
  }

  agentReads(conversationId: string): void {
    const conversation = this.conversations.get(conversationId);
    if (!conversation) return;
    conversation.agent_delivered_seq = conversation.last_seq;
    conversation.agent_read_seq = conversation.last_seq;
    this.broadcastReceipt(conversation);
  }

  agentTypes(conversationId: string, isTyping: boolean): void {
    const conversation = this.conversations.get(conversationId);
    if (conversation) this.broadcast(conversation, 'typing', { author: 'agent', is_typing: isTyping });
  }

  agentCloses(conversationId: string): void {
    const conversation = this.conversations.get(conversationId);
    if (conversation && conversation.status !== 'closed') this.close(conversation);
  }

  private close(conversation: StoredConversation): void {
    const { agent } = conversation;
    this.store(conversation, {
      id: this.id('event'),
      author: 'system',
      kind: 'event',
      body: 'closed',
      agent,
    });
    this.change(conversation, { status: 'closed', closed_at: new Date(this.clock.now()).toISOString() });
  }

  private broadcastReceipt(conversation: StoredConversation): void {
    const { id, agent_delivered_seq, agent_read_seq, visitor_read_seq, unread } = conversation;
    const receipt = { conversation_id: id, agent_delivered_seq, agent_read_seq, visitor_read_seq, unread };
    this.broadcast(conversation, 'receipt', receipt);
  }

  /** Every socket falls; clients come back when `joinAll` says so. */
  dropSockets(): void {
    for (const listener of this.listeners) {
      if (!listener.isJoined) continue;
      listener.isJoined = false;
      listener.onJoined(false);
    }
  }

  joinAll(): void {
    for (const listener of [...this.listeners]) {
      if (listener.isJoined) continue;
      listener.isJoined = true;
      listener.onJoined(true);
    }
  }

  sockets(): number {
    return this.listeners.size;
  }

  /** Joins by itself while reachable; with `isManual`, only when `joinAll` is called. */
  joinTopic(isManual = false): JoinTopic {
    return async (options) => {
      const visitorId = this.visitorOf(await options.token());
      const id = options.topic.replace('conversation:', '');
      if (this.conversations.get(id)?.visitorId !== visitorId) throw new Failure('refused', 'not_allowed');
      const listener = { ...options, isJoined: false };
      this.listeners.add(listener);
      const connect = () => {
        if (!this.listeners.has(listener) || listener.isJoined || isManual) return;
        if (!this.isReachable) {
          this.clock.after(1000, connect);
          return;
        }
        listener.isJoined = true;
        listener.onJoined(true);
      };
      this.clock.after(20, connect);
      return {
        setToken: () => undefined,
        reconnect: connect,
        leave: () => void this.listeners.delete(listener),
      };
    };
  }

  readonly api: ChatApi = {
    rpc: (_token, name) => Promise.reject(new Error(`${name} is not part of this server.`)),
    openSession: ({ secret, create }) =>
      this.request('openSession', [secret, create], () => {
        if (!this.isSiteEnabled) throw new Failure('refused', 'site_is_disabled');
        const known = secret !== null && this.visitors.has(secret);
        if (!known && !create) return { token: null };
        const owned = known && secret !== null ? secret : this.id('secret');
        const visitorId = this.visitors.get(owned) ?? this.id('visitor');
        this.visitors.set(owned, visitorId);
        const token = this.id('token');
        this.tokens.set(token, { visitorId, endsAt: this.clock.now() + tokenLifetimeMs });
        return { token, secret: owned, visitor_id: visitorId, lifetimeMs: tokenLifetimeMs };
      }),
    siteStatus: () => this.request('siteStatus', [], () => this.site),
    conversations: (token) =>
      this.request('conversations', [], () => {
        const visitorId = this.visitorOf(token);
        return [...this.conversations.values()]
          .filter((conversation) => conversation.visitorId === visitorId)
          .map((conversation) => this.shown(conversation));
      }),
    messagesAfter: (token, conversationId, seq) =>
      this.request('messagesAfter', [conversationId, seq], () => {
        const conversation = this.mine(token, conversationId);
        const messages = this.visible(conversationId).filter((message) => message.seq > seq);
        return { conversation: this.shown(conversation), messages: messages.slice(0, THREAD_PAGE_SIZE) };
      }),
    startConversation: (token, { conversationId, messageId, body }, facts) =>
      this.request('startConversation', [conversationId, messageId, body, facts], () => {
        const visitorId = this.visitorOf(token);
        if (![...this.visitors.values()].includes(visitorId)) throw new Failure('refused', 'not_allowed');
        const own = [...this.conversations.values()].filter((each) => each.visitorId === visitorId);
        let conversation =
          own.find((each) => each.messages.some((message) => message.id === messageId)) ??
          own.find((each) => each.id === conversationId) ??
          own.find((each) => each.status !== 'closed');
        if (!conversation) {
          if (this.turnsAway) {
            this.turnedAway += 1;
            throw new Failure('refused', this.turnsAway);
          }
          const now = new Date(this.clock.now()).toISOString();
          conversation = {
            id: conversationId,
            visitorId,
            messages: [],
            status: 'waiting',
            channel: 'live',
            queue: this.queue,
            has_email: false,
            last_seq: 0,
            last_message_at: now,
            last_message_preview: body,
            unread: 0,
            agent_delivered_seq: 0,
            agent_read_seq: 0,
            visitor_read_seq: 0,
            created_at: now,
            closed_at: null,
            agent: null,
          };
          this.conversations.set(conversationId, conversation);
        }
        const message = this.storeOnce(conversation, messageId, body);
        return { conversation: this.shown(conversation), message };
      }),
    sendMessage: (token, { conversationId, messageId, body }) =>
      this.request('sendMessage', [conversationId, messageId, body], () =>
        this.storeOnce(this.mine(token, conversationId), messageId, body),
      ),
    markConversation: (token, conversationId, deliveredSeq, readSeq) =>
      this.request('markConversation', [conversationId, deliveredSeq, readSeq], () => {
        const conversation = this.mine(token, conversationId);
        conversation.visitor_read_seq = Math.max(conversation.visitor_read_seq, readSeq);
        conversation.unread = conversation.messages.filter(
          (message) =>
            message.author === 'agent' && !message.isNote && message.seq > conversation.visitor_read_seq,
        ).length;
        this.broadcastReceipt(conversation);
      }),
    setTyping: (token, conversationId, isTyping) =>
      this.request('setTyping', [conversationId, isTyping], () => {
        this.mine(token, conversationId);
        this.typing.push(isTyping);
      }),
    setPage: (token, page) => this.request('setPage', [page], () => void this.visitorOf(token)),
    closeConversation: (token, conversationId) =>
      this.request('closeConversation', [conversationId], () => {
        const conversation = this.mine(token, conversationId);
        if (conversation.status !== 'closed') this.close(conversation);
      }),
  };
}
