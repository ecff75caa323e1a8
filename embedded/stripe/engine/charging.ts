import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { knownCard } from '@/embedded/stripe/engine/cards';
import { type InvoiceDebt, newCharge, newPaymentIntent } from '@/embedded/stripe/engine/payment-objects';
import { AUTHENTICATION_FAILED } from '@/embedded/stripe/engine/test-cards';
import { emit } from '@/embedded/stripe/events';
import { newId } from '@/embedded/stripe/ids';
import type { CardFailure, Charge, Dispute, PaymentIntent, PaymentMethod } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type Attempt = {
  offSession: boolean;
  /** True: the customer passed 3-D Secure for this payment. 'failed': did not. */
  authenticated: boolean | 'failed';
  method: PaymentMethod;
};

export type AttemptResult = { outcome: 'paid' | 'requires_action' | CardFailure; intent: PaymentIntent };

/** The one payment intent of an invoice; a new try uses it again. */
export function intentOf(world: World, invoiceId: string): PaymentIntent | undefined {
  const [payment] = world.store.all('invoice_payment', ({ invoice }) => invoice === invoiceId);
  return payment && world.store.get('payment_intent', payment.payment.payment_intent);
}

export function attemptPayment(world: World, debt: InvoiceDebt, attempt: Attempt): AttemptResult {
  const { store } = world;
  const { method } = attempt;
  const secret = store.get('card_secret', method.id);
  if (!secret) throw noSuch('PaymentMethod', method.id, 'payment_method');
  const card = knownCard(secret.number);
  const existing = intentOf(world, debt.invoice);
  const intent = existing ?? newPaymentIntent(world, debt);
  intent.payment_method = method.id;
  if (!existing) {
    emit(world, 'payment_intent.created', intent);
    store.put('invoice_payment', {
      id: newId('inpay'),
      object: 'invoice_payment',
      amount_paid: null,
      amount_requested: debt.amount,
      created: world.now(),
      currency: debt.currency,
      invoice: debt.invoice,
      is_default: true,
      livemode: false,
      payment: { type: 'payment_intent', payment_intent: intent.id },
      status: 'open',
      status_transitions: { canceled_at: null, paid_at: null },
    });
  }
  const outcome =
    attempt.authenticated === 'failed'
      ? AUTHENTICATION_FAILED
      : card.charge({
          offSession: attempt.offSession,
          authenticated: attempt.authenticated,
          setUp: secret.setUp,
        });

  if (outcome === 'requires_action') {
    intent.status = 'requires_action';
    intent.last_payment_error = null;
    intent.next_action = {
      type: 'use_stripe_sdk',
      use_stripe_sdk: {
        type: 'three_d_secure_redirect',
        stripe_js: `${world.publicUrl}/authenticate/${debt.invoice}`,
      },
    };
    store.put('payment_intent', intent);
    emit(world, 'payment_intent.requires_action', intent);
    return { outcome, intent };
  }

  const failure = outcome === 'paid' ? null : outcome;
  intent.next_action = null;
  intent.last_payment_error = failure;
  const charge = newCharge(world, intent, method, failure);
  store.put('charge', charge);
  intent.latest_charge = charge.id;
  intent.status = failure ? 'requires_payment_method' : 'succeeded';
  intent.amount_received = failure ? 0 : intent.amount;
  store.put('payment_intent', intent);
  if (failure) {
    emit(world, 'charge.failed', charge);
    emit(world, 'payment_intent.payment_failed', intent);
    return { outcome, intent };
  }
  if (attempt.authenticated === true) store.put('card_secret', { ...secret, setUp: true });
  settleInvoicePayment(world, debt);
  emit(world, 'charge.succeeded', charge);
  emit(world, 'payment_intent.succeeded', intent);
  if (card.disputed) openDispute(world, charge);
  return { outcome, intent };
}

function settleInvoicePayment(world: World, debt: InvoiceDebt): void {
  const [payment] = world.store.all('invoice_payment', ({ invoice }) => invoice === debt.invoice);
  if (!payment) return;
  payment.status = 'paid';
  payment.amount_paid = debt.amount;
  payment.status_transitions.paid_at = world.now();
  world.store.put('invoice_payment', payment);
  emit(world, 'invoice_payment.paid', payment);
}

function openDispute(world: World, charge: Charge): void {
  const dispute: Dispute = {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: world.now() + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: 'needs_response',
  };
  world.store.put('dispute', dispute);
  const disputed = { ...charge, disputed: true };
  world.store.put('charge', disputed);
  emit(world, 'charge.dispute.created', dispute);
}

const NO_EVIDENCE: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** The card that pays: the subscription's own, else the customer's. */
export function payingMethod(
  world: World,
  customerId: string,
  preferred: string | null,
): PaymentMethod | undefined {
  const customer = world.store.get('customer', customerId);
  const id = preferred ?? customer?.invoice_settings.default_payment_method;
  const method = id ? world.store.get('payment_method', id) : undefined;
  return method?.customer === customerId ? method : undefined;
}

export function requireMethod(method: PaymentMethod | undefined): PaymentMethod {
  if (method) return method;
  throw invalid(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
    undefined,
    'resource_missing',
  );
}
