import 'server-only';
import { BILLING_INTERVALS, type BillingInterval, SEAT_LOOKUP_KEYS } from '@/lib/billing/plans';
import type { Offer, Offers } from '@/lib/billing/schema';
import { askStripe } from '@/lib/billing/stripe';
import { answerError } from '@/lib/platform/action';
import { invariant } from '@/lib/platform/errors';

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
    return { interval, priceId: price.id, unitAmount: price.unit_amount, currency: price.currency };
  };
  return { month: offerOf('month'), year: offerOf('year') };
}

/** For a page, which shows everything else while Stripe does not answer. */
export async function offersOrNull(): Promise<Offers | null> {
  try {
    return await readOffers();
  } catch (error) {
    answerError(error, 'billing.offers');
    return null;
  }
}
