import { page } from '@/embedded/stripe/api/list';
import { get, post, type Route } from '@/embedded/stripe/api/route';
import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { detachCard, saveCard } from '@/embedded/stripe/engine/cards';
import { emit } from '@/embedded/stripe/events';
import { newId } from '@/embedded/stripe/ids';
import type { Charge, Dispute, Refund, TableName, Tables } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

/** The tokens of Stripe's test cards; attaching one makes a payment method of its own, as with Stripe. */
const TOKENS: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
  pm_card_createDispute: '4000000000000259',
};

function read<T extends TableName>(world: World, table: T, name: string, id: string): Tables[T] {
  const found = world.store.get(table, id);
  if (!found) throw noSuch(name, id);
  return found;
}

function chargeToRefund(world: World, chargeId: string | undefined, intentId: string | undefined): Charge {
  const id = chargeId ?? (intentId ? world.store.get('payment_intent', intentId)?.latest_charge : undefined);
  const charge = id ? world.store.get('charge', id) : undefined;
  if (!charge) throw noSuch('charge', chargeId ?? intentId ?? '', chargeId ? 'charge' : 'payment_intent');
  return charge;
}

export const paymentRoutes: Route[] = [
  post('/v1/payment_methods/:/attach', ({ world, params, id }) => {
    const customer = params.required('customer');
    if (!world.store.get('customer', customer)) throw noSuch('customer', customer, 'customer');
    const number = TOKENS[id];
    if (!number) {
      const existing = read(world, 'payment_method', 'PaymentMethod', id);
      if (existing.customer === customer) return existing;
      throw invalid(
        'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
        'payment_method',
        'payment_method_unexpected_state',
      );
    }
    const card = {
      number,
      expMonth: 12,
      expYear: new Date(world.now() * 1000).getUTCFullYear() + 3,
      name: null,
    };
    return saveCard(world, customer, card, false);
  }),
  post('/v1/payment_methods/:/detach', ({ world, id }) => detachCard(world, id)),
  get('/v1/payment_methods/:', ({ world, id }) => read(world, 'payment_method', 'PaymentMethod', id)),
  get('/v1/payment_methods', ({ world, params }) => {
    const customer = params.string('customer');
    params.ignore('type');
    return page(
      world.store.all('payment_method', (method) => method.customer !== null && method.customer === customer),
      params,
      '/v1/payment_methods',
    );
  }),
  get('/v1/payment_intents/:', ({ world, id }) => read(world, 'payment_intent', 'payment_intent', id)),
  get('/v1/charges/:', ({ world, id }) => read(world, 'charge', 'charge', id)),
  get('/v1/charges', ({ world, params }) => {
    const customer = params.string('customer');
    const intent = params.string('payment_intent');
    const rows = world.store.all(
      'charge',
      (charge) =>
        (!customer || charge.customer === customer) && (!intent || charge.payment_intent === intent),
    );
    return page(rows, params, '/v1/charges');
  }),
  get('/v1/invoice_payments', ({ world, params }) => {
    const invoice = params.string('invoice');
    const status = params.string('status');
    const payment = params.child('payment');
    const intent = payment?.string('payment_intent');
    payment?.ignore('type');
    const rows = world.store.all(
      'invoice_payment',
      (row) =>
        (!invoice || row.invoice === invoice) &&
        (!status || row.status === status) &&
        (!intent || row.payment.payment_intent === intent),
    );
    return page(rows, params, '/v1/invoice_payments');
  }),
  post('/v1/refunds', ({ world, params }) => {
    const charge = chargeToRefund(world, params.string('charge'), params.string('payment_intent'));
    const left = charge.amount_captured - charge.amount_refunded;
    const amount = params.integer('amount') ?? left;
    if (left === 0) {
      throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
    }
    if (amount < 1 || amount > left) {
      throw invalid(`Refund amount is greater than unrefunded amount on charge.`, 'amount');
    }
    const refund: Refund = {
      id: newId('re'),
      object: 'refund',
      amount,
      balance_transaction: newId('txn'),
      charge: charge.id,
      created: world.now(),
      currency: charge.currency,
      customer: charge.customer,
      customer_account: null,
      metadata: params.metadata(),
      payment_intent: charge.payment_intent,
      payment_method: charge.payment_method,
      reason: params.choice('reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: 'succeeded',
      transfer_reversal: null,
    };
    const refunded = charge.amount_refunded + amount;
    const after: Charge = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount };
    world.store.put('refund', refund);
    world.store.put('charge', after);
    emit(world, 'refund.created', refund);
    emit(world, 'charge.refunded', after, charge);
    return refund;
  }),
  get('/v1/refunds/:', ({ world, id }) => read(world, 'refund', 'refund', id)),
  get('/v1/disputes', ({ world, params }) => {
    const charge = params.string('charge');
    const intent = params.string('payment_intent');
    const rows = world.store.all(
      'dispute',
      (dispute) => (!charge || dispute.charge === charge) && (!intent || dispute.payment_intent === intent),
    );
    return page(rows, params, '/v1/disputes');
  }),
  get('/v1/disputes/:', ({ world, id }) => read(world, 'dispute', 'dispute', id)),
  post('/v1/disputes/:/close', ({ world, id }) => {
    const before = read(world, 'dispute', 'dispute', id);
    if (before.status === 'lost') throw invalid('This dispute is already closed.');
    const lost: Dispute = { ...before, status: 'lost' };
    world.store.put('dispute', lost);
    emit(world, 'charge.dispute.closed', lost, before);
    return lost;
  }),
];
