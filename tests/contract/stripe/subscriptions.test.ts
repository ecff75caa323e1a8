import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemOf, payWithCard, refusal, startTarget, subscriber, type Target } from './target';

let target: Target;
let stripe: Stripe;
beforeAll(async () => {
  target = await startTarget();
  stripe = target.stripe;
});
afterAll(() => target.stop());

const sum = (lines: Stripe.InvoiceLineItem[]): number =>
  lines.reduce((total, line) => total + line.amount, 0);

describe('a subscription', () => {
  it('starts active and paid, with the period on its items [A43]', async () => {
    const { subscription } = await subscriber(target, { quantity: 3 });
    const item = itemOf(subscription);
    expect(subscription.status).toBe('active');
    expect(item.quantity).toBe(3);
    expect(item.current_period_end - item.current_period_start).toBeGreaterThan(27 * 86_400);
    const invoice = await stripe.invoices.retrieve(String(subscription.latest_invoice), {
      expand: ['payments'],
    });
    expect(invoice.status).toBe('paid');
    expect(invoice.amount_paid).toBe(3 * 1_900);
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
    expect(invoice.payments?.data).toHaveLength(1);
    expect(item.price.unit_amount_decimal?.toString()).toBe('1900');
  });

  it('costs ten months for a year when it is annual [A42]', async () => {
    expect(target.annual.unit_amount).toBe(10 * (target.monthly.unit_amount ?? 0));
    const { subscription } = await subscriber(target, { price: target.annual });
    const item = itemOf(subscription);
    expect(item.current_period_end - item.current_period_start).toBeGreaterThanOrEqual(365 * 86_400);
  });

  it.each([
    ['more seats, invoiced at once', { quantity: 5, annual: false, behavior: 'always_invoice' }],
    ['more seats, with the next invoice', { quantity: 5, annual: false, behavior: 'create_prorations' }],
    ['fewer seats', { quantity: 1, annual: false, behavior: 'create_prorations' }],
    ['from monthly to annual', { quantity: 2, annual: true, behavior: 'always_invoice' }],
  ] as const)('is previewed to the cent as it is then billed: %s [A42, A43]', async (_, change) => {
    const { subscription } = await subscriber(target);
    const item = itemOf(subscription);
    const items = [
      {
        id: item.id,
        quantity: change.quantity,
        price: change.annual ? target.annual.id : target.monthly.id,
      },
    ];
    const prorationDate = item.current_period_start + 5;
    const how = { proration_behavior: change.behavior, proration_date: prorationDate };
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items, ...how },
    });
    expect(sum(preview.lines.data)).toBe(preview.total);
    const changed = await stripe.subscriptions.update(subscription.id, { items, ...how });
    expect(itemOf(changed).quantity).toBe(change.quantity);
    if (change.behavior === 'always_invoice') {
      const invoice = await stripe.invoices.retrieve(String(changed.latest_invoice));
      expect(invoice.amount_due).toBe(preview.amount_due);
      expect(invoice.lines.data.map(({ amount }) => amount)).toEqual(
        preview.lines.data.map(({ amount }) => amount),
      );
    } else {
      expect(changed.latest_invoice).toBe(subscription.latest_invoice);
      const next = await stripe.invoices.createPreview({ subscription: subscription.id });
      expect(next.amount_due).toBe(preview.amount_due);
    }
  });

  it('keeps a change pending until it is paid [A43]', async () => {
    const { customer, subscription } = await subscriber(target);
    await payWithCard(stripe, customer.id, 'pm_card_chargeCustomerFail');
    const item = itemOf(subscription);
    const pending = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 9 }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    });
    expect(pending.status).toBe('active');
    expect(itemOf(pending).quantity).toBe(2);
    expect(pending.pending_update?.subscription_items?.[0]?.quantity).toBe(9);
    const invoiceId = String(pending.latest_invoice);
    const open = await stripe.invoices.retrieve(invoiceId, { expand: ['payments', 'confirmation_secret'] });
    expect(open.status).toBe('open');
    expect(open.confirmation_secret?.client_secret).toContain('_secret_');

    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    expect((await stripe.invoices.pay(invoiceId, { payment_method: method.id })).status).toBe('paid');
    const paid = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(paid).quantity).toBe(9);
    expect(paid.pending_update).toBeNull();
  });

  it('gives a pending change up when its invoice is voided', async () => {
    const { customer, subscription } = await subscriber(target);
    await payWithCard(stripe, customer.id, 'pm_card_chargeCustomerFail');
    const pending = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, quantity: 9 }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    });
    await stripe.invoices.voidInvoice(String(pending.latest_invoice));
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(after.pending_update).toBeNull();
    expect(itemOf(after).quantity).toBe(2);
  });

  it('stays as it was when a change must be paid and is not [A43]', async () => {
    const { customer, subscription } = await subscriber(target);
    await payWithCard(stripe, customer.id, 'pm_card_chargeCustomerFail');
    const error = await refusal(
      stripe.subscriptions.update(subscription.id, {
        items: [{ id: itemOf(subscription).id, quantity: 9 }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
      }),
    );
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(after).quantity).toBe(2);
    expect(after.latest_invoice).toBe(subscription.latest_invoice);
  });

  it('ends at the end of its period, unless it is resumed', async () => {
    const { subscription } = await subscriber(target);
    const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(ending).toMatchObject({ status: 'active', cancel_at_period_end: true });
    expect(ending.cancel_at).toBe(itemOf(ending).current_period_end);
    const resumed = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    expect(resumed).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    const canceled = await stripe.subscriptions.cancel(subscription.id);
    expect(canceled.status).toBe('canceled');
    expect((await refusal(stripe.subscriptions.cancel(subscription.id))).type).toBe(
      'StripeInvalidRequestError',
    );
  });

  it('credits what was paid too much, and pays the next invoice with it', async () => {
    const { customer, subscription } = await subscriber(target, { quantity: 10 });
    const item = itemOf(subscription);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 1 }],
      proration_behavior: 'always_invoice',
      proration_date: item.current_period_start,
    });
    const credited = await stripe.customers.retrieve(customer.id);
    expect(credited).toMatchObject({ balance: -9 * 1_900 });
    const grown = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 3 }],
      proration_behavior: 'always_invoice',
      proration_date: item.current_period_start,
    });
    const invoice = await stripe.invoices.retrieve(String(grown.latest_invoice));
    expect(invoice).toMatchObject({ status: 'paid', total: 3_800, amount_due: 0, starting_balance: -17_100 });
  });
});
