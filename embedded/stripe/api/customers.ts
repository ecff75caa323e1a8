import { readAddress } from '@/embedded/stripe/api/address';
import { page } from '@/embedded/stripe/api/list';
import { del, get, post, type Route } from '@/embedded/stripe/api/route';
import { noSuch } from '@/embedded/stripe/api-error';
import { cancelSubscription } from '@/embedded/stripe/engine/subscription-state';
import { addTaxId } from '@/embedded/stripe/engine/tax-ids';
import { emit } from '@/embedded/stripe/events';
import { newId, randomToken } from '@/embedded/stripe/ids';
import type { Params } from '@/embedded/stripe/params';
import type { Customer, TaxId } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export function readCustomer(world: World, id: string, param = 'id'): Customer {
  const customer = world.store.get('customer', id);
  if (!customer) throw noSuch('customer', id, param);
  return customer;
}

export function newCustomer(world: World): Customer {
  return {
    id: newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomToken(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

function applyParams(world: World, before: Customer, params: Params): Customer {
  const text = (name: 'description' | 'email' | 'name' | 'phone'): string | null =>
    params.has(name) ? (params.clearable(name) ?? null) : before[name];
  const settings = params.child('invoice_settings');
  const method = settings?.clearable('default_payment_method');
  if (method && world.store.get('payment_method', method)?.customer !== before.id) {
    throw noSuch('PaymentMethod', method, 'invoice_settings[default_payment_method]');
  }
  const address = readAddress(params);
  params.ignore('tax', 'shipping', 'validate');
  return {
    ...before,
    address: address === undefined ? before.address : address,
    balance: params.integer('balance') ?? before.balance,
    description: text('description'),
    email: text('email'),
    invoice_settings: {
      ...before.invoice_settings,
      default_payment_method: method === undefined ? before.invoice_settings.default_payment_method : method,
    },
    metadata: params.metadata(before.metadata),
    name: text('name'),
    phone: text('phone'),
    preferred_locales: params.strings('preferred_locales') ?? before.preferred_locales,
    tax_exempt: params.choice('tax_exempt', ['none', 'exempt', 'reverse']) ?? before.tax_exempt ?? 'none',
  };
}

function taxIdOf(world: World, customer: string, id: string): TaxId {
  const taxId = world.store.get('tax_id', id);
  if (!taxId || taxId.customer !== customer) throw noSuch('tax_id', id);
  return taxId;
}

export const customerRoutes: Route[] = [
  post('/v1/customers', ({ world, params }) => {
    const customer = applyParams(world, newCustomer(world), params);
    world.store.put('customer', customer);
    emit(world, 'customer.created', customer);
    for (const taxId of params.children('tax_id_data') ?? []) {
      addTaxId(world, customer.id, taxId.required('type'), taxId.required('value'));
    }
    return customer;
  }),
  get('/v1/customers', ({ world, params }) => {
    const email = params.string('email');
    return page(
      world.store.all('customer', (customer) => !email || customer.email === email),
      params,
      '/v1/customers',
    );
  }),
  get('/v1/customers/:', ({ world, id }) => readCustomer(world, id)),
  post('/v1/customers/:', ({ world, params, id }) => {
    const before = readCustomer(world, id);
    const after = applyParams(world, before, params);
    world.store.put('customer', after);
    emit(world, 'customer.updated', after, before);
    return after;
  }),
  del('/v1/customers/:', ({ world, id }) => {
    const customer = readCustomer(world, id);
    for (const subscription of world.store.all('subscription', (row) => row.customer === id)) {
      if (subscription.status !== 'canceled' && subscription.status !== 'incomplete_expired') {
        cancelSubscription(world, subscription.id, 'cancellation_requested');
      }
    }
    world.store.remove('customer', id);
    emit(world, 'customer.deleted', customer);
    return { id, object: 'customer', deleted: true };
  }),
  post('/v1/customers/:/tax_ids', ({ world, params, id }) =>
    addTaxId(world, readCustomer(world, id).id, params.required('type'), params.required('value')),
  ),
  get('/v1/customers/:/tax_ids', ({ world, params, id }) =>
    page(
      world.store.all('tax_id', ({ customer }) => customer === id),
      params,
      `/v1/customers/${id}/tax_ids`,
    ),
  ),
  get('/v1/customers/:/tax_ids/:', ({ world, id, second }) => taxIdOf(world, id, second)),
  del('/v1/customers/:/tax_ids/:', ({ world, id, second }) => {
    const taxId = taxIdOf(world, id, second);
    world.store.remove('tax_id', taxId.id);
    emit(world, 'customer.tax_id.deleted', taxId);
    return { id: taxId.id, object: 'tax_id', deleted: true };
  }),
  get('/v1/customers/:/payment_methods', ({ world, params, id }) => {
    params.ignore('type', 'allow_redisplay');
    return page(
      world.store.all('payment_method', ({ customer }) => customer === id),
      params,
      `/v1/customers/${id}/payment_methods`,
    );
  }),
];
