import { cardError, invalid, noSuch } from '@/embedded/stripe/api-error';
import { type TestCard, testCard } from '@/embedded/stripe/engine/test-cards';
import { emit } from '@/embedded/stripe/events';
import { newId, randomToken } from '@/embedded/stripe/ids';
import type { PaymentMethod } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type CardDetails = { number: string; expMonth: number; expYear: number; name: string | null };

export function knownCard(number: string): TestCard {
  const card = testCard(number);
  if (card) return card;
  throw cardError(
    { type: 'card_error', code: 'incorrect_number', message: 'Your card number is incorrect.' },
    'number',
  );
}

/** Makes a payment method of a card that is at its customer from the first moment. */
export function saveCard(
  world: World,
  customer: string,
  details: CardDetails,
  setUp: boolean,
): PaymentMethod {
  const card = knownCard(details.number);
  if (!card.attaches) {
    const refusal = card.charge({ offSession: false, authenticated: true, setUp: true });
    if (typeof refusal === 'object') throw cardError(refusal);
  }
  const method = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'always',
    billing_details: { address: null, email: null, name: details.name, phone: null, tax_id: null },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: card.brand,
      exp_month: details.expMonth,
      exp_year: details.expYear,
      fingerprint: randomToken(16),
      funding: 'credit',
      generated_from: null,
      last4: details.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  } satisfies PaymentMethod;
  world.store.put('payment_method', method);
  world.store.put('card_secret', { id: method.id, number: details.number, setUp });
  emit(world, 'payment_method.attached', method);
  return method;
}

export function detachCard(world: World, id: string): PaymentMethod {
  const { store } = world;
  const method = store.get('payment_method', id);
  if (!method) throw noSuch('PaymentMethod', id, 'payment_method');
  if (!method.customer) throw invalid('The payment method you provided is not attached to a customer.');
  const customer = store.get('customer', method.customer);
  const detached = { ...method, customer: null };
  store.put('payment_method', detached);
  if (customer?.invoice_settings.default_payment_method === id) {
    customer.invoice_settings.default_payment_method = null;
    store.put('customer', customer);
  }
  emit(world, 'payment_method.detached', detached, method);
  return detached;
}

/** Makes the card the one that renewals are paid with. */
export function makeDefaultCard(world: World, customerId: string, methodId: string): void {
  const { store } = world;
  const customer = store.get('customer', customerId);
  if (!customer) throw noSuch('customer', customerId, 'customer');
  const after = structuredClone(customer);
  after.invoice_settings.default_payment_method = methodId;
  store.put('customer', after);
  emit(world, 'customer.updated', after, customer);
}
