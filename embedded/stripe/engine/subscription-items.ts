import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { nextRenewal, renewalAt } from '@/embedded/stripe/engine/billing-cycle';
import {
  type LineContext,
  type Period,
  periodLine,
  prorationLine,
} from '@/embedded/stripe/engine/invoice-lines';
import { newId } from '@/embedded/stripe/ids';
import type { InvoiceLine, Plan, Price, Subscription, SubscriptionItem } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type ItemChange = {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
};

export function recurringPrice(world: World, id: string, param: string): Price {
  const price = world.store.get('price', id);
  if (!price) throw noSuch('price', id, param);
  if (!price.active)
    throw invalid(`The price specified is inactive. This field only accepts active prices.`, param);
  return price;
}

function planOf(price: Price): Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring.interval,
    interval_count: price.recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

export function newItem(
  world: World,
  subscription: string,
  wanted: { price: Price; quantity: number; period: Period },
): SubscriptionItem {
  return {
    id: newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: world.now(),
    current_period_end: wanted.period.end,
    current_period_start: wanted.period.start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(wanted.price),
    price: wanted.price,
    quantity: wanted.quantity,
    subscription,
    tax_rates: [],
  };
}

export const periodOf = (item: SubscriptionItem): Period => ({
  start: item.current_period_start,
  end: item.current_period_end,
});

const sameInterval = (a: Price, b: Price): boolean =>
  a.recurring.interval === b.recurring.interval && a.recurring.interval_count === b.recurring.interval_count;

/** The items after a change; one with another interval starts its period at `at`. */
export function changedItems(
  world: World,
  subscription: Subscription,
  changes: ItemChange[],
  at: number,
): { items: SubscriptionItem[]; restarts: boolean } {
  const items = new Map(subscription.items.data.map((item) => [item.id, item]));
  const anchor = subscription.billing_cycle_anchor;
  let restarts = false;
  changes.forEach((change, index) => {
    const param = `items[${index}]`;
    const existing = change.id ? items.get(change.id) : undefined;
    if (change.id && !existing) throw noSuch('subscription_item', change.id, `${param}[id]`);
    if (change.quantity !== undefined && change.quantity < 0) {
      throw invalid(
        'This value must be greater than or equal to 0.',
        `${param}[quantity]`,
        'parameter_invalid_integer',
      );
    }
    if (existing && change.deleted) {
      items.delete(existing.id);
      return;
    }
    if (!existing) {
      if (!change.price)
        throw invalid(`Missing required param: ${param}[price].`, `${param}[price]`, 'parameter_missing');
      if ([...items.values()].some((item) => item.price.id === change.price)) {
        throw invalid(
          `Cannot add multiple subscription items with the same plan: ${change.price}`,
          `${param}[price]`,
        );
      }
      const price = recurringPrice(world, change.price, `${param}[price]`);
      const period = { start: at, end: nextRenewal(anchor, price.recurring, at) };
      const item = newItem(world, subscription.id, { price, quantity: change.quantity ?? 1, period });
      items.set(item.id, item);
      return;
    }
    const price =
      change.price && change.price !== existing.price.id
        ? recurringPrice(world, change.price, `${param}[price]`)
        : existing.price;
    const moved = !sameInterval(price, existing.price);
    restarts ||= moved;
    items.set(existing.id, {
      ...existing,
      price,
      plan: planOf(price),
      quantity: change.quantity ?? existing.quantity,
      ...(moved ? { current_period_start: at, current_period_end: renewalAt(at, price.recurring, 1) } : {}),
    });
  });
  const after = [...items.values()];
  if (after.length === 0) throw invalid('A subscription must have at least one active plan.', 'items');
  return { items: after, restarts };
}

/** Given back and charged anew, item by item; nothing for an item that stays as it is. */
export function changeLines(
  context: LineContext,
  before: SubscriptionItem[],
  after: SubscriptionItem[],
  how: { at: number; prorate: boolean },
): InvoiceLine[] {
  const { at, prorate } = how;
  const lines: InvoiceLine[] = [];
  const same = (a: SubscriptionItem, b: SubscriptionItem | undefined): boolean =>
    b?.price.id === a.price.id && b.quantity === a.quantity;
  for (const old of before) {
    if (
      prorate &&
      !same(
        old,
        after.find(({ id }) => id === old.id),
      )
    ) {
      lines.push(prorationLine(context, old, { kind: 'unused', period: periodOf(old), at }));
    }
  }
  for (const item of after) {
    const old = before.find(({ id }) => id === item.id);
    if (old && same(old, item)) continue;
    if (old && !sameInterval(old.price, item.price)) lines.push(periodLine(context, item, periodOf(item)));
    else if (prorate)
      lines.push(prorationLine(context, item, { kind: 'remaining', period: periodOf(item), at }));
  }
  return lines;
}

export function lineContext(
  world: World,
  subscription: Pick<Subscription, 'id' | 'metadata' | 'customer'>,
): LineContext {
  return {
    subscription: subscription.id,
    metadata: subscription.metadata,
    locale: world.store.get('customer', subscription.customer)?.preferred_locales[0] ?? 'en',
    productName: (price) => world.store.get('product', price.product)?.name ?? price.product,
  };
}
