import type { Alert } from '@/lib/conversations/alerts';
import { createInboxActions, type InboxActions } from '@/lib/conversations/inbox-actions';
import {
  createRevisions,
  type InboxAccess,
  type InboxContext,
  type InboxNotice,
  type Loads,
  startState,
} from '@/lib/conversations/inbox-context';
import { createEventHandler } from '@/lib/conversations/inbox-events';
import { goLive, type InboxSurroundings } from '@/lib/conversations/inbox-live';
import { createInboxReceipts, type Reading } from '@/lib/conversations/inbox-receipts';
import { type InboxState, isMine, withMessage, withShown } from '@/lib/conversations/inbox-state';
import { createInboxSync, type InboxSync } from '@/lib/conversations/inbox-sync';
import { createInboxThreads, type InboxThreads } from '@/lib/conversations/inbox-threads';
import { sendMessage, setTyping } from '@/lib/conversations/live-commands';
import { createOutboxSender, type OutboxSender } from '@/lib/conversations/outbox-sender';
import type { InboxStart, Message, ShownConversation } from '@/lib/conversations/schema';
import { createEmitter, type Emitter } from '@/lib/platform/emitter';
import { outcomeOfFailure } from '@/lib/platform/outcome';
import type { ConnectionState, TopicsConnection } from '@/lib/platform/realtime/topics-connection';
import { createStore, type ReadableStore } from '@/lib/platform/store';
import type { AccessTokenSource } from '@/lib/platform/supabase/access-token';
import type { Rest } from '@/lib/platform/supabase/rest';
import type { Timers } from '@/lib/platform/timers';

export interface InboxOptions {
  start: InboxStart;
  rest: Rest;
  accessToken: AccessTokenSource;
  timers: Timers;
}

export interface Inbox {
  readonly organizationId: string;
  readonly timers: Timers;
  /** Server time minus the browser's, so that waiting times are right on a clock that is not. */
  readonly clockOffsetMs: number;
  /** Server time of the first paint: server and browser draw the same moment. */
  readonly startedAtMs: number;
  readonly state: ReadableStore<InboxState>;
  readonly loads: ReadableStore<Loads>;
  readonly access: ReadableStore<InboxAccess>;
  readonly connection: ReadableStore<ConnectionState>;
  readonly shownId: ReadableStore<string | null>;
  readonly notices: Pick<Emitter<InboxNotice>, 'listen'>;
  readonly alerts: Pick<Emitter<Alert>, 'listen'>;
  readonly actions: InboxActions;
  readonly threads: InboxThreads;
  readonly sync: InboxSync;
  readonly sender: OutboxSender;
  /** Takes in what the server read for the address. Nothing newer is overwritten. */
  seed(conversationId: string | null, shown: ShownConversation | null): void;
  show(conversationId: string | null): void;
  setReading(reading: Reading | null): void;
  tellTyping(conversationId: string, isTyping: boolean): void;
  /** Goes live; returns the way to stop. May be started again. */
  start(surroundings: InboxSurroundings): () => void;
}

/** How many of one's own are fetched ahead: fewer than threads are kept. */
export const prefetchedMax = 20;

/** The member's whole inbox: one state, fed by the tables and by what is broadcast, and the ways to act on it. */
export function createInbox({ start, rest, accessToken, timers }: InboxOptions): Inbox {
  const context = createContext({ start, rest, accessToken, timers });
  const { state, shownId } = context;
  const connection = createStore<ConnectionState>('connecting');
  const alerts = createEmitter<Alert>();
  let setTopics: TopicsConnection['setTopics'] | null = null;

  const actions = createInboxActions(context);
  const threads = createInboxThreads(context);
  // One after the other: behind whatever the member does meanwhile.
  const prefetchLikely = async () => {
    for (const id of likelyNext(state.get())) await threads.prefetch(id);
  };
  const receipts = createInboxReceipts(context);
  const sender = createOutboxSender({
    deliver: (item) => sendMessage(rest, item),
    onStored: (message) => showStored(context, message),
    timers,
  });
  const sync = createInboxSync(context, {
    setTopics: (topics) => setTopics?.(topics),
    catchUp: threads.catchUp,
    open: threads.open,
    afterRefresh() {
      threads.watchShown();
      receipts.flush();
      void prefetchLikely();
    },
  });
  const heed = createEventHandler(context, {
    readConversation: (id) => void sync.readConversation(id),
    catchUp: (id) => void threads.catchUp(id),
    settleSent: (id) => sender.settle([id]),
    onOrganizationChanged: (epoch) => void sync.refresh({ console: epoch }),
    async onMemberChanged(epoch) {
      await sync.refresh({ member: epoch });
      // Whoever lost access is told so; there is nothing to draw anew.
      if (context.access.get() === 'granted') context.notices.emit({ type: 'member_changed' });
    },
    countSoon: sync.countSoon,
    isTaking: actions.isTaking,
  });
  const onTopics = (next: TopicsConnection['setTopics'] | null) => {
    setTopics = next;
  };
  const parts = { context, connection, alerts, actions, threads, receipts, sender, sync, heed, onTopics };

  return {
    organizationId: start.organization_id,
    timers,
    clockOffsetMs: clockOffset(start.server_time, timers.now()),
    startedAtMs: Date.parse(start.server_time),
    state,
    loads: context.loads,
    access: context.access,
    connection,
    shownId,
    notices: context.notices,
    alerts,
    actions,
    threads,
    sync,
    sender,
    seed(conversationId, shown) {
      state.update((current) => withShown(current, shown));
      shownId.set(conversationId);
    },
    show(conversationId) {
      const left = shownId.get();
      shownId.set(conversationId);
      if (left !== null && left !== conversationId) threads.leave(left);
      threads.watchShown();
      if (conversationId !== null) void threads.open(conversationId);
    },
    setReading: receipts.setReading,
    tellTyping: (conversationId, isTyping) => void setTyping(rest, conversationId, isTyping),
    start: (surroundings) => goLive(parts, surroundings),
  };
}

/** A difference this small is the way the page took, not a wrong clock. */
const clockToleranceMs = 30_000;

function clockOffset(serverTime: string, nowMs: number): number {
  const offset = Date.parse(serverTime) - nowMs;
  return Math.abs(offset) < clockToleranceMs ? 0 : offset;
}

function createContext({ start, rest, accessToken, timers }: InboxOptions): InboxContext {
  return {
    rest,
    session: () => accessToken().then((data) => ({ kind: 'done' as const, data }), outcomeOfFailure),
    organizationId: start.organization_id,
    timers,
    state: createStore(startState(start)),
    access: createStore<InboxAccess>('granted'),
    loads: createStore<Loads>(new Map()),
    shownId: createStore<string | null>(null),
    notices: createEmitter<InboxNotice>(),
    revisions: createRevisions(),
    takers: new Map(),
  };
}

function showStored({ state }: InboxContext, message: Message): void {
  const agent_unread = state.get().conversations.get(message.conversation_id)?.agent_unread ?? 0;
  state.update((current) => withMessage(current, { ...message, agent_unread }));
}

/** Opening one's own conversations must not wait for the network. */
function likelyNext({ conversations, me }: InboxState): string[] {
  const mine = [...conversations.values()].filter((each) => isMine(me, each));
  return mine.slice(0, prefetchedMax).map(({ id }) => id);
}
