import type { RealtimeChannel, RealtimeClient } from '@supabase/supabase-js';
import { rejoinDelayMs } from '@/lib/platform/realtime/delays';
import type { NetworkSignals } from '@/lib/platform/realtime/network-signals';
import { createStore, type ReadableStore } from '@/lib/platform/store';
import type { Cancel, Timers } from '@/lib/platform/timers';

/** connecting: not joined yet, and never was. interrupted: it was, and is being restored. */
export type ConnectionState = 'connecting' | 'joined' | 'interrupted';

export type RealtimeSocket = Pick<
  RealtimeClient,
  'channel' | 'connect' | 'disconnect' | 'isConnected' | 'removeChannel' | 'setAuth'
>;

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
  /** Leaves every topic and stops listening to the browser. */
  close(): void;
}

interface Subscription {
  topic: string;
  channel: RealtimeChannel | null;
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

  // The session's own callback decides whether the token must be renewed; a failure leaves the old one.
  const renewToken = () => socket.setAuth().catch((error: unknown) => log('token not renewed', error));

  const settle = (subscription: Subscription, isJoined: boolean) => {
    subscription.isJoined = isJoined;
    updateState();
  };

  const open = (subscription: Subscription) => {
    if (subscription.isLeft) return;
    const { topic } = subscription;
    const channel = socket.channel(topic, { config: { private: true } });
    subscription.channel = channel;
    channel.on('broadcast', { event: '*' }, (message: { event: string; payload?: unknown }) => {
      if (!subscription.isLeft) onEvent(message.event, message.payload, topic);
    });
    channel.on('system', {}, (message: { status?: unknown }) => {
      if (message.status === 'error') log('the server reports', message);
    });
    channel.subscribe((status, error) => {
      if (subscription.isLeft || subscription.channel !== channel) return;
      if (status === 'SUBSCRIBED') {
        subscription.refusals = 0;
        settle(subscription, true);
        onJoined(topic);
      } else if (status === 'CLOSED') {
        // Nothing rejoins a channel the server has closed.
        subscription.channel = null;
        settle(subscription, false);
        subscription.cancelRejoin = timers.after(rejoinDelayMs(random), () => join(subscription));
      } else {
        settle(subscription, false);
        log('channel error', error);
        void renewToken();
        if (socket.isConnected()) subscription.refusals += 1;
        if (subscription.refusals >= refusalsUntilStale) {
          subscription.refusals = 0;
          onRefused(topic);
        }
      }
    });
  };

  // The token must be known before the join, and a channel of the same name must have left.
  const join = (subscription: Subscription) => {
    subscription.cancelRejoin = null;
    void Promise.all([leaving.get(subscription.topic), renewToken()]).then(() => open(subscription));
  };

  const leave = (subscription: Subscription) => {
    subscription.isLeft = true;
    subscription.cancelRejoin?.();
    const { channel, topic } = subscription;
    if (!channel) return;
    const left = socket.removeChannel(channel).then(() => leaving.delete(topic));
    leaving.set(topic, left);
  };

  const reconnect = () => {
    if (isClosed) return;
    // A socket that survived a change of network may be dead without knowing; a fresh one is certain.
    const ready = socket.isConnected() ? Promise.resolve(socket.disconnect()) : Promise.resolve();
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
          channel: null,
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
    },
  };
}
