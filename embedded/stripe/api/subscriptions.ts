import { readCustomer } from '@/embedded/stripe/api/customers';
import { page } from '@/embedded/stripe/api/list';
import { del, get, post, type Route } from '@/embedded/stripe/api/route';
import { invalid } from '@/embedded/stripe/api-error';
import { startSubscription, unpaidError } from '@/embedded/stripe/engine/start-subscription';
import type { ItemChange } from '@/embedded/stripe/engine/subscription-items';
import {
  cancelSubscription,
  readSubscription,
  saveSubscription,
} from '@/embedded/stripe/engine/subscription-state';
import { type SubscriptionChange, updateSubscription } from '@/embedded/stripe/engine/update-subscription';
import type { Params } from '@/embedded/stripe/params';
import type { Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

const PRORATIONS = ['always_invoice', 'create_prorations', 'none'] as const;
const PAYMENTS = [
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
] as const;

function readItems(params: Params): ItemChange[] {
  return (params.children('items') ?? []).map((item) => {
    item.ignore('tax_rates', 'metadata', 'clear_usage');
    return {
      id: item.string('id'),
      price: item.string('price'),
      quantity: item.integer('quantity'),
      deleted: item.boolean('deleted'),
    };
  });
}

/** Where a trial ends: a moment, 'now', or so many days from now. */
export function readTrialEnd(world: World, params: Params): number | 'now' | undefined {
  const days = params.integer('trial_period_days');
  if (days !== undefined) {
    if (days < 1 || days > 730)
      throw invalid('Invalid trial_period_days: between 1 and 730.', 'trial_period_days');
    return world.now() + days * 86_400;
  }
  const text = params.string('trial_end');
  if (text === undefined || text === 'now') return text;
  const at = Number(text);
  if (!Number.isInteger(at) || at <= world.now()) {
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', 'trial_end');
  }
  return at;
}

export function readMissingMethod(params: Params): 'cancel' | 'create_invoice' | 'pause' {
  const behavior = params.child('trial_settings')?.child('end_behavior');
  return (
    behavior?.choice('missing_payment_method', ['cancel', 'create_invoice', 'pause']) ?? 'create_invoice'
  );
}

const NOT_WHILE_PENDING = [
  'metadata',
  'cancel_at_period_end',
  'cancel_at',
  'default_payment_method',
  'description',
];

export function readChange(world: World, params: Params): SubscriptionChange {
  const paymentBehavior = params.choice('payment_behavior', PAYMENTS) ?? 'allow_incomplete';
  if (paymentBehavior === 'default_incomplete') {
    throw invalid(
      'The stand-in changes subscriptions with any payment behaviour but default_incomplete.',
      'payment_behavior',
    );
  }
  const forbidden = NOT_WHILE_PENDING.find((name) => params.has(name));
  if (paymentBehavior === 'pending_if_incomplete' && forbidden) {
    throw invalid(
      `When \`payment_behavior\` is set to \`pending_if_incomplete\`, you can only pass supported params. \`${forbidden}\` is not supported.`,
      forbidden,
    );
  }
  const trialEnd = readTrialEnd(world, params);
  const atPeriodEnd = params.boolean('cancel_at_period_end');
  const cancelAt = params.has('cancel_at') ? params.clearable('cancel_at') : undefined;
  const method = params.clearable('default_payment_method');
  const description = params.has('description') ? params.clearable('description') : undefined;
  const details = params.child('cancellation_details');
  const comment = details?.clearable('comment');
  const feedback = details?.clearable('feedback');
  const hasMetadata = params.has('metadata');
  const items = readItems(params);
  const prorationBehavior = params.choice('proration_behavior', PRORATIONS) ?? 'create_prorations';
  const prorationDate = params.integer('proration_date');
  params.ignore('off_session', 'payment_settings', 'automatic_tax', 'collection_method');
  if (!hasMetadata) params.ignore('metadata');
  return {
    items,
    prorationBehavior,
    prorationDate,
    paymentBehavior,
    endTrialNow: trialEnd === 'now',
    apply(subscription: Subscription) {
      if (hasMetadata) subscription.metadata = params.metadata(subscription.metadata);
      if (description !== undefined) subscription.description = description;
      if (method !== undefined) subscription.default_payment_method = method;
      if (typeof trialEnd === 'number') extendTrial(subscription, trialEnd);
      if (cancelAt !== undefined) subscription.cancel_at = cancelAt === null ? null : Number(cancelAt);
      if (atPeriodEnd !== undefined) endAtPeriodEnd(world, subscription, atPeriodEnd);
      const current = subscription.cancellation_details;
      if (current && details) {
        current.comment = comment ?? current.comment;
        current.feedback = feedback ?? current.feedback;
      }
    },
  };
}

function extendTrial(subscription: Subscription, end: number): void {
  if (subscription.status !== 'trialing')
    throw invalid('The stand-in extends running trials only.', 'trial_end');
  subscription.trial_end = end;
  subscription.billing_cycle_anchor = end;
  for (const item of subscription.items.data) item.current_period_end = end;
}

export function endAtPeriodEnd(world: World, subscription: Subscription, ends: boolean): void {
  if (subscription.cancel_at_period_end === ends) return;
  subscription.cancel_at_period_end = ends;
  const periodEnd = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  subscription.cancel_at = ends ? periodEnd : null;
  subscription.canceled_at = ends ? world.now() : null;
  if (subscription.cancellation_details) {
    subscription.cancellation_details.reason = ends ? 'cancellation_requested' : null;
  }
}

export const subscriptionRoutes: Route[] = [
  post('/v1/subscriptions', ({ world, params }) => {
    const behavior = params.choice('payment_behavior', PAYMENTS) ?? 'allow_incomplete';
    const trialEnd = readTrialEnd(world, params);
    params.ignore(
      'off_session',
      'payment_settings',
      'automatic_tax',
      'collection_method',
      'proration_behavior',
    );
    const items = readItems(params).map(({ price, quantity }, index) => {
      if (!price) throw invalid(`Missing required param: items[${index}][price].`, `items[${index}][price]`);
      return { price, quantity: quantity ?? 1 };
    });
    const wish = {
      customer: readCustomer(world, params.required('customer'), 'customer'),
      items,
      metadata: params.metadata(),
      description: params.clearable('description') ?? null,
      trialEnd: typeof trialEnd === 'number' ? trialEnd : null,
      defaultPaymentMethod: params.clearable('default_payment_method') ?? null,
      onMissingPaymentMethod: readMissingMethod(params),
    };
    const pay = behavior === 'default_incomplete' ? false : { authenticated: false as const };
    const { subscription, payment } = startSubscription(world, wish, pay);
    if (behavior === 'error_if_incomplete' && payment !== 'paid') throw unpaidError(payment);
    return subscription;
  }),
  get('/v1/subscriptions', ({ world, params }) => {
    const customer = params.string('customer');
    const price = params.string('price');
    const status = params.string('status');
    params.ignore('collection_method');
    const rows = world.store.all(
      'subscription',
      (row) =>
        (!customer || row.customer === customer) &&
        (!price || row.items.data.some((item) => item.price.id === price)) &&
        (status === 'all' || (status ? row.status === status : row.status !== 'canceled')),
    );
    return page(rows, params, '/v1/subscriptions');
  }),
  get('/v1/subscriptions/:', ({ world, id }) => readSubscription(world, id)),
  post('/v1/subscriptions/:', ({ world, params, id }) =>
    updateSubscription(world, id, readChange(world, params)),
  ),
  del('/v1/subscriptions/:', ({ world, params, id }) => {
    const details = params.child('cancellation_details');
    params.ignore('invoice_now', 'prorate');
    return cancelSubscription(world, id, 'cancellation_requested', {
      comment: details?.clearable('comment'),
      feedback: details?.clearable('feedback'),
    });
  }),
  post('/v1/subscriptions/:/resume', ({ world, params, id }) => {
    params.ignore('billing_cycle_anchor', 'proration_behavior');
    const before = readSubscription(world, id);
    if (before.status !== 'paused') throw invalid('Only a paused subscription can be resumed.');
    return saveSubscription(world, { ...before, status: 'active' }, before);
  }),
];
