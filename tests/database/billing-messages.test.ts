import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { POST } from '@/app/api/webhooks/stripe/route';
import { changeSubscription, type Payer } from '@/lib/billing/commands';
import { linkCustomer } from '@/lib/billing/ledger';
import { previewChoice } from '@/lib/billing/preview';
import { compareWithStripe } from '@/lib/billing/reconcile';
import { syncOrganization } from '@/lib/billing/sync';
import { handleEvent, readEvent } from '@/lib/billing/webhook';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import { itemOf, payWithCard, type StandIn, startStandIn, subscriber } from '@/tests/contract/stripe/target';
import { only, openDatabase, rpc, server } from '@/tests/support/database';
import { type Company, createCompany } from '@/tests/support/people';
import { runServerAgainst } from '@/tests/support/server-environment';

const sql = openDatabase();
const WEBHOOK_SECRET = `whsec_${randomUUID()}`;
let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
  runServerAgainst(inject('backend'), { ...standIn, webhookSecret: WEBHOOK_SECRET });
});
afterAll(() => standIn.stop());

type Customer = { company: Company; customer: string; subscription: Stripe.Subscription };

async function createSubscriber(quantity: number): Promise<Customer> {
  const company = await createCompany(sql);
  await rpc(sql, server, 'begin_trial', { p_organization: company.id });
  const { customer, subscription } = await subscriber(standIn, { quantity });
  await linkCustomer(company.id, customer.id);
  await syncOrganization(company.id);
  return { company, customer: customer.id, subscription };
}

const limitOf = async (company: Company): Promise<number | null> =>
  only(
    await sql<
      { seat_limit: number | null }[]
    >`select seat_limit from public.seats where organization_id = ${company.id}`,
  ).seat_limit;

const eventAbout = (subscription: Stripe.Subscription, id: string): Stripe.Event =>
  ({
    id,
    object: 'event',
    type: 'customer.subscription.updated',
    data: { object: subscription },
  }) as Stripe.Event;

/** Forwards, backwards, and each message first once: billing.test.ts takes all the orders, with states instead of Stripe. */
const ORDERS = [
  [0, 1, 2, 3, 4],
  [4, 3, 2, 1, 0],
  [1, 4, 0, 3, 2],
  [2, 0, 4, 1, 3],
  [3, 2, 1, 0, 4],
];

describe('Stripe’s messages', () => {
  test('about five changes, in several orders, twice each and all at once, end in what Stripe has [A44]', async () => {
    const { company, subscription } = await createSubscriber(2);
    const snapshots = [subscription];
    for (const quantity of [3, 6, 4, 5]) {
      const items = [{ id: itemOf(subscription).id, quantity }];
      snapshots.push(await standIn.stripe.subscriptions.update(subscription.id, { items }));
    }
    for (const order of ORDERS) {
      const round = randomUUID();
      await sql`update public.seats set seat_limit = 0 where organization_id = ${company.id}`;
      const deliveries = [...order, ...order].map((at) =>
        handleEvent(eventAbout(snapshots[at] ?? subscription, `evt_${round}_${at}`)),
      );
      await Promise.all(deliveries);
      expect(await limitOf(company)).toBe(5);
    }
    const stored = await sql`select id from private.stripe_events where organization_id = ${company.id}`;
    expect(stored).toHaveLength(ORDERS.length * 5);
  }, 60_000);

  test('count with the signature of their bytes only', async () => {
    const payload = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'invoice.paid',
      data: { object: {} },
    });
    const header = standIn.stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET });
    expect(readEvent(payload, header)).toMatchObject({ id: 'evt_1' });
    expect(readEvent(`${payload} `, header)).toBeNull();
    expect(readEvent(payload, null)).toBeNull();
    const foreign = standIn.stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_other' });
    expect(readEvent(payload, foreign)).toBeNull();
  });

  test('reach the server only signed and of a size that Stripe sends', async () => {
    const post = async (body: BodyInit, headers: Record<string, string>) => {
      const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
      return (await POST(new Request('https://foyer.example/api/webhooks/stripe', init))).status;
    };
    const signed = (payload: string) => ({
      'stripe-signature': standIn.stripe.webhooks.generateTestHeaderString({
        payload,
        secret: WEBHOOK_SECRET,
      }),
    });
    const payloadOf = (filling: string) =>
      JSON.stringify({ id: 'evt_1', object: 'event', type: 'x', data: { object: { object: 'x', filling } } });
    const usual = payloadOf('x'.repeat(400_000));
    expect(await post(usual, signed(usual))).toBe(204);
    const large = payloadOf('x'.repeat(600_000));
    expect(await post(large, signed(large))).toBe(413);
    expect(await post(new Blob([large]).stream(), signed(large))).toBe(413);
    expect(await post(new Uint8Array([0xff, 0xfe]), signed('x'))).toBe(400);
    let reads = 0;
    const endless = new ReadableStream(
      {
        pull(controller) {
          reads += 1;
          controller.enqueue(new Uint8Array(65_536));
        },
      },
      { highWaterMark: 0 },
    );
    expect(await post(endless, {})).toBe(400);
    expect(reads).toBe(0);
  });

  test('about a customer nobody has are an organization’s only where the customer is made for it', async () => {
    const company = await createCompany(sql);
    await rpc(sql, server, 'begin_trial', { p_organization: company.id });
    const paidBy = async (organization?: string) => {
      const { customer } = await subscriber(standIn, { quantity: 7 });
      const metadata = organization === undefined ? {} : { organization_id: organization };
      await standIn.stripe.customers.update(customer.id, { metadata });
      await handleEvent({
        id: `evt_${randomUUID()}`,
        object: 'event',
        type: 'checkout.session.completed',
        data: {
          object: { object: 'checkout.session', customer: customer.id, client_reference_id: company.id },
        },
      } as Stripe.Event);
      const ledger = await sql<{ stripe_customer_id: string | null }[]>`
        select stripe_customer_id from public.billing_accounts where organization_id = ${company.id}`;
      return { made: customer.id, linked: only(ledger).stripe_customer_id };
    };
    expect((await paidBy()).linked).toBeNull();
    expect((await paidBy(randomUUID())).linked).toBeNull();
    const { made, linked } = await paidBy(company.id);
    expect(linked).toBe(made);
    expect(await limitOf(company)).toBe(7);
  });

  test('that never came are made up for by the comparison, which tells of it', async () => {
    const { company, subscription } = await createSubscriber(2);
    const items = [{ id: itemOf(subscription).id, quantity: 8 }];
    await standIn.stripe.subscriptions.update(subscription.id, { items });
    expect(await limitOf(company)).toBe(2);
    expect(await compareWithStripe(company.id)).toBe(true);
    expect(await compareWithStripe(company.id)).toBe(false);
    expect(await limitOf(company)).toBe(8);
    const drifts =
      await sql`select after from public.billing_drifts where organization_id = ${company.id} order by id desc limit 1`;
    expect(only(drifts)).toMatchObject({ after: { quantity: 8 } });
  });
});

test('a refund and a dispute stand on their invoice, and move no seat', async () => {
  const company = await createCompany(sql);
  await rpc(sql, server, 'begin_trial', { p_organization: company.id });
  const { stripe } = standIn;
  const { customer } = await subscriber(standIn, { quantity: 2, card: 'pm_card_createDispute' });
  await linkCustomer(company.id, customer.id);
  const invoiceOf = async () => {
    await syncOrganization(company.id);
    return only(
      await sql`select refunded::int, dispute from public.billing_invoices where organization_id = ${company.id}`,
    );
  };
  expect(await invoiceOf()).toEqual({ refunded: 0, dispute: 'open' });
  const charge = only((await stripe.charges.list({ customer: customer.id })).data);
  await stripe.refunds.create({ charge: charge.id, amount: 1_000 });
  expect(await invoiceOf()).toEqual({ refunded: 1_000, dispute: 'open' });
  const dispute = only((await stripe.disputes.list({ charge: charge.id })).data);
  await stripe.disputes.close(dispute.id);
  expect(await invoiceOf()).toEqual({ refunded: 1_000, dispute: 'lost' });
  expect(await limitOf(company)).toBe(2);
});

describe('a change of seats', () => {
  const payerOf = ({ company }: Customer): Payer => ({
    supabase: adminSupabase(),
    organizationId: company.id,
    slug: company.slug,
    locale: 'en',
  });
  const change = (customer: Customer, quantity: number) =>
    changeSubscription(payerOf(customer), {
      quantity,
      interval: 'month',
      prorationDate: Math.floor(Date.now() / 1000),
      priceId: standIn.monthly.id,
      keptMembers: null,
    });

  test.each([
    ['made before the last quarter of an hour', () => -16 * 60, 2],
    [
      'made for the end of the period',
      (item: Stripe.SubscriptionItem, now: number) => item.current_period_end - 1 - now,
      2,
    ],
    ['made a moment ago', () => -14 * 60, 5],
  ] as const)(
    'by a preview %s is charged for the time the server allows only [A43]',
    async (_when, offset, limit) => {
      const customer = await createSubscriber(2);
      const item = itemOf(customer.subscription);
      // Ten days into the period.
      const at = item.current_period_start + 10 * 86_400;
      const prorationDate = at + offset(item, at);
      const outcome = await changeSubscription(
        payerOf(customer),
        { quantity: 5, interval: 'month', prorationDate, priceId: standIn.monthly.id, keptMembers: null },
        () => new Date(at * 1000),
      ).catch((error: unknown) => error);
      expect(outcome).toMatchObject(
        limit === 5 ? { outcome: 'changed' } : { code: 'preview_is_outdated', status: 409 },
      );
      await syncOrganization(customer.company.id);
      expect(await limitOf(customer.company)).toBe(limit);
      const { data } = await standIn.stripe.invoices.list({ customer: customer.customer });
      expect(data).toHaveLength(limit === 5 ? 2 : 1);
    },
  );

  test.each([
    ['before', 1],
    ['before', 4],
    ['before', 7],
    ['after', 1],
    ['after', 2],
    ['after', 3],
    ['after', 9],
  ] as const)(
    'with the line cut %s %i requests is made once or not at all, and paid for exactly when there are seats [A43, A44]',
    async (when, count) => {
      const customer = await createSubscriber(2);
      const invoicesOf = async () =>
        (await standIn.stripe.invoices.list({ customer: customer.customer })).data;
      const before = (await invoicesOf()).length;
      await standIn.control('cut', { [when]: String(count) });
      await change(customer, 5).catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'payment_service_is_away' }),
      );
      await standIn.control('cut', {});
      await syncOrganization(customer.company.id);
      const limit = await limitOf(customer.company);
      const paid = (await invoicesOf()).slice(0, -before);
      expect(paid.map(({ status }) => status)).toEqual(limit === 5 ? ['paid'] : []);
      expect([2, 5]).toContain(limit);
      // The way on: the same again.
      await change(customer, 5);
      await syncOrganization(customer.company.id);
      expect(await limitOf(customer.company)).toBe(5);
      expect((await invoicesOf()).length - before).toBe(1);
    },
  );

  test.each([['pm_card_chargeCustomerFail'], ['pm_card_authenticationRequired']])(
    'that the card %s does not pay gives no seat until it is paid',
    async (card) => {
      const customer = await createSubscriber(2);
      await payWithCard(standIn.stripe, customer.customer, card);
      const outcome = await change(customer, 5);
      expect(outcome).toMatchObject({ outcome: 'confirm', url: expect.stringMatching(/^http/) });
      await syncOrganization(customer.company.id);
      expect(await limitOf(customer.company)).toBe(2);
      await payWithCard(standIn.stripe, customer.customer, 'pm_card_visa');
      const { data } = await standIn.stripe.invoices.list({ customer: customer.customer, status: 'open' });
      await standIn.stripe.invoices.pay(only(data).id ?? '');
      await syncOrganization(customer.company.id);
      expect(await limitOf(customer.company)).toBe(5);
    },
  );

  test('after the price has changed: who has subscribed keeps seats and price, and no other amount is charged than was shown [A43]', async () => {
    const customer = await createSubscriber(2);
    const { stripe, monthly, annual } = standIn;
    const raise = async ({ product, recurring, lookup_key, unit_amount }: Stripe.Price) =>
      stripe.prices.create({
        product: typeof product === 'string' ? product : product.id,
        currency: 'eur',
        recurring: { interval: recurring?.interval ?? 'month' },
        unit_amount: (unit_amount ?? 0) * 2,
        lookup_key: lookup_key ?? '',
        transfer_lookup_key: true,
      });
    const shown = await previewChoice(customer.company.id, { quantity: 2, interval: 'year' });
    await Promise.all([raise(monthly), raise(annual)]);
    try {
      await syncOrganization(customer.company.id);
      expect(await limitOf(customer.company)).toBe(2);

      const more = await previewChoice(customer.company.id, { quantity: 5, interval: 'month' });
      expect(more).toMatchObject({ priceId: monthly.id, next: { amount: 5 * (monthly.unit_amount ?? 0) } });
      await change(customer, 5);
      await syncOrganization(customer.company.id);
      expect(await limitOf(customer.company)).toBe(5);

      const { prorationDate, priceId } = shown;
      const yearly = { quantity: 5, interval: 'year', prorationDate, keptMembers: null } as const;
      await expect(changeSubscription(payerOf(customer), { ...yearly, priceId })).rejects.toMatchObject({
        code: 'preview_is_outdated',
      });
      const now = await previewChoice(customer.company.id, { quantity: 5, interval: 'year' });
      await changeSubscription(payerOf(customer), { ...yearly, ...now });
      const subscription = await stripe.subscriptions.retrieve(customer.subscription.id);
      expect(itemOf(subscription).price.unit_amount).toBe(2 * (annual.unit_amount ?? 0));
    } finally {
      for (const { id, lookup_key } of [monthly, annual])
        await stripe.prices.update(id, { lookup_key: lookup_key ?? '', transfer_lookup_key: true });
    }
  });
});
