import 'server-only';
import type Stripe from 'stripe';
import { readLedger } from '@/lib/billing/ledger';
import { readOffers } from '@/lib/billing/offers';
import { type BillingInterval, isLive } from '@/lib/billing/plans';
import type { Preview, PreviewLine } from '@/lib/billing/schema';
import { askStripe } from '@/lib/billing/stripe';
import { billingOf, offersTo, seatItemOf } from '@/lib/billing/subscription-change';
import { systemClock } from '@/lib/platform/clock';
import { UserError } from '@/lib/platform/errors';

type Choice = { quantity: number; interval: BillingInterval };

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Stripe's own description comes in English whatever the customer reads. */
function toLine({ amount, quantity, period, parent }: Stripe.InvoiceLineItem): PreviewLine {
  const isProration = parent?.subscription_item_details?.proration ?? false;
  return {
    kind: !isProration ? 'period' : amount < 0 ? 'unused' : 'remaining',
    seats: quantity ?? 0,
    amount,
    from: isoOf(period.start),
    to: isoOf(period.end),
  };
}

/** What the choice would cost, by Stripe's own preview of the invoice. */
export async function previewChoice(organizationId: string, choice: Choice): Promise<Preview> {
  const [account, offers] = await Promise.all([readLedger(organizationId), readOffers()]);
  const offer = offers[choice.interval];
  const prorationDate = Math.floor(systemClock().getTime() / 1000);
  const whole = offer.unitAmount * choice.quantity;
  const subscriptionId = account.stripe_subscription_id;

  if (!isLive(account.status) || subscriptionId === null) {
    const next = new Date(systemClock());
    // The same day of the next month or year, or that month's last one, as Stripe counts.
    const day = next.getUTCDate();
    next.setUTCDate(1);
    next.setUTCMonth(next.getUTCMonth() + (choice.interval === 'year' ? 12 : 1));
    next.setUTCDate(
      Math.min(day, new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate()),
    );
    return {
      currency: offer.currency,
      dueNow: whole,
      next: { amount: whole, at: next.toISOString() },
      lines: [],
      prorationDate,
      priceId: offer.priceId,
      isCredited: false,
    };
  }

  const subscription = await askStripe((client) => client.subscriptions.retrieve(subscriptionId));
  const now = seatItemOf(subscription, offers);
  if (!now) throw new UserError('subscription_is_special', { status: 409 });
  const { priceId, unitAmount } = offersTo(now, offers)[choice.interval];
  const billing = billingOf(now, choice);
  const invoice = await askStripe((client) =>
    client.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: {
        items: [{ id: now.id, price: priceId, quantity: choice.quantity }],
        proration_behavior: billing.proration_behavior,
        proration_date: prorationDate,
      },
    }),
  );
  const lines = invoice.lines.data.map(toLine);
  const isSameInterval = now.interval === choice.interval;
  const renewedAt = isSameInterval
    ? now.periodEnd
    : Math.max(...invoice.lines.data.map(({ period }) => period.end));
  return {
    currency: invoice.currency,
    dueNow: billing.isCredited ? 0 : invoice.amount_due,
    next: {
      amount: billing.isCredited ? invoice.amount_due : unitAmount * choice.quantity,
      at: isoOf(renewedAt),
    },
    lines,
    prorationDate,
    priceId,
    isCredited: billing.isCredited,
  };
}
