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

type Wording = {
  dates: string;
  money: string;
  intervals: Record<Price['recurring']['interval'], string>;
  period(what: string, each: string): string;
  trial(product: string): string;
  unused(what: string, date: string): string;
  remaining(what: string, date: string): string;
};

const ENGLISH: Wording = {
  dates: 'en-GB',
  money: 'en-US',
  intervals: { day: 'day', week: 'week', month: 'month', year: 'year' },
  period: (what, each) => `${what} (at ${each})`,
  trial: (product) => `Trial period for ${product}`,
  unused: (what, date) => `Unused time on ${what} after ${date}`,
  remaining: (what, date) => `Remaining time on ${what} after ${date}`,
};
const FRENCH: Wording = {
  dates: 'fr-FR',
  money: 'fr-FR',
  intervals: { day: 'jour', week: 'semaine', month: 'mois', year: 'an' },
  period: (what, each) => `${what} (à ${each})`,
  trial: (product) => `Période d’essai de ${product}`,
  unused: (what, date) => `Temps non utilisé sur ${what} après le ${date}`,
  remaining: (what, date) => `Temps restant sur ${what} après le ${date}`,
};

/** A line is written once, in the language the customer prefers then. */
const wordingOf = ({ locale }: LineContext): Wording => (locale.startsWith('fr') ? FRENCH : ENGLISH);

function dateOf({ dates }: Wording, at: number): string {
  const format = new Intl.DateTimeFormat(dates, {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(at * 1000).replace('Sept', 'Sep');
}

function eachOf({ money, intervals }: Wording, price: Price): string {
  const amount = new Intl.NumberFormat(money, { style: 'currency', currency: price.currency });
  return `${amount.format(price.unit_amount / 100)} / ${intervals[price.recurring.interval]}`;
}

const itemText = (context: LineContext, { price, quantity }: BilledItem): string =>
  `${quantity} × ${context.productName(price)}`;

export type BilledItem = Pick<SubscriptionItem, 'id' | 'price' | 'quantity'>;

export type LineContext = {
  subscription: string;
  metadata: Record<string, string>;
  /** The customer's. */
  locale: string;
  productName(price: Price): string;
};

export function periodLine(context: LineContext, item: BilledItem, period: Period): InvoiceLine {
  const { price, quantity } = item;
  const wording = wordingOf(context);
  return newLine({
    subscription: context.subscription,
    item: item.id,
    price,
    quantity,
    amount: price.unit_amount * quantity,
    description: wording.period(itemText(context, item), eachOf(wording, price)),
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
    description: wordingOf(context).trial(context.productName(price)),
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
  const wording = wordingOf(context);
  return newLine({
    subscription: context.subscription,
    item: item.id,
    price,
    quantity,
    // Never minus zero, which no JSON can tell from zero but a strict comparison can.
    amount: part.kind === 'unused' ? 0 - share : share,
    description: wording[part.kind](itemText(context, item), dateOf(wording, part.at)),
    period: { start: part.at, end: part.period.end },
    proration: true,
    metadata: context.metadata,
  });
}
