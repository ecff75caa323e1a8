import { invalid } from '@/embedded/stripe/api-error';
import { intentOf } from '@/embedded/stripe/engine/charging';
import { wireList } from '@/embedded/stripe/engine/wire-list';
import type { TableName } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

type Wire = Record<string, unknown>;

const TABLES: Record<string, TableName> = {
  cus: 'customer',
  price: 'price',
  prod: 'product',
  sub: 'subscription',
  in: 'invoice',
  pi: 'payment_intent',
  ch: 'charge',
  pm: 'payment_method',
  cs: 'checkout_session',
};

/** Fields that are absent until asked for. */
const INCLUDABLE: Record<string, Record<string, (world: World, id: string) => unknown>> = {
  invoice: {
    payments: (world, id) =>
      wireList(
        world.store.all('invoice_payment', ({ invoice }) => invoice === id),
        `/v1/invoice_payments?invoice=${id}`,
      ),
    confirmation_secret: (world, id) => {
      const intent = intentOf(world, id);
      return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
    },
  },
  customer: {
    subscriptions: (world, id) =>
      wireList(
        world.store.all('subscription', ({ customer, status }) => customer === id && status !== 'canceled'),
        `/v1/customers/${id}/subscriptions`,
      ),
    tax_ids: (world, id) =>
      wireList(
        world.store.all('tax_id', ({ customer }) => customer === id),
        `/v1/customers/${id}/tax_ids`,
      ),
  },
  charge: {
    refunds: (world, id) =>
      wireList(
        world.store.all('refund', ({ charge }) => charge === id),
        `/v1/charges/${id}/refunds`,
      ),
  },
  'checkout.session': {
    line_items: (world, id) => wireList(checkoutLines(world, id), `/v1/checkout/sessions/${id}/line_items`),
  },
};

export function checkoutLines(world: World, session: string): object[] {
  const plan = world.store.get('checkout_plan', session);
  return (plan?.items ?? []).flatMap(({ price: priceId, quantity }, index) => {
    const price = world.store.get('price', priceId);
    if (!price) return [];
    const amount = price.unit_amount * quantity;
    return {
      id: `li_${session.slice(8, 30)}${index}`,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: world.store.get('product', price.product)?.name ?? null,
      discounts: [],
      metadata: {},
      price,
      quantity,
    };
  });
}

const isWire = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces ids by the objects they name, along paths such as `data.latest_invoice.payments`. */
export function expand(world: World, answer: object, paths: string[]): object {
  const copy = structuredClone(answer) as Wire;
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > 4) throw invalid('You cannot expand more than 4 levels of a property.', 'expand');
    follow(world, copy, steps, path);
  }
  return copy;
}

function follow(world: World, target: Wire, steps: string[], path: string): void {
  const [name = '', ...rest] = steps;
  const include = INCLUDABLE[String(target.object)]?.[name];
  if (include && target[name] === undefined) target[name] = include(world, String(target.id));
  const value = target[name];
  if (value === undefined) {
    throw invalid(`This property cannot be expanded (${path}).`, 'expand');
  }
  if (typeof value === 'string') {
    const table = TABLES[value.split('_')[0] ?? ''];
    const found = table && world.store.get(table, value);
    if (!found) throw invalid(`This property cannot be expanded (${path}).`, 'expand');
    target[name] = found;
  }
  if (rest.length === 0) return;
  const next = target[name];
  const inside = Array.isArray(next) ? next : [next];
  for (const item of inside) if (isWire(item)) follow(world, item, rest, path);
}
