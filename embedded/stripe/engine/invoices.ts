import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { type Attempt, attemptPayment, intentOf } from '@/embedded/stripe/engine/charging';
import { type DraftFacts, draftInvoice } from '@/embedded/stripe/engine/invoice-draft';
import { emit } from '@/embedded/stripe/events';
import type { CardFailure, Invoice } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

/** When a renewal that failed is tried again; after the last one the subscription ends. */
const RETRY_DAYS = [3, 5, 7];
const DAY = 86_400;

export type Payment = 'paid' | 'requires_action' | CardFailure;

export function readInvoice(world: World, id: string, param = 'id'): Invoice {
  const invoice = world.store.get('invoice', id);
  if (!invoice) throw noSuch('invoice', id, param);
  return invoice;
}

/** Numbers it, lets the customer's credit pay what it can, and opens it. */
export function issueInvoice(world: World, facts: DraftFacts): Invoice {
  const { store } = world;
  const invoice = draftInvoice(world, facts);
  store.put('invoice', invoice);
  emit(world, 'invoice.created', invoice);

  const customer = store.get('customer', facts.customer.id) ?? facts.customer;
  const after = structuredClone(customer);
  after.next_invoice_sequence += 1;
  after.balance = invoice.ending_balance ?? 0;
  store.put('customer', after);
  if (after.balance !== customer.balance) emit(world, 'customer.updated', after, customer);

  const sequence = String(customer.next_invoice_sequence).padStart(4, '0');
  invoice.number = `${customer.invoice_prefix}-${sequence}`;
  invoice.status = 'open';
  invoice.effective_at = world.now();
  invoice.status_transitions.finalized_at = world.now();
  invoice.hosted_invoice_url = `${world.publicUrl}/i/${invoice.id}`;
  invoice.invoice_pdf = `${world.publicUrl}/i/${invoice.id}/pdf`;
  store.put('invoice', invoice);
  emit(world, 'invoice.finalized', invoice);
  return invoice;
}

function markPaid(world: World, invoice: Invoice): Invoice {
  const paid: Invoice = {
    ...invoice,
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: world.now() },
  };
  world.store.put('invoice', paid);
  emit(world, 'invoice.updated', paid, invoice);
  emit(world, 'invoice.paid', paid);
  emit(world, 'invoice.payment_succeeded', paid);
  return paid;
}

/** One try to collect an open invoice. What it means for the subscription is the caller's matter. */
export function collect(
  world: World,
  invoiceId: string,
  attempt: Attempt | undefined,
): { payment: Payment; invoice: Invoice } {
  const invoice = readInvoice(world, invoiceId);
  if (invoice.status !== 'open')
    throw invalid(`Invoice is already ${invoice.status}`, 'invoice', 'invoice_not_editable');
  if (invoice.amount_due === 0) return { payment: 'paid', invoice: markPaid(world, invoice) };
  const tried: Invoice = { ...invoice, attempted: true, attempt_count: invoice.attempt_count + 1 };
  if (!attempt) {
    const missing: CardFailure = {
      type: 'card_error',
      code: 'resource_missing',
      message: 'There is no payment method to charge.',
    };
    return { payment: missing, invoice: markUnpaid(world, tried, missing, true) };
  }
  const debt = {
    invoice: invoice.id,
    customer: invoice.customer,
    amount: invoice.amount_due,
    currency: invoice.currency,
  };
  const { outcome } = attemptPayment(world, debt, attempt);
  if (outcome === 'paid') return { payment: outcome, invoice: markPaid(world, tried) };
  return { payment: outcome, invoice: markUnpaid(world, tried, outcome, attempt.offSession) };
}

function markUnpaid(
  world: World,
  invoice: Invoice,
  reason: Exclude<Payment, 'paid'>,
  scheduled: boolean,
): Invoice {
  const { store } = world;
  const after: Invoice = { ...invoice };
  if (scheduled && invoice.billing_reason === 'subscription_cycle') {
    const days = RETRY_DAYS[invoice.attempt_count - 1];
    after.next_payment_attempt = days ? world.now() + days * DAY : null;
  }
  store.put('invoice', after);
  emit(world, 'invoice.updated', after, invoice);
  const needsCustomer = reason === 'requires_action' || reason.code === 'authentication_required';
  if (reason !== 'requires_action') emit(world, 'invoice.payment_failed', after);
  if (needsCustomer) emit(world, 'invoice.payment_action_required', after);
  return after;
}

export function voidInvoice(world: World, id: string): Invoice {
  const invoice = readInvoice(world, id);
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalid(`You can only pass in open invoices. This invoice isn't open: it is ${invoice.status}.`);
  }
  const { store } = world;
  const voided: Invoice = {
    ...invoice,
    status: 'void',
    auto_advance: false,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, voided_at: world.now() },
  };
  store.put('invoice', voided);
  const intent = intentOf(world, id);
  if (intent && intent.status !== 'succeeded') {
    const canceled = { ...intent, status: 'canceled' as const, canceled_at: world.now(), next_action: null };
    store.put('payment_intent', canceled);
    emit(world, 'payment_intent.canceled', canceled);
  }
  const credit = (invoice.ending_balance ?? 0) - invoice.starting_balance;
  const customer = store.get('customer', invoice.customer);
  if (customer && credit !== 0) {
    // What the credit had paid goes back to the customer.
    const refilled = { ...customer, balance: customer.balance - credit };
    store.put('customer', refilled);
    emit(world, 'customer.updated', refilled, customer);
  }
  emit(world, 'invoice.voided', voided);
  return voided;
}
