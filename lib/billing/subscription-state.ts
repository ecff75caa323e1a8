import type Stripe from 'stripe';
import {
  type BillingInterval,
  type DisputeState,
  isLive,
  planOfPrice,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
} from '@/lib/billing/plans';

/** What the database function apply_subscription takes. */
export type SubscriptionState = {
  customer: string;
  subscription: string | null;
  plan: 'seat' | 'contact' | null;
  status: SubscriptionStatus;
  quantity: number;
  interval: BillingInterval | null;
  current_period_end: string | null;
  cancel_at_period_end: boolean;
  invoices: StoredInvoice[];
  note: Record<string, string | number> | null;
};

type StoredInvoice = {
  id: string;
  number: string | null;
  status: string;
  currency: string;
  total: number;
  amount_due: number;
  refunded: number;
  dispute: DisputeState | null;
  hosted_url: string | null;
  pdf_url: string | null;
  created_at: string;
};

/** What was given back of an invoice that had been paid, or is asked back. */
export type Return = { refunded: number; dispute: DisputeState | null };

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** One that a later version of Stripe may bring says nothing about a payment, so it opens nothing. */
const statusOf = ({ status }: Stripe.Subscription): SubscriptionStatus =>
  SUBSCRIPTION_STATUSES.find((known) => known === status) ?? 'paused';

/** The items that are ours: an installation may sell other things to the same customer. */
function ourItem(
  subscription: Stripe.Subscription,
  seatProducts: ReadonlySet<string>,
): Stripe.SubscriptionItem | undefined {
  return subscription.items.data.find(({ price }) => planOfPrice(price, seatProducts) !== null);
}

/** Live ones first, then the newest. */
function byWeight(a: Stripe.Subscription, b: Stripe.Subscription): number {
  return Number(isLive(statusOf(b))) - Number(isLive(statusOf(a))) || b.created - a.created;
}

type StateOptions = {
  /** What seats are sold as. */
  seatProducts: ReadonlySet<string>;
  note?: SubscriptionState['note'];
  /** By the invoice's id. */
  returns?: ReadonlyMap<string, Return>;
};

/**
 * One state out of all that a customer has at Stripe now. Where two subscriptions live, which Checkout does its best
 * to prevent, both are paid for and both count: there is no payment without its seats.
 */
export function toSubscriptionState(
  customer: string,
  subscriptions: readonly Stripe.Subscription[],
  invoices: readonly Stripe.Invoice[],
  { seatProducts, note = null, returns = new Map() }: StateOptions,
): SubscriptionState {
  const itemOf = (subscription: Stripe.Subscription) => ourItem(subscription, seatProducts);
  const ours = subscriptions.filter((subscription) => itemOf(subscription) !== undefined).sort(byWeight);
  const [main] = ours;
  const item = main && itemOf(main);
  const paid = ours.filter((subscription) => subscription === main || isLive(statusOf(subscription)));
  const isEnding = main !== undefined && (main.cancel_at_period_end || main.cancel_at !== null);
  return {
    customer,
    subscription: main?.id ?? null,
    plan: item ? planOfPrice(item.price, seatProducts) : null,
    status: main ? statusOf(main) : 'none',
    quantity: paid.reduce((sum, subscription) => sum + (itemOf(subscription)?.quantity ?? 0), 0),
    interval: item?.price.recurring?.interval === 'year' ? 'year' : item ? 'month' : null,
    current_period_end: item ? isoOf(item.current_period_end) : null,
    cancel_at_period_end: isEnding,
    invoices: invoices.flatMap((invoice) => toStoredInvoice(invoice, returns)),
    note,
  };
}

function toStoredInvoice(invoice: Stripe.Invoice, returns: ReadonlyMap<string, Return>): StoredInvoice[] {
  // A draft is not yet an invoice: it may still change, and has no number.
  if (!invoice.id || invoice.status === null || invoice.status === 'draft') return [];
  const returned = returns.get(invoice.id);
  return [
    {
      id: invoice.id,
      number: invoice.number,
      status: invoice.status,
      currency: invoice.currency,
      total: invoice.total,
      amount_due: invoice.amount_remaining,
      refunded: returned?.refunded ?? 0,
      dispute: returned?.dispute ?? null,
      hosted_url: invoice.hosted_invoice_url ?? null,
      pdf_url: invoice.invoice_pdf ?? null,
      created_at: isoOf(invoice.created),
    },
  ];
}

/** Refunds and disputes move no seat; the audit log tells of each, the list of invoices of what it came to. */
export function noteOf(event: Stripe.Event): SubscriptionState['note'] {
  if (event.type === 'charge.refunded') {
    const { amount_refunded, currency } = event.data.object;
    return { refunded: `${(amount_refunded / 100).toFixed(2)} ${currency.toUpperCase()}` };
  }
  if (event.type === 'charge.dispute.created' || event.type === 'charge.dispute.closed') {
    const { amount, currency, status } = event.data.object;
    return { disputed: `${(amount / 100).toFixed(2)} ${currency.toUpperCase()} (${status})` };
  }
  return null;
}
