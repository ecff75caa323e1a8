import 'server-only';
import type Stripe from 'stripe';
import { z } from 'zod';
import { findLedger } from '@/lib/billing/ledger';
import { stripe } from '@/lib/billing/stripe';
import { idOf } from '@/lib/billing/stripe-id';
import { noteOf } from '@/lib/billing/subscription-state';
import { syncOrganization } from '@/lib/billing/sync';
import { env } from '@/lib/platform/env';
import { isUuid } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';

/** Null where the signature is not Stripe's: the body counts as it came, byte for byte. */
export function readEvent(body: string, signature: string | null): Stripe.Event | null {
  const { STRIPE_WEBHOOK_SECRET } = env();
  if (STRIPE_WEBHOOK_SECRET === undefined || signature === null) return null;
  try {
    return stripe().webhooks.constructEvent(body, signature, STRIPE_WEBHOOK_SECRET);
  } catch (error) {
    log().warn({ err: error }, 'webhook without a valid signature');
    return null;
  }
}

const about = z.object({
  object: z.string(),
  id: z.string().optional(),
  customer: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
  client_reference_id: z.string().nullish(),
  charge: z.string().nullish(),
});

/** The customer an event is about; a dispute names its charge only. */
async function customerOf(event: Stripe.Event): Promise<string | null> {
  const { object, id, customer, charge } = about.parse(event.data.object);
  if (object === 'customer') return id ?? null;
  if (customer) return idOf(customer);
  if (object !== 'dispute' || !charge) return null;
  const { customer: owner } = await stripe().charges.retrieve(charge);
  return idOf(owner);
}

/**
 * Who pays with a payment link writes client_reference_id themselves; only this server writes a customer's metadata.
 * So a customer nobody is linked to yet is an organization's where both name it.
 */
async function claimantOf(event: Stripe.Event, customer: string): Promise<string | null> {
  const { client_reference_id } = about.parse(event.data.object);
  if (!client_reference_id || !isUuid(client_reference_id)) return null;
  const found = await stripe().customers.retrieve(customer);
  return !found.deleted && found.metadata.organization_id === client_reference_id
    ? client_reference_id
    : null;
}

/** Whatever the event says, the answer is the same: ask Stripe what there is now, and store that with the event's id. */
export async function handleEvent(event: Stripe.Event): Promise<void> {
  const customer = await customerOf(event);
  if (!customer) return;
  const linked = (await findLedger(customer))?.organization_id;
  const organizationId = linked ?? (await claimantOf(event, customer));
  if (!organizationId) {
    log().warn({ event: event.id, type: event.type }, 'webhook about a customer nobody here has');
    return;
  }
  const { outcome } = await syncOrganization(organizationId, {
    cause: event,
    note: noteOf(event),
    customer,
  });
  log().info({ event: event.id, type: event.type, organization: organizationId, outcome }, 'webhook');
}
