import type Stripe from 'stripe';
import { newId } from '@/embedded/stripe/ids';
import type { StoredEvent } from '@/embedded/stripe/records';
import { API_VERSION, type World } from '@/embedded/stripe/world';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Stored with the change it tells of, together with one delivery for every endpoint that wants it. */
export function emit(world: World, type: Stripe.Event.Type, object: unknown, before?: unknown): void {
  const { store, request } = world;
  const endpoints = store.all(
    'webhook_endpoint',
    ({ status, enabled_events }) =>
      status === 'enabled' && (enabled_events.includes('*') || enabled_events.includes(type)),
  );
  const changed = previousAttributes(before, object);
  const event: StoredEvent = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: world.now(),
    data: { object: structuredClone(object), ...(changed ? { previous_attributes: changed } : {}) },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { ...request },
    type,
  };
  store.put('event', event);
  for (const endpoint of endpoints) {
    store.put('delivery', {
      id: `${event.id}:${endpoint.id}`,
      event: event.id,
      endpoint: endpoint.id,
      attempts: 0,
      nextAt: world.realClock().getTime(),
    });
  }
}

function previousAttributes(before: unknown, after: unknown): Record<string, unknown> | undefined {
  if (!isRecord(before) || !isRecord(after)) return undefined;
  const changed = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, before[key] ?? null]));
}

const EVENTS_KEPT = 5_000;

/** Stripe keeps events for thirty days; a stand-in whose clock is moved keeps so many. */
export function forgetOldEvents({ store }: World): void {
  const events = store.all('event');
  if (events.length <= EVENTS_KEPT) return;
  const waiting = new Set(store.all('delivery').map(({ event }) => event));
  const old = events.slice(0, events.length - EVENTS_KEPT).filter(({ id }) => !waiting.has(id));
  store.change(() => {
    for (const { id } of old) store.remove('event', id);
  });
}
