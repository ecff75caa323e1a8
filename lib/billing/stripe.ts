import 'server-only';
import Stripe from 'stripe';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';

export const isBillingOn = (): boolean => env().STRIPE_SECRET_KEY !== undefined;

let client: Stripe | undefined;

export function stripe(): Stripe {
  if (client) return client;
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  if (STRIPE_SECRET_KEY === undefined) throw new UserError('billing_is_off', { status: 404 });
  const base = STRIPE_API_BASE === undefined ? undefined : new URL(STRIPE_API_BASE);
  const protocol = base?.protocol === 'http:' ? 'http' : 'https';
  client = new Stripe(STRIPE_SECRET_KEY, {
    // Somebody waits for the answer. What was sent twice is done once: the SDK sends the same idempotency key again.
    timeout: 20_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(base && { host: base.hostname, port: base.port || (protocol === 'http' ? 80 : 443), protocol }),
  });
  return client;
}

/** Stripe's refusals in words people can do something about; anything else stays a bug. */
export async function askStripe<T>(work: (client: Stripe) => Promise<T>): Promise<T> {
  try {
    return await work(stripe());
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      log().info({ code: error.code, declineCode: error.decline_code }, 'card refused');
      throw new UserError('card_was_declined', { status: 402, cause: error });
    }
    if (
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeAPIError ||
      error instanceof Stripe.errors.StripeRateLimitError
    ) {
      throw new UserError('payment_service_is_away', { status: 503, cause: error });
    }
    throw error;
  }
}
