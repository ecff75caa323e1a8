import { payingMethod } from '@/embedded/stripe/engine/charging';
import { collect, voidInvoice } from '@/embedded/stripe/engine/invoices';
import {
  afterPayment,
  cancelSubscription,
  dropPendingUpdate,
  saveSubscription,
} from '@/embedded/stripe/engine/subscription-state';
import { renewSubscription } from '@/embedded/stripe/engine/update-subscription';
import { emit } from '@/embedded/stripe/events';
import type { Invoice, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

type Due = { at: number; run(world: World): void };

const DAY = 86_400;
const INCOMPLETE_SECONDS = 23 * 3600;
const RENEWING = ['active', 'past_due', 'trialing'];

function subscriptionDue(world: World, subscription: Subscription): Due[] {
  const due: Due[] = [];
  const { pending_update: pending, status, id } = subscription;
  if (pending) due.push({ at: pending.expires_at, run: (at) => void dropPendingUpdate(at, subscription) });
  if (status === 'incomplete') {
    due.push({
      at: subscription.created + INCOMPLETE_SECONDS,
      run: (at) => expireIncomplete(at, subscription),
    });
  }
  if (!RENEWING.includes(status)) return due;
  const end = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  const ending = subscription.cancel_at_period_end ? end : subscription.cancel_at;
  if (ending !== null && ending <= end) {
    due.push({ at: ending, run: (at) => void cancelSubscription(at, id, 'cancellation_requested') });
  } else {
    due.push({ at: end, run: (at) => endPeriod(at, subscription) });
  }
  if (status === 'trialing' && subscription.trial_end) {
    const at = Math.max(subscription.created, subscription.trial_end - 3 * DAY);
    const told = world.store.all(
      'event',
      ({ type, data }) =>
        type === 'customer.subscription.trial_will_end' && (data.object as { id?: string }).id === id,
    );
    if (told.length === 0) {
      due.push({ at, run: (then) => emit(then, 'customer.subscription.trial_will_end', subscription) });
    }
  }
  return due;
}

function endPeriod(world: World, subscription: Subscription): void {
  const trialOver = subscription.status === 'trialing';
  const method = payingMethod(world, subscription.customer, subscription.default_payment_method);
  const wish = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (trialOver && !method && wish === 'cancel') {
    cancelSubscription(world, subscription.id, 'cancellation_requested');
  } else if (trialOver && !method && wish === 'pause') {
    const paused: Subscription = { ...subscription, status: 'paused' };
    saveSubscription(world, paused, subscription);
    emit(world, 'customer.subscription.paused', paused);
  } else {
    renewSubscription(world, subscription);
  }
}

function expireIncomplete(world: World, subscription: Subscription): void {
  const invoice = subscription.latest_invoice && world.store.get('invoice', subscription.latest_invoice);
  if (invoice && invoice.status === 'open') voidInvoice(world, invoice.id);
  saveSubscription(
    world,
    { ...subscription, status: 'incomplete_expired', ended_at: world.now() },
    subscription,
  );
}

function retry(world: World, invoice: Invoice): void {
  const id = invoice.parent?.subscription_details.subscription;
  const subscription = id ? world.store.get('subscription', id) : undefined;
  const method = payingMethod(world, invoice.customer, subscription?.default_payment_method ?? null);
  const result = collect(world, invoice.id, method && { method, offSession: true, authenticated: false });
  if (result.payment === 'paid') afterPayment(world, result.invoice);
  else if (
    subscription &&
    subscription.status !== 'canceled' &&
    result.invoice.next_payment_attempt === null
  ) {
    cancelSubscription(world, subscription.id, 'payment_failed');
  }
}

/** An invoice whose subscription has ended is not collected any more. */
function collects(world: World, invoice: Invoice): boolean {
  const id = invoice.parent?.subscription_details.subscription;
  return !id || world.store.get('subscription', id)?.status !== 'canceled';
}

function everythingDue(world: World): Due[] {
  const { store } = world;
  return [
    ...store.all('subscription').flatMap((subscription) => subscriptionDue(world, subscription)),
    ...store
      .all('invoice', (invoice) => invoice.status === 'open' && invoice.next_payment_attempt !== null)
      .filter((invoice) => collects(world, invoice))
      .map((invoice): Due => ({ at: invoice.next_payment_attempt ?? 0, run: (at) => retry(at, invoice) })),
    ...store
      .all('checkout_session', ({ status }) => status === 'open')
      .map(
        (session): Due => ({
          at: session.expires_at,
          run: (at) => {
            const expired = { ...session, status: 'expired' as const, url: null };
            store.put('checkout_session', expired);
            emit(at, 'checkout.session.expired', expired);
          },
        }),
      ),
  ];
}

/** Does what has come due until `until`, one after the other, each at its own moment. */
export function runDue(world: World, until: number): void {
  for (;;) {
    const next = everythingDue(world)
      .filter(({ at }) => at <= until)
      .reduce<Due | undefined>((first, due) => (first && first.at <= due.at ? first : due), undefined);
    if (!next) return;
    world.store.change(() => next.run({ ...world, now: () => next.at }));
  }
}
