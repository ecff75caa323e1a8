import Stripe from 'stripe';
import { stripeClient } from '@/embedded/stripe-client';
import { ensureCatalogue } from '@/lib/billing/stripe-catalogue';

/** Prepares an account at Stripe: the product, its prices, and the endpoint that takes the webhooks. */
const EVENTS = [
  'checkout.session.completed',
  'checkout.session.expired',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.subscription.trial_will_end',
  'customer.subscription.pending_update_applied',
  'customer.subscription.pending_update_expired',
  'invoice.created',
  'invoice.finalized',
  'invoice.updated',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.payment_action_required',
  'invoice.voided',
  'invoice.marked_uncollectible',
  'customer.updated',
  'customer.deleted',
  'customer.tax_id.updated',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.closed',
] as const;

const { STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: apiBase, APP_URL: appUrl } = process.env;
if (!secretKey) {
  console.error('Set STRIPE_SECRET_KEY to the secret key of the Stripe account, then run this again.');
  process.exit(1);
}
const stripe = stripeClient(secretKey, apiBase);
const { made } = await ensureCatalogue(stripe);
console.log(made.length > 0 ? `Made: ${made.join(', ')}.` : 'The product and its prices are there already.');

if (!appUrl?.startsWith('https://')) {
  console.log('No webhook endpoint made: Stripe needs the public https address of the app in APP_URL.');
} else {
  const url = `${appUrl.replace(/\/+$/, '')}/api/webhooks/stripe`;
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
  const existing = data.find((endpoint) => endpoint.url === url);
  if (existing) {
    await stripe.webhookEndpoints.update(existing.id, { enabled_events: [...EVENTS] });
    console.log(`The webhook endpoint ${url} is there already; its secret is in Stripe's dashboard.`);
  } else {
    const { secret } = await stripe.webhookEndpoints.create({
      url,
      enabled_events: [...EVENTS],
      api_version: Stripe.API_VERSION,
    });
    console.log(`Made the webhook endpoint ${url}. Set STRIPE_WEBHOOK_SECRET to:\n${secret}`);
  }
}
