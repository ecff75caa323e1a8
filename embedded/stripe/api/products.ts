import { page } from '@/embedded/stripe/api/list';
import { get, post, type Route } from '@/embedded/stripe/api/route';
import { invalid, noSuch } from '@/embedded/stripe/api-error';
import { emit } from '@/embedded/stripe/events';
import { newId } from '@/embedded/stripe/ids';
import type { Price, Product } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

function readProduct(world: World, id: string, param = 'id'): Product {
  const product = world.store.get('product', id);
  if (!product) throw noSuch('product', id, param);
  return product;
}

function readPrice(world: World, id: string): Price {
  const price = world.store.get('price', id);
  if (!price) throw noSuch('price', id);
  return price;
}

/** Subscriptions show the price as it is now: one that gave its key away is there without it. */
function putPrice(world: World, price: Price): void {
  world.store.put('price', price);
  for (const subscription of world.store.all('subscription')) {
    if (!subscription.items.data.some((item) => item.price.id === price.id)) continue;
    const data = subscription.items.data.map((item) =>
      item.price.id === price.id ? { ...item, price } : item,
    );
    world.store.put('subscription', { ...subscription, items: { ...subscription.items, data } });
  }
}

/** A lookup key names one price; another one that has it gives it up only when asked to. */
function takeLookupKey(world: World, key: string | null, transfer: boolean, owner: string): void {
  if (!key) return;
  const [holder] = world.store.all('price', (price) => price.lookup_key === key && price.id !== owner);
  if (!holder) return;
  if (!transfer) {
    throw invalid(
      `A price (\`${holder.id}\`) already uses that lookup key.`,
      'lookup_key',
      'resource_already_exists',
    );
  }
  const bare: Price = { ...holder, lookup_key: null };
  putPrice(world, bare);
  emit(world, 'price.updated', bare, holder);
}

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

export const productRoutes: Route[] = [
  post('/v1/products', ({ world, params }) => {
    const id = params.string('id') ?? newId('prod');
    if (world.store.get('product', id))
      throw invalid(`Product already exists.`, 'id', 'resource_already_exists');
    const product: Product = {
      id,
      object: 'product',
      active: params.boolean('active') ?? true,
      created: world.now(),
      default_price: null,
      description: params.clearable('description') ?? null,
      images: [],
      livemode: false,
      marketing_features: [],
      metadata: params.metadata(),
      name: params.required('name'),
      package_dimensions: null,
      shippable: null,
      statement_descriptor: null,
      tax_code: params.clearable('tax_code') ?? null,
      tax_details: null,
      type: 'service',
      unit_label: params.clearable('unit_label') ?? null,
      updated: world.now(),
      url: null,
    };
    world.store.put('product', product);
    emit(world, 'product.created', product);
    return product;
  }),
  get('/v1/products', ({ world, params }) => {
    const active = params.boolean('active');
    const ids = params.strings('ids');
    const rows = world.store.all(
      'product',
      (product) => (active === undefined || product.active === active) && (!ids || ids.includes(product.id)),
    );
    return page(rows, params, '/v1/products');
  }),
  get('/v1/products/:', ({ world, id }) => readProduct(world, id)),
  post('/v1/products/:', ({ world, params, id }) => {
    const before = readProduct(world, id);
    const defaultPrice = params.string('default_price');
    const after: Product = {
      ...before,
      active: params.boolean('active') ?? before.active,
      default_price: defaultPrice === undefined ? before.default_price : readPrice(world, defaultPrice).id,
      description: params.has('description') ? (params.clearable('description') ?? null) : before.description,
      metadata: params.metadata(before.metadata),
      name: params.string('name') ?? before.name,
      unit_label: params.has('unit_label')
        ? (params.clearable('unit_label') ?? null)
        : (before.unit_label ?? null),
      updated: world.now(),
    };
    world.store.put('product', after);
    emit(world, 'product.updated', after, before);
    return after;
  }),
  post('/v1/prices', ({ world, params }) => {
    const recurring = params.child('recurring');
    if (!recurring) throw invalid('The stand-in knows recurring prices only.', 'recurring');
    const interval = recurring.choice('interval', INTERVALS);
    if (!interval)
      throw invalid(
        'Missing required param: recurring[interval].',
        'recurring[interval]',
        'parameter_missing',
      );
    const amount = params.integer('unit_amount');
    if (amount === undefined || amount < 0) throw invalid('Invalid non-negative integer', 'unit_amount');
    params.ignore('billing_scheme');
    const id = newId('price');
    const lookupKey = params.clearable('lookup_key') ?? null;
    takeLookupKey(world, lookupKey, params.boolean('transfer_lookup_key') ?? false, id);
    const price: Price = {
      id,
      object: 'price',
      active: params.boolean('active') ?? true,
      billing_scheme: 'per_unit',
      created: world.now(),
      currency: params.required('currency').toLowerCase(),
      custom_unit_amount: null,
      livemode: false,
      lookup_key: lookupKey,
      metadata: params.metadata(),
      nickname: params.clearable('nickname') ?? null,
      product: readProduct(world, params.required('product'), 'product').id,
      recurring: {
        interval,
        interval_count: recurring.integer('interval_count') ?? 1,
        meter: null,
        trial_period_days: null,
        usage_type: recurring.choice('usage_type', ['licensed']) ?? 'licensed',
      },
      tax_behavior: params.choice('tax_behavior', ['exclusive', 'inclusive', 'unspecified']) ?? 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'recurring',
      unit_amount: amount,
      unit_amount_decimal: String(amount),
    };
    world.store.put('price', price);
    emit(world, 'price.created', price);
    return price;
  }),
  get('/v1/prices', ({ world, params }) => {
    const active = params.boolean('active');
    const keys = params.strings('lookup_keys');
    const product = params.string('product');
    const currency = params.string('currency');
    params.ignore('type', 'recurring');
    const rows = world.store.all(
      'price',
      (price) =>
        (active === undefined || price.active === active) &&
        (!keys || (price.lookup_key !== null && keys.includes(price.lookup_key))) &&
        (!product || price.product === product) &&
        (!currency || price.currency === currency),
    );
    return page(rows, params, '/v1/prices');
  }),
  get('/v1/prices/:', ({ world, id }) => readPrice(world, id)),
  post('/v1/prices/:', ({ world, params, id }) => {
    const before = readPrice(world, id);
    const lookupKey = params.has('lookup_key') ? (params.clearable('lookup_key') ?? null) : before.lookup_key;
    takeLookupKey(world, lookupKey, params.boolean('transfer_lookup_key') ?? false, id);
    const after: Price = {
      ...before,
      active: params.boolean('active') ?? before.active,
      lookup_key: lookupKey,
      metadata: params.metadata(before.metadata),
      nickname: params.has('nickname') ? (params.clearable('nickname') ?? null) : before.nickname,
    };
    putPrice(world, after);
    emit(world, 'price.updated', after, before);
    return after;
  }),
];
