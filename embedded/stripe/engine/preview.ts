import { invalid } from '@/embedded/stripe/api-error';
import { nextRenewal } from '@/embedded/stripe/engine/billing-cycle';
import { draftInvoice } from '@/embedded/stripe/engine/invoice-draft';
import { periodLine } from '@/embedded/stripe/engine/invoice-lines';
import { firstLines, plannedSubscription } from '@/embedded/stripe/engine/start-subscription';
import { lineContext } from '@/embedded/stripe/engine/subscription-items';
import {
  pendingLines,
  planChange,
  type SubscriptionChange,
} from '@/embedded/stripe/engine/update-subscription';
import { newId } from '@/embedded/stripe/ids';
import type { Customer, Invoice, InvoiceLine, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type PreviewMode = 'next' | 'recurring';

/** What the coming period costs, one line for each item. */
function renewalLines(world: World, subscription: Subscription, anchor: number): InvoiceLine[] {
  const context = lineContext(world, subscription);
  return subscription.items.data.map((item) => {
    const start = item.current_period_end;
    return periodLine(context, item, { start, end: nextRenewal(anchor, item.price.recurring, start) });
  });
}

/** The invoice a new subscription would begin with. */
export function previewStart(
  world: World,
  customer: Customer,
  items: { price: string; quantity: number }[],
  trialEnd: number | null,
): Invoice {
  const subscription = plannedSubscription(world, {
    customer,
    items,
    metadata: {},
    description: null,
    trialEnd,
    defaultPaymentMethod: null,
    onMissingPaymentMethod: 'create_invoice',
  });
  return draftInvoice(
    world,
    {
      customer,
      subscription: null,
      reason: 'upcoming',
      lines: firstLines(world, subscription),
      period: { start: world.now(), end: world.now() },
      currency: subscription.currency,
    },
    newId('upcoming_in'),
  );
}

/**
 * The next invoice after a change: the one made at once when the change is invoiced at once, else the
 * renewal with its prorations. `recurring` leaves prorations and credit out: what a period costs from then on.
 */
export function previewChange(
  world: World,
  customer: Customer,
  subscription: Subscription,
  change: SubscriptionChange,
  mode: PreviewMode,
): Invoice {
  if (subscription.status === 'canceled') {
    throw invalid('No upcoming invoices for customer', undefined, 'invoice_upcoming_none');
  }
  const planned = planChange(world, subscription, change);
  change.apply(planned.after);
  const { after } = planned;
  const [first] = after.items.data;
  const start = first?.current_period_end ?? world.now();
  const anchor = after.status === 'trialing' ? start : after.billing_cycle_anchor;
  const renewal = renewalLines(world, after, anchor);
  const facts = { customer, subscription, reason: 'upcoming' as const, currency: subscription.currency };
  const id = newId('upcoming_in');
  if (mode === 'recurring') {
    const period = { start: first?.current_period_start ?? start, end: start };
    return draftInvoice(
      world,
      { ...facts, customer: { ...customer, balance: 0 }, lines: renewal, period },
      id,
    );
  }
  const waiting = pendingLines(world, subscription.id);
  if (planned.invoiceNow) {
    const period = { start: world.now(), end: world.now() };
    const lines = [...waiting, ...planned.lines];
    return draftInvoice(world, { ...facts, lines, period, prorationDate: planned.at }, id);
  }
  if (after.cancel_at_period_end && waiting.length + planned.lines.length === 0) {
    throw invalid('No upcoming invoices for customer', undefined, 'invoice_upcoming_none');
  }
  const lines = [...waiting, ...planned.lines, ...(after.cancel_at_period_end ? [] : renewal)];
  const period = { start: first?.current_period_start ?? start, end: start };
  return draftInvoice(world, { ...facts, lines, period, prorationDate: planned.at }, id);
}
