import type Stripe from 'stripe';
import { type BillingInterval, planOfPrice } from '@/lib/billing/plans';
import type { Offer, Offers } from '@/lib/billing/schema';
import { idOf } from '@/lib/billing/stripe-id';

export type Wanted = { quantity: number; interval: BillingInterval };
export type SeatItem = {
  id: string;
  quantity: number;
  interval: BillingInterval;
  /** What they pay, and go on paying for this interval when the price on offer is another by now. */
  offer: Offer;
  periodStart: number;
  periodEnd: number;
};

/** What is subscribed to now, of the seats; null for a subscription to something else. */
export function seatItemOf(subscription: Stripe.Subscription, offers: Offers): SeatItem | null {
  const seatProducts = new Set([offers.month.productId, offers.year.productId]);
  const item = subscription.items.data.find(({ price }) => planOfPrice(price, seatProducts) === 'seat');
  if (!item) return null;
  const { id: priceId, product, unit_amount: unitAmount, currency, recurring } = item.price;
  if (unitAmount === null) return null;
  const interval = recurring?.interval === 'year' ? 'year' : 'month';
  return {
    id: item.id,
    quantity: item.quantity ?? 0,
    interval,
    offer: {
      interval,
      priceId,
      productId: idOf(product),
      unitAmount,
      currency,
    },
    periodStart: item.current_period_start,
    periodEnd: item.current_period_end,
  };
}

/** What can be chosen by somebody who has a subscription. */
export const offersTo = (now: SeatItem, offers: Offers): Offers => ({ ...offers, [now.interval]: now.offer });

/**
 * How a change is billed. More seats, or another interval, are paid at once, and count once they are paid: until then
 * Stripe keeps the change pending. Fewer seats are credited on the next invoice.
 */
export function billingOf(now: SeatItem, wanted: Wanted) {
  const isCredited = wanted.interval === now.interval && wanted.quantity < now.quantity;
  return isCredited
    ? ({ isCredited, proration_behavior: 'create_prorations' } as const)
    : ({
        isCredited,
        proration_behavior: 'always_invoice',
        payment_behavior: 'pending_if_incomplete',
      } as const);
}

const PREVIEW_SECONDS = 15 * 60;
/** By so much the clocks of two servers may differ. */
const DRIFT_SECONDS = 10;

/**
 * The browser says when its preview was made, and from then on seats are charged or credited: only a moment ago,
 * and within the running period, or it would choose the price itself.
 */
export function isPreviewCurrent(prorationDate: number, now: SeatItem, at: Date): boolean {
  const age = at.getTime() / 1000 - prorationDate;
  return age <= PREVIEW_SECONDS && age >= -DRIFT_SECONDS && prorationDate >= now.periodStart;
}
