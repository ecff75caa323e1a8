import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { freePorts } from '@/embedded/ports';
import { startStripe } from '@/embedded/stripe/server';
import { stripeClient } from '@/embedded/stripe-client';
import { ensureCatalogue } from '@/lib/billing/stripe-catalogue';

/** Stripe in test mode, when the environment names a key of it; else a stand-in of the file's own. */
export const realKey = process.env.CONTRACT_STRIPE_KEY;
if (realKey && !realKey.startsWith('sk_test_')) throw new Error('CONTRACT_STRIPE_KEY must be a test key.');

export type Target = {
  stripe: Stripe;
  monthly: Stripe.Price;
  annual: Stripe.Price;
  stop(): Promise<void>;
};

export type StandIn = Target & {
  url: string;
  secretKey: string;
  /** One call of /_control. */
  control<T = unknown>(action: string, values?: Record<string, string>): Promise<T>;
  /** Ends the process's part without a clean stop and starts it over the same files. */
  restart(): Promise<void>;
};

async function withPrices<T extends { stripe: Stripe }>(
  target: T,
): Promise<T & { monthly: Stripe.Price; annual: Stripe.Price }> {
  await ensureCatalogue(target.stripe);
  const { data } = await target.stripe.prices.list({ lookup_keys: ['seat_monthly', 'seat_annual'] });
  const find = (key: string): Stripe.Price => {
    const price = data.find(({ lookup_key }) => lookup_key === key);
    if (!price) throw new Error(`${key} is not there`);
    return price;
  };
  return { ...target, monthly: find('seat_monthly'), annual: find('seat_annual') };
}

export async function startTarget(): Promise<Target> {
  if (!realKey) return startStandIn();
  return withPrices({ stripe: new Stripe(realKey), stop: async () => undefined });
}

export async function startStandIn(): Promise<StandIn> {
  const dir = await mkdtemp(join(tmpdir(), 'foyer-stripe-'));
  const [port = 0] = await freePorts(1);
  const secretKey = `sk_test_${randomUUID()}`;
  const errors: unknown[] = [];
  const launch = () =>
    startStripe(
      { host: '127.0.0.1', port, dir, secretKey, webhookSecret: 'whsec_unused', control: true },
      (error) => errors.push(error),
    );
  let running = await launch();
  const url = `http://127.0.0.1:${port}`;
  return withPrices({
    url,
    secretKey,
    stripe: stripeClient(secretKey, url),
    async control<T>(action: string, values: Record<string, string> = {}): Promise<T> {
      const response = await fetch(`${url}/_control/${action}`, {
        method: 'POST',
        // A kept connection would end with a restart, under the next call.
        headers: { authorization: `Bearer ${secretKey}`, connection: 'close' },
        body: new URLSearchParams(values),
      });
      if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async restart() {
      await running.stop();
      running = await launch();
    },
    async stop() {
      await running.stop();
      await rm(dir, { recursive: true, force: true });
      if (errors.length > 0) throw new AggregateError(errors, 'The stand-in failed inside.');
    },
  });
}

export type Subscriber = { customer: Stripe.Customer; subscription: Stripe.Subscription };

/** A customer with a card, and seats paid for. */
export async function subscriber(
  { stripe, monthly }: Pick<Target, 'stripe' | 'monthly'>,
  options: { card?: string; quantity?: number; price?: Stripe.Price } = {},
): Promise<Subscriber> {
  const customer = await stripe.customers.create({ email: `${randomUUID()}@example.com`, name: 'Acme' });
  await payWithCard(stripe, customer.id, options.card ?? 'pm_card_visa');
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: (options.price ?? monthly).id, quantity: options.quantity ?? 2 }],
  });
  return { customer, subscription };
}

export async function payWithCard(stripe: Stripe, customer: string, card: string): Promise<void> {
  const method = await stripe.paymentMethods.attach(card, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
}

export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`${subscription.id} has no item`);
  return item;
}

/** The refusal of a call that must not succeed. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error(`Expected a refusal of Stripe, got ${String(error)}`);
}
