import type { Store } from '@/embedded/stripe/store';
import type { Clock } from '@/lib/platform/clock';

/** The one version of Stripe's API the stand-in speaks: that of the pinned SDK. */
export const API_VERSION = '2026-10-28.endive';

/** Who asked for a change; events say so. */
export type RequestMark = { id: string | null; idempotency_key: string | null };

export type World = {
  store: Store;
  /** Seconds since 1970; tests move it forward. */
  now(): number;
  realClock: Clock;
  /** Where browsers reach the hosted pages. */
  publicUrl: string;
  request: RequestMark;
};

export function createWorld(store: Store, realClock: Clock, publicUrl: string): World {
  return {
    store,
    realClock,
    publicUrl,
    now: () => Math.floor(realClock().getTime() / 1000) + (store.get('state', 'state')?.clockOffset ?? 0),
    request: { id: null, idempotency_key: null },
  };
}
