import type { Delivery } from '@/embedded/stripe/records';
import { webhookSignature } from '@/embedded/stripe/webhook-signature';
import type { World } from '@/embedded/stripe/world';

const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000];
/** After so many tries it is given up, as Stripe does after three days. */
const ATTEMPTS_MAX = 40;
const ANSWER_MS_MAX = 20_000;

export type Deliveries = ReturnType<typeof startDeliveries>;

/**
 * Posts each event to the endpoints that want it, in the order they were made, one at a time. What an
 * endpoint does not take waits for its next try and does not hold back what comes after it, so an endpoint
 * must be ready for any order, as with Stripe. What waits is stored: a restart continues with it.
 */
export function startDeliveries(world: World, onError: (error: unknown) => void) {
  const { store } = world;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let held = false;
  const idle: (() => void)[] = [];

  const post = async (eventId: string, endpointId: string): Promise<boolean> => {
    const event = store.get('event', eventId);
    const endpoint = store.get('webhook_endpoint', endpointId);
    if (!event || endpoint?.status !== 'enabled') return true;
    const body = JSON.stringify(event, null, 2);
    const seconds = Math.floor(world.realClock().getTime() / 1000);
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': webhookSignature(endpoint.secret, body, seconds),
        'user-agent': 'Stripe/1.0 (stand-in)',
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(ANSWER_MS_MAX)]),
    });
    await response.arrayBuffer();
    return response.ok;
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const taken = await post(delivery.event, delivery.endpoint).catch(() => false);
    if (stopping.signal.aborted) return;
    store.change(() => {
      const attempts = delivery.attempts + 1;
      if (taken || attempts >= ATTEMPTS_MAX) {
        store.remove('delivery', delivery.id);
        const event = store.get('event', delivery.event);
        if (event && taken) {
          store.put('event', { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
        }
        return;
      }
      const pause = BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length) - 1] ?? 0;
      store.put('delivery', { ...delivery, attempts, nextAt: world.realClock().getTime() + pause });
    });
  };

  const work = async (): Promise<void> => {
    while (!held && !stopping.signal.aborted) {
      const now = world.realClock().getTime();
      const [next] = store.all('delivery', ({ nextAt }) => nextAt <= now);
      if (!next) break;
      await deliver(next);
    }
  };

  const wake = (): void => {
    if (working || held || stopping.signal.aborted) return;
    clearTimeout(timer);
    working = work()
      .catch(onError)
      .finally(() => {
        working = undefined;
        const waiting = store.all('delivery');
        if (waiting.length === 0) for (const done of idle.splice(0)) done();
        else if (!held && !stopping.signal.aborted) {
          const soonest = Math.min(...waiting.map(({ nextAt }) => nextAt));
          timer = setTimeout(wake, Math.max(10, soonest - world.realClock().getTime()));
        }
      });
  };
  wake();

  return {
    /** Something may be waiting. */
    wake,
    hold(): void {
      held = true;
    },
    release(): void {
      held = false;
      wake();
    },
    /** Posts one event now, whether or not it was taken before; true when every endpoint took it. */
    async replay(eventId: string): Promise<boolean> {
      const endpoints = store.all('webhook_endpoint', ({ status }) => status === 'enabled');
      const taken = await Promise.all(endpoints.map(({ id }) => post(eventId, id).catch(() => false)));
      return taken.every(Boolean);
    },
    /** The events that still wait, oldest first. */
    waiting: (): string[] => store.all('delivery').map(({ event }) => event),
    /** Delivers these of the waiting events now, in this order, even while deliveries are held. */
    async deliverNow(events: string[]): Promise<void> {
      await working;
      for (const event of events) {
        for (const delivery of store.all('delivery', (row) => row.event === event)) await deliver(delivery);
      }
    },
    /** Resolves when nothing waits any more. */
    settled(): Promise<void> {
      if (!working && store.all('delivery').length === 0) return Promise.resolve();
      return new Promise((done) => {
        idle.push(done);
        wake();
      });
    },
    async stop(): Promise<void> {
      stopping.abort();
      clearTimeout(timer);
      await working;
      for (const done of idle.splice(0)) done();
    },
  };
}
