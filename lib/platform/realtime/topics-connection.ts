import { rejoinDelayMs } from '@/lib/platform/realtime/delays';
import type { NetworkSignals } from '@/lib/platform/realtime/network-signals';
import { createStore, type ReadableStore } from '@/lib/platform/store';
import type { Cancel, Timers } from '@/lib/platform/timers';

/** connecting: not joined yet, and never was. interrupted: it was, and is being restored. */
export type ConnectionState = 'connecting' | 'joined' | 'interrupted';

/** joined: broadcasts arrive. failed: refused or lost; the socket tries again. closed: over, nothing tries again. */
export type TopicStatus = 'joined' | 'failed' | 'closed';

export interface TopicListeners {
  onBroadcast(event: string, payload: unknown): void;
  onStatus(status: TopicStatus, reason?: unknown): void;
}

export interface JoinedTopic {
  leave(): Promise<void>;
}

/** One connection for many private topics. */
export interface RealtimeSocket {
  connect(): void;
  disconnect(): Promise<void>;
  isConnected(): boolean;
  /** Asks for the current token, for the joins to come and for the topics that are joined. */
  renewToken(): Promise<void>;
  /** Joins, and joins again after each interruption, until left or closed. */
  join(topic: string, listeners: TopicListeners): JoinedTopic;
}

export interface TopicsConnectionOptions {
  socket: RealtimeSocket;
  timers: Timers;
  signals: NetworkSignals;
  onEvent(event: string, payload: unknown, topic: string): void;
  /** A topic is joined, for the first time or again. What was broadcast before is lost: fetch it. */
  onJoined(topic: string): void;
  /** The server refused the topic several times in a row: ask which topics there are now. */
  onRefused(topic: string): void;
  log?(message: string, detail: unknown): void;
  random?: () => number;
}

export interface TopicsConnection {
  readonly state: ReadableStore<ConnectionState>;
  setTopics(topics: readonly string[]): void;
  /** Leaves every topic, closes the socket and stops listening to the browser. */
  close(): void;
}

interface Subscription {
  topic: string;
  joined: JoinedTopic | null;
  isJoined: boolean;
  isLeft: boolean;
  refusals: number;
  cancelRejoin: Cancel | null;
}

const refusalsUntilStale = 2;

/**
 * Keeps a set of private topics joined over one socket and says when there may be a gap to fill. Broadcasts
 * are hints: whoever uses this fetches after `onJoined`, and polls while the state is not `joined`.
 */
export function connectTopics(options: TopicsConnectionOptions): TopicsConnection {
  const { socket, timers, signals, onEvent, onJoined, onRefused, log = () => undefined } = options;
  const random = options.random ?? Math.random;
  const state = createStore<ConnectionState>('connecting');
  const subscriptions = new Map<string, Subscription>();
  const leaving = new Map<string, Promise<unknown>>();
  let wasJoined = false;
  let isClosed = false;

  const updateState = () => {
    const all = [...subscriptions.values()];
    const isJoined = signals.isOnline() && all.length > 0 && all.every((each) => each.isJoined);
    wasJoined ||= isJoined;
    state.set(isJoined ? 'joined' : wasJoined ? 'interrupted' : 'connecting');
  };

  // A failure leaves the old token, which may still do.
  const renewToken = () => socket.renewToken().catch((error: unknown) => log('token not renewed', error));

  const settle = (subscription: Subscription, isJoined: boolean) => {
    subscription.isJoined = isJoined;
    updateState();
  };

  const heed = (subscription: Subscription, status: TopicStatus, reason: unknown) => {
    const { topic } = subscription;
    if (status === 'joined') {
      subscription.refusals = 0;
      settle(subscription, true);
      onJoined(topic);
      return;
    }
    settle(subscription, false);
    if (status === 'closed') {
      subscription.joined = null;
      subscription.cancelRejoin = timers.after(rejoinDelayMs(random), () => join(subscription));
      return;
    }
    log('topic failed', reason);
    void renewToken();
    if (socket.isConnected()) subscription.refusals += 1;
    if (subscription.refusals >= refusalsUntilStale) {
      subscription.refusals = 0;
      onRefused(topic);
    }
  };

  const open = (subscription: Subscription) => {
    if (subscription.isLeft) return;
    const { topic } = subscription;
    let isOver = false;
    subscription.joined = socket.join(topic, {
      onBroadcast(event, payload) {
        if (!subscription.isLeft) onEvent(event, payload, topic);
      },
      onStatus(status, reason) {
        if (subscription.isLeft || isOver) return;
        isOver = status === 'closed';
        heed(subscription, status, reason);
      },
    });
  };

  // The token must be known before the join, and a topic of the same name must have been left.
  const join = (subscription: Subscription) => {
    subscription.cancelRejoin = null;
    void Promise.all([leaving.get(subscription.topic), renewToken()]).then(() => open(subscription));
  };

  const leave = (subscription: Subscription) => {
    subscription.isLeft = true;
    subscription.cancelRejoin?.();
    const { joined, topic } = subscription;
    if (!joined) return;
    const left = joined.leave().then(() => leaving.delete(topic));
    leaving.set(topic, left);
  };

  const reconnect = () => {
    if (isClosed) return;
    // A socket that survived a change of network may be dead without knowing; a fresh one is certain.
    const ready = socket.isConnected() ? socket.disconnect() : Promise.resolve();
    void ready.then(() => {
      if (!isClosed) socket.connect();
    });
    updateState();
  };

  const stopListening = [
    signals.onOnline(reconnect),
    signals.onOffline(updateState),
    signals.onVisible(() => {
      if (!isClosed && !socket.isConnected()) socket.connect();
    }),
  ];

  return {
    state,
    setTopics(topics) {
      if (isClosed) return;
      const wanted = new Set(topics);
      for (const subscription of [...subscriptions.values()]) {
        if (wanted.has(subscription.topic)) continue;
        subscriptions.delete(subscription.topic);
        leave(subscription);
      }
      for (const topic of wanted) {
        if (subscriptions.has(topic)) continue;
        const subscription: Subscription = {
          topic,
          joined: null,
          isJoined: false,
          isLeft: false,
          refusals: 0,
          cancelRejoin: null,
        };
        subscriptions.set(topic, subscription);
        join(subscription);
      }
      updateState();
    },
    close() {
      isClosed = true;
      for (const stop of stopListening) stop();
      for (const subscription of subscriptions.values()) leave(subscription);
      subscriptions.clear();
      void Promise.all(leaving.values()).then(() => socket.disconnect());
    },
  };
}
