import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemOf, payWithCard, realKey, type StandIn, startStandIn, subscriber } from './target';

const DAY = 86_400;

// A clock that can be moved is the stand-in's own; Stripe's test clocks work per customer and take minutes.
describe.skipIf(realKey)('time in the stand-in', () => {
  let target: StandIn;
  let stripe: Stripe;
  beforeAll(async () => {
    target = await startStandIn();
    stripe = target.stripe;
  });
  afterAll(() => target.stop());
  const advance = (days: number) => target.control('advance', { seconds: String(days * DAY) });

  it('renews what is paid for, with the prorations that were waiting', async () => {
    const { customer, subscription } = await subscriber(target);
    const item = itemOf(subscription);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 5 }],
      proration_behavior: 'create_prorations',
    });
    const announced = await stripe.invoices.createPreview({ subscription: subscription.id });
    await advance(32);
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(itemOf(after).current_period_start).toBe(item.current_period_end);
    const { data } = await stripe.invoices.list({ customer: customer.id });
    expect(data[0]).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid' });
    expect(data[0]?.amount_due).toBe(announced.amount_due);
    expect(data[0]?.lines.data).toHaveLength(3);
  });

  it('tries a failed renewal again, and ends the subscription after the last try', async () => {
    const { customer, subscription } = await subscriber(target);
    await payWithCard(stripe, customer.id, 'pm_card_chargeCustomerFail');
    await advance(32);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('past_due');
    const { data } = await stripe.invoices.list({ customer: customer.id, status: 'open' });
    expect(data[0]?.next_payment_attempt).toBeGreaterThan(0);
    await advance(16);
    const over = await stripe.subscriptions.retrieve(subscription.id);
    expect(over).toMatchObject({ status: 'canceled', cancellation_details: { reason: 'payment_failed' } });
    const unpaid = await stripe.invoices.retrieve(data[0]?.id ?? '');
    expect(unpaid).toMatchObject({ status: 'open', attempt_count: 4, next_payment_attempt: null });
  });

  it('is active again with a card that pays', async () => {
    const { customer, subscription } = await subscriber(target);
    await payWithCard(stripe, customer.id, 'pm_card_chargeCustomerFail');
    await advance(32);
    await payWithCard(stripe, customer.id, 'pm_card_visa');
    await advance(4);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
  });

  it('ends at the period end what was cancelled', async () => {
    const { subscription } = await subscriber(target);
    const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await advance(32);
    const over = await stripe.subscriptions.retrieve(subscription.id);
    expect(over).toMatchObject({ status: 'canceled', ended_at: ending.cancel_at });
  });

  it('gives up a pending change that nobody paid for a day', async () => {
    const { customer, subscription } = await subscriber(target);
    await payWithCard(stripe, customer.id, 'pm_card_chargeCustomerFail');
    const pending = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, quantity: 9 }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    });
    await advance(1);
    expect((await stripe.subscriptions.retrieve(subscription.id)).pending_update).toBeNull();
    expect((await stripe.invoices.retrieve(String(pending.latest_invoice))).status).toBe('void');
  });

  it('pays after a trial, on the day it said', async () => {
    const { customer } = await subscriber(target);
    const trial = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: target.annual.id, quantity: 1 }],
      trial_period_days: 14,
    });
    expect(trial.status).toBe('trialing');
    await advance(15);
    const after = await stripe.subscriptions.retrieve(trial.id);
    expect(after.status).toBe('active');
    expect(itemOf(after).current_period_start).toBe(trial.trial_end);
    const { data } = await stripe.events.list({ type: 'customer.subscription.trial_will_end' });
    expect(data).toHaveLength(1);
  });
});
