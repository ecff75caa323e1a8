import 'server-only';
import { cache } from 'react';
import Stripe from 'stripe';
import { z } from 'zod';
import { isLive } from '@/lib/billing/plans';
import {
  type BillingAccount,
  type BillingInvoice,
  billingAccount,
  billingInvoice,
  type RetentionOutlook,
  retentionOutlook,
} from '@/lib/billing/schema';
import { askStripe, isBillingOn } from '@/lib/billing/stripe';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** Null for whom it is none of their business, and where nothing is sold. */
export const getBillingAccount = cache(async (organizationId: string): Promise<BillingAccount | null> => {
  if (!isBillingOn()) return null;
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('billing_accounts')
    .select('*')
    .eq('organization_id', organizationId)
    .maybeSingle();
  return billingAccount.nullable().parse(unwrap(answer));
});

/** The newest first. */
export async function listInvoices(organizationId: string): Promise<BillingInvoice[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('billing_invoices')
    .select('*')
    .eq('organization_id', organizationId)
    .order('created_at', { ascending: false })
    .limit(24);
  return z.array(billingInvoice).parse(unwrap(answer));
}

export type SeatHolder = { id: string; nickname: string; email: string | null; isAdministrator: boolean };

const holderRow = z.object({
  id: z.string(),
  nickname: z.string(),
  email: z.string().nullable(),
  rights: z.array(z.string()),
});

/** In the order in which they would keep a seat if nobody chose. */
export async function listSeatHolders(organizationId: string): Promise<SeatHolder[]> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('members')
    .select('id, nickname, email, rights')
    .eq('organization_id', organizationId)
    .eq('status', 'active')
    .contains('rights', ['agent'])
    .order('created_at')
    .order('id')
    .limit(1000);
  const holders = z
    .array(holderRow)
    .parse(unwrap(answer))
    .map(({ rights, ...holder }) => ({ ...holder, isAdministrator: rights.includes('administrator') }));
  return holders.sort((a, b) => Number(b.isAdministrator) - Number(a.isAdministrator));
}

const planLimits = z.object({
  plan: z.string(),
  channels: z.array(z.enum(['live', 'nrt', 'call', 'video', 'third_party'])),
  sites: z.number().nullable(),
  site_count: z.number(),
});
export type PlanLimits = z.infer<typeof planLimits>;

/** What the organization's plan lets its members use. */
export async function getPlanLimits(organizationId: string): Promise<PlanLimits> {
  const supabase = await serverSupabase();
  return planLimits.parse(unwrap(await supabase.rpc('plan_limits', { p_organization: organizationId })));
}

/** Null where one more may be added; else how many there are, and for administrators the way to more. */
export async function getSiteLimit(organization: {
  id: string;
  slug: string;
}): Promise<{ limit: number; addHref: string | null } | null> {
  const { sites, site_count } = await getPlanLimits(organization.id);
  if (sites === null || site_count < sites) return null;
  const account = await getBillingAccount(organization.id);
  return { limit: sites, addHref: account ? `/${organization.slug}/subscription?next=sites` : null };
}

/** How long conversations are kept, and what would shorten it. */
export async function getRetentionOutlook(organizationId: string): Promise<RetentionOutlook> {
  const supabase = await serverSupabase();
  return retentionOutlook.parse(
    unwrap(await supabase.rpc('retention_outlook', { p_organization: organizationId })),
  );
}

export type CheckoutState = 'unknown' | 'unpaid' | 'paid' | 'stored';

/** How far a payment on Stripe's page is. paid: its message to us is still on the way; stored: the seats are there. */
export async function checkoutState(account: BillingAccount, sessionId: string): Promise<CheckoutState> {
  const session = await askStripe((client) => client.checkout.sessions.retrieve(sessionId)).catch(
    (error: unknown) => {
      if (error instanceof Stripe.errors.StripeInvalidRequestError) return null;
      throw error;
    },
  );
  if (
    session === null ||
    account.stripe_customer_id === null ||
    session.customer !== account.stripe_customer_id
  ) {
    return 'unknown';
  }
  if (session.status !== 'complete') return 'unpaid';
  const { subscription } = session;
  const id = typeof subscription === 'string' ? subscription : subscription?.id;
  const isStored = id === account.stripe_subscription_id && isLive(account.status);
  return isStored ? 'stored' : 'paid';
}
