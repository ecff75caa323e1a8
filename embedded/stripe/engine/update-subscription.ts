import { invalid } from '@/embedded/stripe/api-error';
import { nextRenewal } from '@/embedded/stripe/engine/billing-cycle';
import { type Attempt, payingMethod, requireMethod } from '@/embedded/stripe/engine/charging';
import { periodLine } from '@/embedded/stripe/engine/invoice-lines';
import { collect, issueInvoice } from '@/embedded/stripe/engine/invoices';
import { unpaidError } from '@/embedded/stripe/engine/start-subscription';
import {
  changedItems,
  changeLines,
  type ItemChange,
  lineContext,
  periodOf,
} from '@/embedded/stripe/engine/subscription-items';
import {
  dropPendingUpdate,
  readSubscription,
  saveSubscription,
} from '@/embedded/stripe/engine/subscription-state';
import { emit } from '@/embedded/stripe/events';
import type { Customer, InvoiceLine, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type ProrationBehavior = 'always_invoice' | 'create_prorations' | 'none';
export type PaymentBehavior = 'allow_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete';

export type SubscriptionChange = {
  items: ItemChange[];
  prorationBehavior: ProrationBehavior;
  prorationDate: number | undefined;
  paymentBehavior: PaymentBehavior;
  endTrialNow: boolean;
  /** What needs no payment: metadata, the card, ending at the period's end. */
  apply(subscription: Subscription): void;
};

const PENDING_SECONDS = 23 * 3600;

export type PlannedChange = {
  after: Subscription;
  lines: InvoiceLine[];
  /** Paid now, and not with the next renewal. */
  invoiceNow: boolean;
  at: number;
};

/** What a change would do: the same for the preview and for the change itself. */
export function planChange(world: World, before: Subscription, change: SubscriptionChange): PlannedChange {
  const now = world.now();
  const at = change.prorationDate ?? now;
  const [first] = before.items.data;
  if (
    first &&
    before.status !== 'trialing' &&
    (at < first.current_period_start || at > first.current_period_end)
  ) {
    throw invalid(
      'Cannot specify proration date outside of current subscription period',
      'proration_date',
      'parameter_invalid',
    );
  }
  const after = structuredClone(before);
  const context = lineContext(world, before);
  if (before.status === 'trialing' && !change.endTrialNow) {
    const { items } = changedItems(world, before, change.items, now);
    const period = first ? periodOf(first) : { start: now, end: now };
    after.items.data = items.map((item) => ({
      ...item,
      current_period_start: period.start,
      current_period_end: period.end,
    }));
    return { after, lines: [], invoiceNow: false, at };
  }
  if (before.status === 'trialing') {
    const { items } = changedItems(world, before, change.items, now);
    after.items.data = items.map((item) => ({
      ...item,
      current_period_start: now,
      current_period_end: nextRenewal(now, item.price.recurring, now),
    }));
    after.trial_end = now;
    after.billing_cycle_anchor = now;
    after.status = 'active';
    const lines = after.items.data.map((item) => periodLine(context, item, periodOf(item)));
    return { after, lines, invoiceNow: true, at };
  }
  const { items, restarts } = changedItems(world, before, change.items, at);
  after.items.data = items;
  if (restarts) after.billing_cycle_anchor = at;
  const prorate = change.prorationBehavior !== 'none';
  const lines = changeLines(context, before.items.data, items, { at, prorate });
  const invoiceNow = lines.length > 0 && (restarts || change.prorationBehavior === 'always_invoice');
  return { after, lines, invoiceNow, at };
}

/** Prorations that wait for the next invoice. */
export function pendingLines(world: World, subscription: string): InvoiceLine[] {
  return world.store
    .all('pending_line', (pending) => pending.subscription === subscription)
    .map(({ line }) => line);
}

export function updateSubscription(world: World, id: string, change: SubscriptionChange): Subscription {
  const { store } = world;
  const found = readSubscription(world, id);
  if (found.status === 'canceled' || found.status === 'incomplete_expired') {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.');
  }
  const before = change.items.length > 0 ? dropPendingUpdate(world, found) : found;
  const planned = planChange(world, before, change);
  change.apply(planned.after);
  if (!planned.invoiceNow) {
    for (const line of planned.lines) store.put('pending_line', { id: line.id, subscription: id, line });
    return saveSubscription(world, planned.after, found);
  }
  return payAndApply(world, before, planned, change.paymentBehavior);
}

function payAndApply(
  world: World,
  before: Subscription,
  planned: PlannedChange,
  behavior: PaymentBehavior,
): Subscription {
  const customer = customerOf(world, before);
  const waiting = pendingLines(world, before.id);
  for (const line of waiting) world.store.remove('pending_line', line.id);
  const issued = issueInvoice(world, {
    customer,
    subscription: before,
    reason: 'subscription_update',
    lines: [...waiting, ...planned.lines],
    period: { start: world.now(), end: world.now() },
    prorationDate: planned.at,
    currency: before.currency,
  });
  const attempt: Attempt | undefined =
    issued.amount_due > 0
      ? {
          method: requireMethod(payingMethod(world, customer.id, planned.after.default_payment_method)),
          offSession: false,
          authenticated: false,
        }
      : undefined;
  const { payment } = collect(world, issued.id, attempt);
  if (payment === 'paid') {
    return saveSubscription(world, { ...planned.after, latest_invoice: issued.id }, before);
  }
  if (behavior === 'error_if_incomplete') throw unpaidError(payment);
  if (behavior === 'allow_incomplete') {
    return saveSubscription(
      world,
      { ...planned.after, latest_invoice: issued.id, status: 'past_due' },
      before,
    );
  }
  const restarted = planned.after.billing_cycle_anchor !== before.billing_cycle_anchor;
  return saveSubscription(
    world,
    {
      ...before,
      latest_invoice: issued.id,
      pending_update: {
        billing_cycle_anchor: restarted ? planned.after.billing_cycle_anchor : null,
        cancel_at_period_end: null,
        discount: null,
        discounts: null,
        expires_at: world.now() + PENDING_SECONDS,
        metadata: null,
        subscription_items: planned.after.items.data,
        trial_end: null,
        trial_from_plan: null,
      },
    },
    before,
  );
}

function customerOf(world: World, subscription: Subscription): Customer {
  const customer = world.store.get('customer', subscription.customer);
  if (!customer) throw invalid(`The customer of ${subscription.id} was deleted.`);
  return customer;
}

/** The period's end: the next one begins, or what was to end ends. */
export function renewSubscription(world: World, before: Subscription): void {
  const { store } = world;
  const after = structuredClone(before);
  const waiting = pendingLines(world, before.id);
  const start = Math.min(...before.items.data.map((item) => item.current_period_end));
  if (before.status === 'trialing') {
    after.status = 'active';
    after.billing_cycle_anchor = start;
  }
  const context = lineContext(world, before);
  const due = after.items.data.filter((item) => item.current_period_end <= start);
  for (const item of due) {
    item.current_period_start = start;
    item.current_period_end = nextRenewal(after.billing_cycle_anchor, item.price.recurring, start);
  }
  for (const line of waiting) store.remove('pending_line', line.id);
  const [item] = before.items.data;
  const issued = issueInvoice(world, {
    customer: customerOf(world, before),
    subscription: before,
    reason: 'subscription_cycle',
    lines: [...waiting, ...due.map((renewed) => periodLine(context, renewed, periodOf(renewed)))],
    period: item ? periodOf(item) : { start, end: start },
    currency: before.currency,
  });
  after.latest_invoice = issued.id;
  const renewed = saveSubscription(world, after, before);
  const method = payingMethod(world, before.customer, before.default_payment_method);
  const { payment } = collect(world, issued.id, method && { method, offSession: true, authenticated: false });
  if (payment !== 'paid') {
    const unpaid: Subscription = { ...renewed, status: 'past_due' };
    store.put('subscription', unpaid);
    emit(world, 'customer.subscription.updated', unpaid, renewed);
  }
}
