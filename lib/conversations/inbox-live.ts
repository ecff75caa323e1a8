import { type Alert, alertsBetween } from '@/lib/conversations/alerts';
import { type InboxEvent, readEvent } from '@/lib/conversations/events';
import type { InboxActions } from '@/lib/conversations/inbox-actions';
import type { InboxContext } from '@/lib/conversations/inbox-context';
import type { InboxReceipts } from '@/lib/conversations/inbox-receipts';
import type { InboxState } from '@/lib/conversations/inbox-state';
import type { InboxSync } from '@/lib/conversations/inbox-sync';
import type { InboxThreads } from '@/lib/conversations/inbox-threads';
import type { OutboxSender } from '@/lib/conversations/outbox-sender';
import { outboxStorage } from '@/lib/conversations/outbox-storage';
import type { Emitter } from '@/lib/platform/emitter';
import type { KeyValueStorage } from '@/lib/platform/key-value-storage';
import type { NetworkSignals } from '@/lib/platform/realtime/network-signals';
import {
  type ConnectionState,
  connectTopics,
  type RealtimeSocket,
  type TopicsConnection,
} from '@/lib/platform/realtime/topics-connection';
import type { Store } from '@/lib/platform/store';

/** What only a browser has; given when the page comes alive. */
export interface InboxSurroundings {
  openSocket(): Promise<RealtimeSocket>;
  signals: NetworkSignals;
  storage: KeyValueStorage;
}

export interface InboxParts {
  context: InboxContext;
  connection: Store<ConnectionState>;
  alerts: Emitter<Alert>;
  actions: InboxActions;
  threads: InboxThreads;
  receipts: InboxReceipts;
  sender: OutboxSender;
  sync: InboxSync;
  heed(event: InboxEvent): void;
  onTopics(setTopics: TopicsConnection['setTopics'] | null): void;
}

/** Without a socket nothing is heard, so the tables are asked; with one, now and then all the same. */
const pollMs = 20_000;
const reconcileMs = 90_000;

/** Connects the inbox to the socket, the browser's signals and its storage; returns the way to stop. */
export function goLive(parts: InboxParts, { openSocket, signals, storage }: InboxSurroundings): () => void {
  const { context, connection, sender, sync, threads } = parts;
  const { state } = context;
  let isStopped = false;
  let topics: TopicsConnection | null = null;

  const catchUp = () => {
    sender.wake();
    void sync.refresh();
  };
  const stops = [
    followState(parts),
    signals.onOnline(catchUp),
    signals.onVisible(() => void sync.refresh()),
    pollTables(parts),
  ];

  const listen = (socket: RealtimeSocket) => {
    if (isStopped) return;
    topics = connectTopics({
      socket,
      signals,
      timers: context.timers,
      onEvent(name, payload) {
        const event = readEvent(name, payload);
        if (event && context.access.get() !== 'revoked') parts.heed(event);
      },
      onJoined: catchUp,
      onRefused: () => void sync.refresh(),
    });
    const joined = topics.state;
    stops.push(joined.subscribe(() => connection.set(joined.get())));
    parts.onTopics(topics.setTopics);
    topics.setTopics(state.get().me.topics);
  };
  // Without the socket's code the tables are still asked; the header says that the connection is not there.
  openSocket().then(listen, () => connection.set('interrupted'));

  sender.start(outboxStorage(storage, state.get().me.member_id));
  parts.receipts.reportDelivered();
  threads.watchShown();

  return () => {
    isStopped = true;
    for (const stop of stops) stop();
    sender.stop();
    threads.stop();
    parts.onTopics(null);
    topics?.close();
    connection.set('connecting');
  };
}

/** Whatever brought a change, a broadcast or a fetch: the same consequences. */
function followState({ context, alerts, actions, receipts, sender, threads }: InboxParts): () => void {
  const { state } = context;
  let known = state.get();
  return state.subscribe(() => {
    const before = known;
    known = state.get();
    const readingId = receipts.readingId();
    for (const alert of alertsBetween(before, known, { readingId, isTaking: actions.isTaking }))
      alerts.emit(alert);
    if (before.conversations !== known.conversations) {
      receipts.reportDelivered();
      threads.watchShown();
    }
    receipts.reportRead();
    if (before.threads !== known.threads) sender.settle(changedMessageIds(before, known));
  });
}

function changedMessageIds(before: InboxState, after: InboxState): string[] {
  const changed = [...after.threads].filter(([id, thread]) => before.threads.get(id) !== thread);
  return changed.flatMap(([, thread]) => thread.messages.map((message) => message.id));
}

function pollTables({ connection, context, sync }: InboxParts): () => void {
  let cancel = () => {};
  const schedule = () => {
    cancel();
    cancel = context.timers.after(connection.get() === 'joined' ? reconcileMs : pollMs, () => {
      void sync.refresh();
      schedule();
    });
  };
  schedule();
  const stop = connection.subscribe(schedule);
  return () => {
    stop();
    cancel();
  };
}
