import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_VERSION } from '@/embedded/stripe/world';
import { ensureCatalogue } from '@/lib/billing/stripe-catalogue';
import { refusal, startTarget, subscriber, type Target } from './target';

let target: Target;
let stripe: Stripe;
beforeAll(async () => {
  target = await startTarget();
  stripe = target.stripe;
});
afterAll(() => target.stop());

describe('requests to Stripe', () => {
  it('speak the version of the pinned SDK', () => {
    expect(API_VERSION).toBe(Stripe.API_VERSION);
  });

  it('find prices by their lookup keys, and the setup makes nothing twice', async () => {
    expect((await ensureCatalogue(stripe)).made).toEqual([]);
    const { data } = await stripe.prices.list({ lookup_keys: ['seat_annual'], expand: ['data.product'] });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      currency: 'eur',
      unit_amount: 19_000,
      recurring: { interval: 'year', interval_count: 1 },
      product: { name: 'Foyer seat' },
    });
  });

  it('hold a customer with an address and a VAT number [A43]', async () => {
    const customer = await stripe.customers.create({
      name: 'Acme & Söhne [GmbH]',
      address: { line1: '1 rue de la Paix', city: 'Paris', postal_code: '75002', country: 'FR' },
      preferred_locales: ['fr'],
      metadata: { organization_id: 'o1', gone: 'soon' },
    });
    await stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'FR12345678901' });
    const error = await refusal(stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: 'FR1' }));
    expect(error).toMatchObject({ code: 'tax_id_invalid', statusCode: 400 });
    await stripe.customers.update(customer.id, { metadata: { gone: '' } });
    const found = await stripe.customers.retrieve(customer.id, { expand: ['tax_ids'] });
    expect(found).toMatchObject({
      name: 'Acme & Söhne [GmbH]',
      address: { city: 'Paris', country: 'FR', line2: null },
      metadata: { organization_id: 'o1' },
      preferred_locales: ['fr'],
    });
    if (found.deleted) throw new Error('deleted');
    expect(found.metadata).not.toHaveProperty('gone');
    expect(found.tax_ids?.data.map(({ value, country }) => [value, country])).toEqual([
      ['FR12345678901', 'FR'],
    ]);
  });

  it('give the same answer for the same key, and refuse it for other parameters', async () => {
    const idempotencyKey = randomUUID();
    const first = await stripe.customers.create({ name: 'once' }, { idempotencyKey });
    const second = await stripe.customers.create({ name: 'once' }, { idempotencyKey });
    expect(second.id).toBe(first.id);
    const error = await refusal(stripe.customers.create({ name: 'twice' }, { idempotencyKey }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it('are refused by name of the parameter', async () => {
    const unknown = await refusal(stripe.customers.retrieve('cus_nobody'));
    expect(unknown).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
    expect(unknown.requestId).toMatch(/^req_/);
    const misspelt = { nickname: 'x' } as Stripe.CustomerCreateParams;
    expect(await refusal(stripe.customers.create(misspelt))).toMatchObject({
      code: 'parameter_unknown',
      param: 'nickname',
    });
    const missing = await refusal(
      stripe.checkout.sessions.create({ mode: 'subscription', success_url: 'https://example.com' }),
    );
    expect(missing.statusCode).toBe(400);
  });

  it('page through lists, newest first', async () => {
    const { customer, subscription } = await subscriber(target);
    for (const quantity of [3, 4, 5]) {
      await stripe.subscriptions.update(subscription.id, {
        items: [{ id: subscription.items.data[0]?.id ?? '', quantity }],
        proration_behavior: 'always_invoice',
      });
    }
    const all: string[] = [];
    for await (const invoice of stripe.invoices.list({ customer: customer.id, limit: 2 }))
      all.push(invoice.id);
    expect(all).toHaveLength(4);
    expect(all.at(-1)).toBe(subscription.latest_invoice);
    const page = await stripe.invoices.list({
      customer: customer.id,
      limit: 1,
      starting_after: all[0] ?? '',
    });
    expect(page.data.map(({ id }) => id)).toEqual([all[1]]);
    expect(page.has_more).toBe(true);
  });

  it('refund a charge in parts and not more than it was', async () => {
    const { customer } = await subscriber(target);
    const { data } = await stripe.charges.list({ customer: customer.id });
    const charge = data[0]?.id ?? '';
    await stripe.refunds.create({ charge, amount: 1_000 });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 1_000, refunded: false });
    expect((await refusal(stripe.refunds.create({ charge, amount: 9_999 }))).statusCode).toBe(400);
    await stripe.refunds.create({ charge });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 3_800, refunded: true });
  });
});
