import type Stripe from 'stripe';
import { invalid } from '@/embedded/stripe/api-error';
import type { Params } from '@/embedded/stripe/params';

/** An address as sent; null when it was cleared, undefined when it was not sent at all. */
export function readAddress(params: Params, name = 'address'): Stripe.Address | null | undefined {
  if (!params.has(name)) return undefined;
  const address = params.child(name);
  if (!address) return null;
  const country = address.clearable('country') ?? null;
  if (country && !/^[A-Za-z]{2}$/.test(country)) {
    throw invalid(
      `Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US'.`,
      `${name}[country]`,
      'country_code_invalid',
    );
  }
  return {
    city: address.clearable('city') ?? null,
    country: country?.toUpperCase() ?? null,
    line1: address.clearable('line1') ?? null,
    line2: address.clearable('line2') ?? null,
    postal_code: address.clearable('postal_code') ?? null,
    state: address.clearable('state') ?? null,
  };
}
