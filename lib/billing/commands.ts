import 'server-only';
import { z } from 'zod';
import { requireCustomer, sendOrderInformation } from '@/lib/billing/customer';
import { readLedger } from '@/lib/billing/ledger';
import { readOffers } from '@/lib/billing/offers';
import { type BillingInterval, isLive } from '@/lib/billing/plans';
import {
  type BillingAccount,
  billingAccount,
  type ChangeOutcome,
  type OrderInput,
  type WayBack,
} from '@/lib/billing/schema';
import { askStripe } from '@/lib/billing/stripe';
import { billingOf, isPreviewCurrent, offersTo, seatItemOf } from '@/lib/billing/subscription-change';
import { syncOrganization } from '@/lib/billing/sync';
import type { Locale } from '@/lib/i18n/locales';
import { type Clock, systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { invariant, UserError, unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

export type Payer = { supabase: DatabaseClient; organizationId: string; slug: string; locale: Locale };

/** The caller's own view of the account: whoever the policy shows nothing may not pay either. */
export async function requireBillingAccount({ supabase, organizationId }: Payer): Promise<BillingAccount> {
  const answer = await supabase
    .from('billing_accounts')
    .select('*')
    .eq('organization_id', organizationId)
    .maybeSingle();
  const row = unwrap(answer);
  if (row === null) throw new UserError('not_allowed', { status: 403 });
  return billingAccount.parse(row);
}

async function requireSubscription(payer: Payer): Promise<{ id: string; account: BillingAccount }> {
  const account = await requireBillingAccount(payer);
  if (!isLive(account.status) || account.stripe_subscription_id === null) {
    throw new UserError('subscription_is_over', { status: 409 });
  }
  return { id: account.stripe_subscription_id, account };
}

/** Who the invoice is for, checked by the database, and told to Stripe once there is a customer. */
export async function saveOrder(
  payer: Payer,
  { organization: _slug, ...order }: OrderInput,
): Promise<BillingAccount> {
  const answer = await payer.supabase.rpc('save_order_information', {
    p_organization: payer.organizationId,
    p_order: order,
  });
  const account = billingAccount.parse(unwrap(answer));
  if (account.stripe_customer_id !== null) await sendOrderInformation(account.stripe_customer_id, account);
  return account;
}

type Choice = { quantity: number; interval: BillingInterval };

/** A first payment, on Stripe's page. Answers its address. */
export async function beginCheckout(
  payer: Payer,
  choice: Choice & { keptMembers: string[] | null },
  next: WayBack,
): Promise<string> {
  const account = await requireBillingAccount(payer);
  if (isLive(account.status)) throw new UserError('subscription_is_there', { status: 409 });
  if (account.company === '') throw new UserError('order_information_is_missing', { status: 409 });
  const { organizationId, slug, locale } = payer;
  await requireEnoughSeats(payer, choice.quantity, choice.keptMembers);
  const customer = await requireCustomer({
    organizationId,
    name: account.company,
    email: account.email,
    locale,
  });
  await sendOrderInformation(customer, account);
  const offers = await readOffers();
  const page = `${env().APP_URL}/${slug}/subscription`;
  const session = await askStripe(async (client) => {
    // One at a time: of two open pages both could be paid.
    const open = await client.checkout.sessions.list({ customer, status: 'open', limit: 10 });
    for (const { id } of open.data) await client.checkout.sessions.expire(id);
    return client.checkout.sessions.create({
      mode: 'subscription',
      customer,
      client_reference_id: organizationId,
      line_items: [{ price: offers[choice.interval].priceId, quantity: choice.quantity }],
      subscription_data: { metadata: { organization_id: organizationId } },
      locale,
      success_url: `${page}/paid?next=${next}&session={CHECKOUT_SESSION_ID}`,
      cancel_url: `${page}?next=${next}&seats=${choice.quantity}&interval=${choice.interval}`,
    });
  });
  invariant(session.url !== null, 'a Checkout session has an address');
  return session.url;
}

/** Fewer seats than people who hold one: first it is said who keeps theirs. */
async function requireEnoughSeats(
  payer: Payer,
  quantity: number,
  keptMembers: string[] | null,
): Promise<void> {
  const { supabase, organizationId } = payer;
  const seats = await supabase.from('seats').select('used').eq('organization_id', organizationId).single();
  const { used } = z.object({ used: z.number() }).parse(unwrap(seats));
  if (used <= quantity) return;
  if (keptMembers === null || keptMembers.length > quantity) {
    throw new UserError('choose_who_keeps_a_seat', { status: 409, field: 'keptMembers' });
  }
  unwrap(await supabase.rpc('choose_seats', { p_organization: organizationId, p_members: keptMembers }));
}

type Change = Choice & { prorationDate: number; priceId: string; keptMembers: string[] | null };

/** Changes a subscription in place. More seats count once they are paid; nothing here says that they are. */
export async function changeSubscription(
  payer: Payer,
  change: Change,
  clock: Clock = systemClock,
): Promise<ChangeOutcome> {
  const { id } = await requireSubscription(payer);
  const [offers, ledger, subscription] = await Promise.all([
    readOffers(),
    readLedger(payer.organizationId),
    askStripe((client) => client.subscriptions.retrieve(id)),
  ]);
  const now = seatItemOf(subscription, offers);
  if (!now) throw new UserError('subscription_is_special', { status: 409 });
  const { interval, quantity, prorationDate, keptMembers } = change;
  if (now.quantity === quantity && now.interval === interval) return { outcome: 'changed' };
  const { priceId } = offersTo(now, offers)[interval];
  if (priceId !== change.priceId || !isPreviewCurrent(prorationDate, now, clock())) {
    throw new UserError('preview_is_outdated', { status: 409 });
  }
  await requireEnoughSeats(payer, quantity, keptMembers);
  const { isCredited: _isCredited, ...billing } = billingOf(now, { quantity, interval });
  const updated = await askStripe((client) =>
    client.subscriptions.update(
      id,
      {
        items: [{ id: now.id, price: priceId, quantity }],
        proration_date: prorationDate,
        expand: ['latest_invoice'],
        ...billing,
      },
      // Sent again after a cut line, it is the same change; a later one of the same content is another.
      { idempotencyKey: `change-${id}-${ledger.version}-${interval}-${quantity}-${prorationDate}` },
    ),
  );
  if (updated.pending_update === null) return { outcome: 'changed' };
  const invoice = updated.latest_invoice;
  const url = typeof invoice === 'object' ? invoice?.hosted_invoice_url : null;
  invariant(url, 'an invoice that waits for its payment has an address');
  return { outcome: 'confirm', url };
}

/** Ends with what is paid for, or goes on after all. */
export async function setCanceled(payer: Payer, isCanceled: boolean): Promise<void> {
  const { id } = await requireSubscription(payer);
  await askStripe((client) => client.subscriptions.update(id, { cancel_at_period_end: isCanceled }));
  // Its message comes too, but the person looks at the page now.
  await syncOrganization(payer.organizationId);
}

/** Stripe's own pages for the card, what stands on invoices, and the invoices. Answers the address. */
export async function openPortal(payer: Payer): Promise<string> {
  const { stripe_customer_id } = await requireBillingAccount(payer);
  if (stripe_customer_id === null) throw new UserError('subscription_is_over', { status: 409 });
  const session = await askStripe((client) =>
    client.billingPortal.sessions.create({
      customer: stripe_customer_id,
      locale: payer.locale,
      return_url: `${env().APP_URL}/${payer.slug}/subscription`,
    }),
  );
  return session.url;
}

export async function chooseSeats({ supabase, organizationId }: Payer, members: string[]): Promise<void> {
  unwrap(await supabase.rpc('choose_seats', { p_organization: organizationId, p_members: members }));
}
