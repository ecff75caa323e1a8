import type Stripe from 'stripe';
import { idOf } from '@/lib/billing/stripe-id';

/** What Foyer sells, by the keys it finds it with. Amounts are cents before tax. */
const SEAT_PRODUCT = { name: 'Foyer seat', unit_label: 'seat' } as const;
export const SEAT_PRICES = [
  { lookup_key: 'seat_monthly', interval: 'month', unit_amount: 1_900 },
  // Two months are free.
  { lookup_key: 'seat_annual', interval: 'year', unit_amount: 19_000 },
] as const;
const CURRENCY = 'eur';
const MARK = { foyer: 'seat' };

/**
 * Makes the account hold the product and its prices, however often it runs. It makes only what is missing: what an
 * operator has put under one of the keys, with another amount or in another currency, is theirs and stays.
 */
export async function ensureCatalogue(stripe: Stripe): Promise<{ made: string[] }> {
  const made: string[] = [];
  const keys = SEAT_PRICES.map(({ lookup_key }) => lookup_key);
  const { data: known } = await stripe.prices.list({ lookup_keys: keys, active: true });
  let product = known[0]?.product;
  if (!product) {
    product = (await findProduct(stripe)) ?? (await makeProduct(stripe));
    made.push(`product ${SEAT_PRODUCT.name}`);
  }
  for (const { lookup_key, interval, unit_amount } of SEAT_PRICES) {
    if (known.some((price) => price.lookup_key === lookup_key)) continue;
    await stripe.prices.create({
      product: idOf(product),
      lookup_key,
      // One that is not active any more may hold the key.
      transfer_lookup_key: true,
      unit_amount,
      currency: CURRENCY,
      tax_behavior: 'exclusive',
      recurring: { interval },
    });
    made.push(`price ${lookup_key}`);
  }
  return { made };
}

async function findProduct(stripe: Stripe): Promise<string | undefined> {
  const { data } = await stripe.products.list({ active: true, limit: 100 });
  return data.find(({ metadata }) => metadata.foyer === MARK.foyer)?.id;
}

async function makeProduct(stripe: Stripe): Promise<string> {
  const { id } = await stripe.products.create({ ...SEAT_PRODUCT, metadata: MARK });
  return id;
}
