import { ApiError, cardError, invalid } from '@/embedded/stripe/api-error';
import { renewalAt } from '@/embedded/stripe/engine/billing-cycle';
import { type Attempt, payingMethod, requireMethod } from '@/embedded/stripe/engine/charging';
import { periodLine, trialLine } from '@/embedded/stripe/engine/invoice-lines';
import { collect, issueInvoice, type Payment } from '@/embedded/stripe/engine/invoices';
import { lineContext, newItem, periodOf, recurringPrice } from '@/embedded/stripe/engine/subscription-items';
import { newSubscription } from '@/embedded/stripe/engine/subscription-objects';
import { saveSubscription } from '@/embedded/stripe/engine/subscription-state';
import { emit } from '@/embedded/stripe/events';
import { newId } from '@/embedded/stripe/ids';
import type { Customer, Invoice, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type SubscriptionWish = {
  customer: Customer;
  items: { price: string; quantity: number }[];
  metadata: Record<string, string>;
  description: string | null;
  trialEnd: number | null;
  defaultPaymentMethod: string | null;
  onMissingPaymentMethod: 'cancel' | 'create_invoice' | 'pause';
};

/** The subscription with its items, before anything is stored or billed; a preview needs no more. */
export function plannedSubscription(world: World, wish: SubscriptionWish): Subscription {
  const now = world.now();
  const id = newId('sub');
  const prices = wish.items.map(({ price }, index) => recurringPrice(world, price, `items[${index}][price]`));
  const [first] = prices;
  if (!first) throw invalid('Missing required param: items.', 'items', 'parameter_missing');
  const { trialEnd } = wish;
  const subscription = newSubscription({
    id,
    billing_cycle_anchor: trialEnd ?? now,
    created: now,
    currency: first.currency,
    customer: wish.customer.id,
    default_payment_method: wish.defaultPaymentMethod,
    description: wish.description,
    metadata: wish.metadata,
    status: trialEnd ? 'trialing' : 'incomplete',
    trial_start: trialEnd ? now : null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: wish.onMissingPaymentMethod },
    },
  });
  subscription.items.data = prices.map((price, index) => {
    const period = { start: now, end: trialEnd ?? renewalAt(now, price.recurring, 1) };
    return newItem(world, id, { price, quantity: wish.items[index]?.quantity ?? 1, period });
  });
  return subscription;
}

export function firstLines(world: World, subscription: Subscription): Invoice['lines']['data'] {
  const context = lineContext(world, subscription);
  const line = subscription.trial_end ? trialLine : periodLine;
  return subscription.items.data.map((item) => line(context, item, periodOf(item)));
}

/** `pay` false leaves the first invoice open for the customer to pay, as default_incomplete does. */
export function startSubscription(
  world: World,
  wish: SubscriptionWish,
  pay: false | { authenticated: Attempt['authenticated'] },
): { subscription: Subscription; invoice: Invoice; payment: Payment } {
  const { store } = world;
  const subscription = plannedSubscription(world, wish);
  store.put('subscription', subscription);
  emit(world, 'customer.subscription.created', subscription);
  const issued = issueInvoice(world, {
    customer: wish.customer,
    subscription,
    reason: 'subscription_create',
    lines: firstLines(world, subscription),
    period: { start: world.now(), end: world.now() },
    currency: subscription.currency,
  });
  const method = payingMethod(world, wish.customer.id, subscription.default_payment_method);
  const attempt =
    pay && issued.amount_due > 0
      ? { method: requireMethod(method), offSession: false, authenticated: pay.authenticated }
      : undefined;
  const { payment, invoice } =
    attempt || issued.amount_due === 0
      ? collect(world, issued.id, attempt)
      : { payment: 'requires_action' as const, invoice: issued };
  const after: Subscription = { ...subscription, latest_invoice: invoice.id };
  if (payment === 'paid' && after.status === 'incomplete') after.status = 'active';
  saveSubscription(world, after, subscription);
  return { subscription: after, invoice, payment };
}

/** What error_if_incomplete answers. */
export function unpaidError(payment: Exclude<Payment, 'paid'>): ApiError {
  if (payment !== 'requires_action') return cardError(payment);
  return new ApiError(402, {
    type: 'card_error',
    code: 'subscription_payment_intent_requires_action',
    message:
      'Payment for this subscription requires additional user action before it can be completed successfully.',
  });
}
