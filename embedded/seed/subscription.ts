import type postgres from 'postgres';
import { z } from 'zod';
import type { Backend } from '@/embedded/backend';
import type { FoundedCompany } from '@/embedded/seed/companies';
import type { Doors } from '@/embedded/seed/doors';
import { toSubscriptionState } from '@/lib/billing/subscription-state';

export type OrderPlan = {
  seats: number;
  address: { line1: string; postalCode: string; city: string; country: string };
};

type Till = { company: FoundedCompany; doors: Doors; backend: Backend; sql: postgres.Sql };

const done = z.unknown();

/** As the app says when it starts, which is after the demo companies are founded. */
export async function openTheTill(backend: Backend, doors: Doors): Promise<void> {
  const isOn = backend.stripe !== undefined || Boolean(process.env.STRIPE_SECRET_KEY);
  await doors.rpc('server', 'configure_billing', { p_is_on: isOn }, done);
}

/**
 * Buys seats by the month from the stand-in, as Checkout and its webhook would with the app running. The operator's own
 * Stripe account is left alone: there the company stays on trial.
 */
export async function subscribe(
  plan: OrderPlan,
  name: string,
  { company, doors, backend, sql }: Till,
): Promise<void> {
  const [owner] = company.members;
  if (!backend.stripe || !owner) return;
  const { organizationId } = company;
  const { line1, postalCode, city, country } = plan.address;
  const order = {
    company: name,
    email: owner.email,
    line1,
    line2: '',
    postal_code: postalCode,
    city,
    country,
    vat_id: '',
  };
  await doors.rpc(
    owner.caller,
    'save_order_information',
    { p_organization: organizationId, p_order: order },
    done,
  );

  // Loaded for a new installation only; the supervisor that goes on should not carry it.
  const { stripeClient } = await import('@/embedded/stripe-client');
  const stripe = stripeClient(backend.stripe.secretKey, backend.stripe.url);
  const { data: prices } = await stripe.prices.list({ lookup_keys: ['seat_monthly'], active: true });
  const [price] = prices;
  if (!price) throw new Error('The stand-in for Stripe has no seats to sell.');
  const { id: customer } = await stripe.customers.create({
    name,
    email: owner.email,
    address: { line1, postal_code: postalCode, city, country },
    preferred_locales: [owner.locale],
    metadata: { organization_id: organizationId },
  });
  await doors.rpc('server', 'link_customer', { p_organization: organizationId, p_customer: customer }, done);
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
  await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id, quantity: plan.seats }],
    metadata: { organization_id: organizationId },
  });
  const subscriptions = await stripe.subscriptions.list({ customer });
  const invoices = await stripe.invoices.list({ customer });
  const [account] = await sql<{ version: number }[]>`
    select version from public.billing_accounts where organization_id = ${organizationId}`;
  await doors.rpc(
    'server',
    'apply_subscription',
    {
      p_organization: organizationId,
      p_version: account?.version,
      p_event: null,
      p_type: 'asked',
      p_state: toSubscriptionState(customer, subscriptions.data, invoices.data, { seatProducts: new Set() }),
    },
    done,
  );
}
