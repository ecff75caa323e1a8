import { idOf } from '@/lib/billing/stripe-id';

/** As in the database types billing_plan and billing_interval. */
export const BILLING_PLANS = ['unlimited', 'trial', 'free', 'seat', 'contact'] as const;
export type BillingPlan = (typeof BILLING_PLANS)[number];
export const BILLING_INTERVALS = ['month', 'year'] as const;
export type BillingInterval = (typeof BILLING_INTERVALS)[number];

export const SUBSCRIPTION_STATUSES = [
  'none',
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** A payment that the card's holder asked their bank to take back; won: it stays paid. */
export const DISPUTE_STATES = ['open', 'won', 'lost'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** The prices one can choose, by the lookup key that each bears at Stripe. */
export const SEAT_LOOKUP_KEYS: Record<BillingInterval, string> = {
  month: 'seat_monthly',
  year: 'seat_annual',
};

type KnownPrice = { lookup_key: string | null; product: string | { id: string } };

/**
 * The plan a price stands for; an installation adds prices of its own under the same beginnings. A price whose key was
 * given to a newer one has none any more, and whoever subscribed to it keeps it: it is known by its product.
 */
export function planOfPrice(
  { lookup_key, product }: KnownPrice,
  seatProducts: ReadonlySet<string>,
): 'seat' | 'contact' | null {
  if (lookup_key?.startsWith('seat_')) return 'seat';
  if (lookup_key?.startsWith('contact_')) return 'contact';
  return seatProducts.has(idOf(product)) ? 'seat' : null;
}

/** A subscription there is something to change about; the others are over or have not begun. */
export const isLive = (status: SubscriptionStatus): boolean =>
  status === 'active' || status === 'trialing' || status === 'past_due';

/** Of the plan free; the database's table private.plans decides. */
export const FREE_SEATS = 3;
export const SEATS_MIN = 1;
export const SEATS_MAX = 1000;
