import { readCustomer } from '@/embedded/stripe/api/customers';
import { checkoutLines } from '@/embedded/stripe/api/expand';
import { page } from '@/embedded/stripe/api/list';
import { get, post, type Route } from '@/embedded/stripe/api/route';
import { readMissingMethod, readTrialEnd } from '@/embedded/stripe/api/subscriptions';
import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { recurringPrice } from '@/embedded/stripe/engine/subscription-items';
import { emit } from '@/embedded/stripe/events';
import { newId } from '@/embedded/stripe/ids';
import type { Params } from '@/embedded/stripe/params';
import type { CheckoutPlan, CheckoutSession } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

const DAY = 86_400;

export function readSession(world: World, id: string): CheckoutSession {
  const session = world.store.get('checkout_session', id);
  if (!session) throw noSuch('checkout.session', id);
  return session;
}

function readLines(world: World, params: Params): CheckoutPlan['items'] {
  const items = (params.children('line_items') ?? []).map((line, index) => {
    const price = recurringPrice(world, line.required('price'), `line_items[${index}][price]`);
    const quantity = line.integer('quantity');
    if (line.child('adjustable_quantity')?.boolean('enabled')) {
      throw invalid(
        'The stand-in sells the quantity it is given.',
        `line_items[${index}][adjustable_quantity]`,
      );
    }
    if (quantity === undefined || quantity < 1) {
      throw invalid('Quantity is required. Add `quantity`', `line_items[${index}][quantity]`);
    }
    return { price: price.id, quantity };
  });
  if (items.length === 0)
    throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing');
  return items;
}

function readUrl(params: Params, name: string, required: boolean): string | null {
  const text = required ? params.required(name) : params.string(name);
  if (text === undefined) return null;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text.replaceAll(/[{}]/g, ''))) {
    throw invalid('Not a valid URL', name, 'url_invalid');
  }
  return text;
}

function create(world: World, params: Params): CheckoutSession {
  if (params.required('mode') !== 'subscription')
    throw invalid('The stand-in sells subscriptions only.', 'mode');
  const customer = params.string('customer');
  if (customer) readCustomer(world, customer, 'customer');
  const items = readLines(world, params);
  const data = params.child('subscription_data');
  const trialEnd = data && readTrialEnd(world, data);
  const update = params.child('customer_update');
  const collectTaxId = params.child('tax_id_collection')?.boolean('enabled') ?? false;
  const saveName = update?.choice('name', ['auto', 'never']) === 'auto';
  if (collectTaxId && customer && !saveName) {
    throw invalid(
      'Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.',
      'tax_id_collection[enabled]',
    );
  }
  const addressCollection = params.choice('billing_address_collection', ['auto', 'required']) ?? null;
  const expiresAt = params.integer('expires_at') ?? world.now() + DAY;
  if (expiresAt < world.now() + 1800 || expiresAt > world.now() + DAY) {
    throw invalid(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      'expires_at',
    );
  }
  params.ignore('automatic_tax', 'payment_method_types', 'allow_promotion_codes', 'consent_collection');
  params.ignore('saved_payment_method_options', 'payment_method_options', 'adaptive_pricing', 'custom_text');
  params.ignore('branding_settings', 'phone_number_collection', 'submit_type', 'ui_mode', 'origin_context');
  const id = newId('cs_test');
  const plan: CheckoutPlan = {
    id,
    items,
    metadata: data?.metadata() ?? {},
    description: data?.clearable('description') ?? null,
    trialEnd: typeof trialEnd === 'number' ? trialEnd : null,
    onMissingPaymentMethod: data ? readMissingMethod(data) : 'create_invoice',
    collectTaxId,
    requireAddress: addressCollection === 'required',
    saveAddress: update?.choice('address', ['auto', 'never']) === 'auto',
    saveName,
  };
  world.store.put('checkout_plan', plan);
  const total = items.reduce((sum, item) => {
    return sum + (world.store.get('price', item.price)?.unit_amount ?? 0) * item.quantity;
  }, 0);
  const dueNow = plan.trialEnd ? 0 : total;
  const [firstItem] = items;
  const session: CheckoutSession = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: dueNow,
    amount_total: dueNow,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: addressCollection,
    cancel_url: readUrl(params, 'cancel_url', false),
    client_reference_id: params.clearable('client_reference_id') ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency: (firstItem && world.store.get('price', firstItem.price)?.currency) ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: customer ?? null,
    customer_account: null,
    customer_creation: customer ? null : 'always',
    customer_details: null,
    customer_email: params.clearable('customer_email') ?? null,
    discounts: [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: (params.clearable('locale') ?? null) as CheckoutSession['locale'],
    managed_payments: null,
    metadata: params.metadata(),
    mode: 'subscription',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection:
      params.choice('payment_method_collection', ['always', 'if_required']) ?? 'always',
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: readUrl(params, 'success_url', true),
    tax_id_collection: { enabled: collectTaxId, required: 'never' },
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.publicUrl}/c/pay/${id}`,
    wallet_options: null,
  };
  world.store.put('checkout_session', session);
  return session;
}

export const checkoutRoutes: Route[] = [
  post('/v1/checkout/sessions', ({ world, params }) => create(world, params)),
  get('/v1/checkout/sessions', ({ world, params }) => {
    const customer = params.string('customer');
    const subscription = params.string('subscription');
    const status = params.choice('status', ['open', 'complete', 'expired']);
    const rows = world.store.all(
      'checkout_session',
      (session) =>
        (!customer || session.customer === customer) &&
        (!subscription || session.subscription === subscription) &&
        (!status || session.status === status),
    );
    return page(rows, params, '/v1/checkout/sessions');
  }),
  get('/v1/checkout/sessions/:', ({ world, id }) => readSession(world, id)),
  get('/v1/checkout/sessions/:/line_items', ({ world, params, id }) => {
    const lines = checkoutLines(world, readSession(world, id).id) as { id: string }[];
    return page(lines.reverse(), params, `/v1/checkout/sessions/${id}/line_items`);
  }),
  post('/v1/checkout/sessions/:/expire', ({ world, id }) => {
    const session = readSession(world, id);
    if (session.status !== 'open') {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      );
    }
    const expired: CheckoutSession = { ...session, status: 'expired', url: null };
    world.store.put('checkout_session', expired);
    emit(world, 'checkout.session.expired', expired);
    return expired;
  }),
];
