import 'server-only';
import { listLedgers, settleBilling } from '@/lib/billing/ledger';
import { deleteOldConversations } from '@/lib/billing/retention';
import { syncOrganization } from '@/lib/billing/sync';
import { systemClock } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';

const PORTION = 100;

export type Reconciled = {
  settled: number;
  compared: number;
  repaired: number;
  failed: number;
  deleted: number;
};

/** Repairs one account where it is not what Stripe has; true where it was not. */
export async function compareWithStripe(organizationId: string): Promise<boolean> {
  const { outcome, before, after } = await syncOrganization(organizationId, { cause: 'comparison' });
  if (outcome !== 'repaired') return false;
  log().warn({ organization: organizationId, before, after }, 'subscription repaired');
  return true;
}

/** Compares every customer with Stripe and repairs what differs; each difference is a line in the log and a row in billing_drifts. */
export async function reconcile(): Promise<Reconciled> {
  const settled = await settleBilling();
  const result: Reconciled = { settled, compared: 0, repaired: 0, failed: 0, deleted: 0 };
  for (let after: string | null = null, isMore = true; isMore; ) {
    const portion = await listLedgers(after, PORTION);
    for (const { organization_id } of portion) {
      try {
        if (await compareWithStripe(organization_id)) result.repaired += 1;
        result.compared += 1;
      } catch (error) {
        // One that fails keeps none of the others back; the next run tries again.
        result.failed += 1;
        log().error({ organization: organization_id, err: error }, 'subscription not compared');
      }
    }
    after = portion.at(-1)?.organization_id ?? null;
    isMore = portion.length === PORTION;
  }
  // After the comparison: whoever has paid for a longer time is known to have.
  const retention = await deleteOldConversations(systemClock());
  result.deleted = retention.deleted;
  result.failed += retention.failed;
  return result;
}
