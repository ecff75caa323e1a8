import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { voidInvoice } from '@/embedded/stripe/engine/invoices';
import { emit } from '@/embedded/stripe/events';
import type { Invoice, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export function readSubscription(world: World, id: string, param = 'id'): Subscription {
  const subscription = world.store.get('subscription', id);
  if (!subscription) throw noSuch('subscription', id, param);
  return subscription;
}

export function saveSubscription(world: World, after: Subscription, before: Subscription): Subscription {
  world.store.put('subscription', after);
  if (JSON.stringify(after) !== JSON.stringify(before)) {
    emit(world, 'customer.subscription.updated', after, before);
  }
  return after;
}

/** An invoice that was paid later than it was made: its change is applied, its subscription active again. */
export function afterPayment(world: World, invoice: Invoice): void {
  const id = invoice.parent?.subscription_details.subscription;
  const before = id ? world.store.get('subscription', id) : undefined;
  if (!before || before.latest_invoice !== invoice.id) return;
  const after = structuredClone(before);
  if (before.pending_update) {
    after.items.data = before.pending_update.subscription_items;
    after.billing_cycle_anchor = before.pending_update.billing_cycle_anchor ?? before.billing_cycle_anchor;
    after.pending_update = null;
  }
  if (['incomplete', 'past_due', 'unpaid'].includes(before.status)) after.status = 'active';
  saveSubscription(world, after, before);
  if (before.pending_update) emit(world, 'customer.subscription.pending_update_applied', after);
}

/** The change that waits for its payment is given up, together with its invoice. */
export function dropPendingUpdate(world: World, before: Subscription): Subscription {
  if (!before.pending_update) return before;
  const invoice = before.latest_invoice ? world.store.get('invoice', before.latest_invoice) : undefined;
  if (invoice?.status === 'open') voidInvoice(world, invoice.id);
  const after: Subscription = { ...before, pending_update: null };
  world.store.put('subscription', after);
  emit(world, 'customer.subscription.updated', after, before);
  emit(world, 'customer.subscription.pending_update_expired', after);
  return after;
}

export function cancelSubscription(
  world: World,
  id: string,
  reason: 'cancellation_requested' | 'payment_failed',
  details: { comment?: string | null | undefined; feedback?: string | null | undefined } = {},
): Subscription {
  const found = readSubscription(world, id);
  if (found.status === 'canceled' || found.status === 'incomplete_expired') {
    throw invalid(`The subscription is already canceled: '${id}'`, 'id', 'resource_missing');
  }
  const before = dropPendingUpdate(world, found);
  const after: Subscription = {
    ...before,
    status: 'canceled',
    canceled_at: before.canceled_at ?? world.now(),
    ended_at: world.now(),
    cancel_at_period_end: false,
    cancellation_details: {
      comment: details.comment ?? before.cancellation_details?.comment ?? null,
      feedback: details.feedback ?? before.cancellation_details?.feedback ?? null,
      feedback_option: null,
      reason,
    },
  };
  world.store.put('subscription', after);
  for (const pending of world.store.all('pending_line', (line) => line.subscription === id)) {
    world.store.remove('pending_line', pending.id);
  }
  emit(world, 'customer.subscription.deleted', after);
  return after;
}
