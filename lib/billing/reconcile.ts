import 'server-only';
import { listLedgers, settleBilling } from '@/lib/billing/ledger';
import { sendChooseSeatsMails } from '@/lib/billing/mails';
import { syncOrganization } from '@/lib/billing/sync';
import { log } from '@/lib/platform/log';

const PORTION = 100;

export type Reconciled = { settled: number; compared: number; repaired: number; failed: number };

/** Compares every customer with Stripe and repairs what differs; each difference is a line in the log and a row in billing_drifts. */
export async function reconcile(): Promise<Reconciled> {
  const settled = await settleBilling();
  for (const { organization_id, choose_by } of settled) {
    if (choose_by !== null) await sendChooseSeatsMails(organization_id, choose_by);
  }
  const result: Reconciled = { settled: settled.length, compared: 0, repaired: 0, failed: 0 };
  for (let after: string | null = null, isMore = true; isMore; ) {
    const portion = await listLedgers(after, PORTION);
    for (const { organization_id } of portion) {
      try {
        const { outcome, before, after: now } = await syncOrganization(organization_id);
        result.compared += 1;
        if (outcome !== 'repaired') continue;
        result.repaired += 1;
        log().warn({ organization: organization_id, before, after: now }, 'subscription repaired');
      } catch (error) {
        // One that fails keeps none of the others back; the next run tries again.
        result.failed += 1;
        log().error({ organization: organization_id, err: error }, 'subscription not compared');
      }
    }
    after = portion.at(-1)?.organization_id ?? null;
    isMore = portion.length === PORTION;
  }
  return result;
}
