import { remainingShare } from '@/embedded/stripe/engine/billing-cycle';
import { newId } from '@/embedded/stripe/ids';
import type { InvoiceLine, Price, SubscriptionItem } from '@/embedded/stripe/records';

export type Period = { start: number; end: number };

type LineFacts = {
  subscription: string;
  item: string;
  price: Price;
  quantity: number;
  amount: number;
  description: string;
  period: Period;
  proration: boolean;
  metadata: Record<string, string>;
};

function newLine(facts: LineFacts): InvoiceLine {
  const { price, amount } = facts;
  return {
    id: newId('il'),
    object: 'line_item',
    amount,
    currency: price.currency,
    description: facts.description,
    discount_amounts: [],
    discountable: !facts.proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: facts.metadata,
    parent: {
      type: 'subscription_item_details',
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: facts.proration ? newId('ii') : null,
        proration: facts.proration,
        proration_details: facts.proration ? { credited_items: null } : null,
        subscription: facts.subscription,
        subscription_item: facts.item,
      },
    },
    period: facts.period,
    pretax_credit_amounts: [],
    pricing: {
      type: 'price_details',
      price_details: { price: price.id, product: price.product },
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity: facts.quantity,
    quantity_decimal: String(facts.quantity),
    subscription: facts.subscription,
    subtotal: amount,
    taxes: [],
  };
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const dateOf = (at: number): string => DATE.format(at * 1000).replace('Sept', 'Sep');

/** Whole units with decimals only where there are any, as Stripe describes a price in a line. */
function eachOf(price: Price): string {
  const amount = new Intl.NumberFormat('en-US', { style: 'currency', currency: price.currency });
  return `${amount.format(price.unit_amount / 100)} / ${price.recurring.interval}`;
}

export type BilledItem = Pick<SubscriptionItem, 'id' | 'price' | 'quantity'>;

export type LineContext = {
  subscription: string;
  metadata: Record<string, string>;
  productName(price: Price): string;
};

export function periodLine(context: LineContext, item: BilledItem, period: Period): InvoiceLine {
  const { price, quantity } = item;
  return newLine({
    subscription: context.subscription,
    item: item.id,
    price,
    quantity,
    amount: price.unit_amount * quantity,
    description: `${quantity} × ${context.productName(price)} (at ${eachOf(price)})`,
    period,
    proration: false,
    metadata: context.metadata,
  });
}

export function trialLine(context: LineContext, item: BilledItem, period: Period): InvoiceLine {
  const { price, quantity } = item;
  return newLine({
    subscription: context.subscription,
    item: item.id,
    price,
    quantity,
    amount: 0,
    description: `Trial period for ${context.productName(price)}`,
    period,
    proration: false,
    metadata: context.metadata,
  });
}

/** What is given back for the rest of the period, or charged for it. */
export function prorationLine(
  context: LineContext,
  item: BilledItem,
  part: { kind: 'unused' | 'remaining'; period: Period; at: number },
): InvoiceLine {
  const { price, quantity } = item;
  const share = remainingShare(price.unit_amount * quantity, part.period, part.at);
  const words = part.kind === 'unused' ? 'Unused time on' : 'Remaining time on';
  return newLine({
    subscription: context.subscription,
    item: item.id,
    price,
    quantity,
    // Never minus zero, which no JSON can tell from zero but a strict comparison can.
    amount: part.kind === 'unused' ? 0 - share : share,
    description: `${words} ${quantity} × ${context.productName(price)} after ${dateOf(part.at)}`,
    period: { start: part.at, end: part.period.end },
    proration: true,
    metadata: context.metadata,
  });
}
