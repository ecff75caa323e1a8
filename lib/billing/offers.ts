import 'server-only';
import type Stripe from 'stripe';
import { BILLING_INTERVALS, type BillingInterval, isLive, SEAT_LOOKUP_KEYS } from '@/lib/billing/plans';
import type { BillingAccount, Offer, Offers } from '@/lib/billing/schema';
import { askStripe } from '@/lib/billing/stripe';
import { idOf } from '@/lib/billing/stripe-id';
import { offersTo, seatItemOf } from '@/lib/billing/subscription-change';
import { answerError } from '@/lib/platform/action';
import { invariant } from '@/lib/platform/errors';

type Subscriber = Pick<BillingAccount, 'status' | 'stripe_subscription_id'>;

/** What a seat costs, read from Stripe each time: there is no other place where a price stands. */
export async function readOffers(): Promise<Offers> {
  const keys = BILLING_INTERVALS.map((interval) => SEAT_LOOKUP_KEYS[interval]);
  const { data } = await askStripe((client) => client.prices.list({ lookup_keys: keys, active: true }));
  const offerOf = (interval: BillingInterval): Offer => {
    const price = data.find(({ lookup_key }) => lookup_key === SEAT_LOOKUP_KEYS[interval]);
    invariant(
      price?.unit_amount != null,
      `Stripe has no price ${SEAT_LOOKUP_KEYS[interval]}; see docs/billing.md`,
    );
    return {
      interval,
      priceId: price.id,
      productId: idOf(price.product),
      unitAmount: price.unit_amount,
      currency: price.currency,
    };
  };
  return { month: offerOf('month'), year: offerOf('year') };
}

/** What seats are sold as: known by it is also a price that is not on offer any more. */
export async function readSeatProducts(client: Stripe): Promise<ReadonlySet<string>> {
  const { data } = await client.prices.list({ lookup_keys: Object.values(SEAT_LOOKUP_KEYS) });
  return new Set(data.map(({ product }) => idOf(product)));
}

/** For a page, which shows everything else while Stripe does not answer. */
export async function offersOrNull({
  status,
  stripe_subscription_id: id,
}: Subscriber): Promise<Offers | null> {
  try {
    const [offers, subscription] = await Promise.all([
      readOffers(),
      isLive(status) && id !== null ? askStripe((client) => client.subscriptions.retrieve(id)) : null,
    ]);
    const now = subscription && seatItemOf(subscription, offers);
    return now ? offersTo(now, offers) : offers;
  } catch (error) {
    answerError(error, 'billing.offers');
    return null;
  }
}
