import type { Metrics, Rates } from '@/embedded/realtime/metrics';
import { type PresenceDiff, PresenceState } from '@/embedded/realtime/presence-state';
import {
  type Broadcast,
  broadcastFrame,
  eventFrame,
  type SharedFrame,
} from '@/embedded/realtime/shared-frame';

/** A joined channel, as seen by those who send to its topic. */
export interface Subscriber {
  /** False when the subscriber may not have it or had it already. */
  receiveBroadcast(frame: SharedFrame, messageId: string | null): boolean;
  receivePresence(frame: SharedFrame): boolean;
  closeOverloaded(): void;
}

export interface Topic {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly subscribers: Set<Subscriber>;
  readonly presence: PresenceState<Subscriber>;
}

/** The topics somebody has joined. A public and a private topic of one name are two topics. */
export class Hub {
  readonly #topics = new Map<string, Topic>();
  readonly #rates: Rates;
  readonly #metrics: Metrics;

  constructor(rates: Rates, metrics: Metrics) {
    this.#rates = rates;
    this.#metrics = metrics;
  }

  find(isPrivate: boolean, name: string): Topic | undefined {
    return this.#topics.get(keyOf(isPrivate, name));
  }

  subscribe(isPrivate: boolean, name: string, subscriber: Subscriber): Topic {
    const key = keyOf(isPrivate, name);
    const topic = this.#topics.get(key) ?? {
      name,
      isPrivate,
      subscribers: new Set<Subscriber>(),
      presence: new PresenceState<Subscriber>(),
    };
    this.#topics.set(key, topic);
    topic.subscribers.add(subscriber);
    this.#metrics.add('channels');
    return topic;
  }

  unsubscribe(topic: Topic, subscriber: Subscriber): void {
    if (!topic.subscribers.delete(subscriber)) return;
    this.#metrics.add('channels', -1);
    const diff = topic.presence.untrack(subscriber);
    if (topic.subscribers.size === 0) this.#topics.delete(keyOf(topic.isPrivate, topic.name));
    else if (diff) this.sendPresence(topic, diff);
  }

  /**
   * Past the rate limit every receiver is closed, not only the sender: so does the real server, and an
   * application that ignores it locally would learn it in production.
   */
  broadcast(topic: Topic, broadcast: Broadcast, except?: Subscriber): void {
    const frame = broadcastFrame(broadcast);
    const messageId = broadcast.meta?.id ?? null;
    const receivers: Subscriber[] = [];
    for (const subscriber of topic.subscribers) {
      if (subscriber !== except && subscriber.receiveBroadcast(frame, messageId)) receivers.push(subscriber);
    }
    this.#rates.events.add(1 + receivers.length);
    if (!this.#rates.events.exceeded()) return;
    for (const receiver of receivers) receiver.closeOverloaded();
  }

  sendPresence(topic: Topic, diff: PresenceDiff): void {
    const frame = eventFrame(topic.name, 'presence_diff', diff);
    let delivered = 0;
    for (const subscriber of topic.subscribers) if (subscriber.receivePresence(frame)) delivered += 1;
    this.#rates.presence.add(delivered);
  }
}

function keyOf(isPrivate: boolean, name: string): string {
  return `${isPrivate ? 'private' : 'public'}:${name}`;
}
