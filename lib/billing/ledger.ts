import 'server-only';
import { z } from 'zod';
import { SUBSCRIPTION_STATUSES } from '@/lib/billing/plans';
import type { SubscriptionState } from '@/lib/billing/subscription-state';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

/** What nobody signed in may write: what was paid. Called by webhooks, the comparison, and Checkout's beginning. */

const ledgerAccount = z.object({
  organization_id: z.string(),
  stripe_customer_id: z.string().nullable(),
  stripe_subscription_id: z.string().nullable(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  version: z.number(),
});
export type LedgerAccount = z.infer<typeof ledgerAccount>;
const COLUMNS = 'organization_id, stripe_customer_id, stripe_subscription_id, status, version';

export async function readLedger(organizationId: string): Promise<LedgerAccount> {
  const answer = await adminSupabase()
    .from('billing_accounts')
    .select(COLUMNS)
    .eq('organization_id', organizationId)
    .single();
  return ledgerAccount.parse(unwrap(answer));
}

export async function findLedger(customerId: string): Promise<LedgerAccount | null> {
  const answer = await adminSupabase()
    .from('billing_accounts')
    .select(COLUMNS)
    .eq('stripe_customer_id', customerId)
    .maybeSingle();
  return ledgerAccount.nullable().parse(unwrap(answer));
}

/** Every organization that has ever gone to pay, in portions. */
export async function listLedgers(after: string | null, limit: number): Promise<LedgerAccount[]> {
  const query = adminSupabase()
    .from('billing_accounts')
    .select(COLUMNS)
    .not('stripe_customer_id', 'is', null)
    .order('organization_id')
    .limit(limit);
  const answer = await (after === null ? query : query.gt('organization_id', after));
  return z.array(ledgerAccount).parse(unwrap(answer));
}

export async function linkCustomer(organizationId: string, customerId: string): Promise<string> {
  const answer = await adminSupabase().rpc('link_customer', {
    p_organization: organizationId,
    p_customer: customerId,
  });
  return z.string().parse(unwrap(answer));
}

const applied = z.object({
  outcome: z.enum(['applied', 'duplicate', 'stale', 'unchanged', 'repaired']),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type Applied = z.infer<typeof applied>;

/** Stripe's message, somebody who has just changed something, or the comparison, which tells of what it finds. */
export type Cause = { id: string; type: string } | 'asked' | 'comparison';

export async function applySubscription(
  account: LedgerAccount,
  cause: Cause,
  state: SubscriptionState,
): Promise<Applied> {
  const answer = await adminSupabase().rpc('apply_subscription', {
    p_organization: account.organization_id,
    p_version: account.version,
    // The generated types know no null among parameters.
    p_event: (typeof cause === 'string' ? null : cause.id) as string,
    p_type: typeof cause === 'string' ? cause : cause.type,
    p_state: state,
  });
  return applied.parse(unwrap(answer));
}

/** How many trials and periods of grace were over. */
export async function settleBilling(): Promise<number> {
  return z.number().parse(unwrap(await adminSupabase().rpc('settle_billing')));
}

export async function configureBilling(isOn: boolean): Promise<void> {
  unwrap(await adminSupabase().rpc('configure_billing', { p_is_on: isOn }));
}
