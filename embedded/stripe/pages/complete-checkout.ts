import type Stripe from 'stripe';
import { readSession } from '@/embedded/stripe/api/checkout-sessions';
import { newCustomer, readCustomer } from '@/embedded/stripe/api/customers';
import { type CardDetails, saveCard } from '@/embedded/stripe/engine/cards';
import { startSubscription, unpaidError } from '@/embedded/stripe/engine/start-subscription';
import { addTaxId } from '@/embedded/stripe/engine/tax-ids';
import { emit } from '@/embedded/stripe/events';
import type { CheckoutSession, Customer } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type CheckoutAnswers = {
  card: CardDetails;
  email: string | null;
  address: Stripe.Address | null;
  businessName: string | null;
  taxId: string | null;
};

/** Payment and subscription happen together; when the bank refuses, nothing of either remains. */
export function completeCheckout(
  world: World,
  sessionId: string,
  answers: CheckoutAnswers,
  authenticated: boolean,
): CheckoutSession {
  const { store } = world;
  const session = readSession(world, sessionId);
  const plan = store.get('checkout_plan', sessionId);
  if (!plan || session.status !== 'open') return session;
  const found = session.customer
    ? readCustomer(world, session.customer, 'customer')
    : createCustomer(world, answers.email ?? session.customer_email);
  const customer: Customer = {
    ...found,
    address: plan.saveAddress && answers.address ? answers.address : found.address,
    name: plan.saveName ? (answers.businessName ?? answers.card.name ?? found.name) : found.name,
    currency: found.currency ?? session.currency,
  };
  if (JSON.stringify(customer) !== JSON.stringify(found)) {
    store.put('customer', customer);
    emit(world, 'customer.updated', customer, found);
  }
  if (answers.taxId) addTaxId(world, customer.id, 'eu_vat', answers.taxId);
  const method = saveCard(world, customer.id, answers.card, authenticated);
  method.billing_details.address = answers.address;
  store.put('payment_method', method);

  const { subscription, invoice, payment } = startSubscription(
    world,
    { ...plan, customer, defaultPaymentMethod: method.id },
    { authenticated },
  );
  if (payment !== 'paid') throw unpaidError(payment);
  const taxIds = store.all('tax_id', (taxId) => taxId.customer === customer.id);
  const complete: CheckoutSession = {
    ...session,
    status: 'complete',
    payment_status: invoice.amount_due > 0 ? 'paid' : 'no_payment_required',
    customer: customer.id,
    subscription: subscription.id,
    invoice: invoice.id,
    url: null,
    collected_information: {
      business_name: answers.businessName,
      individual_name: answers.card.name,
      shipping_details: null,
    },
    customer_details: {
      address: answers.address,
      business_name: answers.businessName,
      email: customer.email,
      individual_name: answers.card.name,
      name: answers.businessName ?? answers.card.name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: taxIds.map(({ type, value }) => ({ type, value })),
    },
  };
  store.put('checkout_session', complete);
  emit(world, 'checkout.session.completed', complete);
  return complete;
}

function createCustomer(world: World, email: string | null): Customer {
  const customer = { ...newCustomer(world), email };
  world.store.put('customer', customer);
  emit(world, 'customer.created', customer);
  return customer;
}
