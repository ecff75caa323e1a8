import 'server-only';
import {
  type Applied,
  applySubscription,
  type Cause,
  type LedgerAccount,
  readLedger,
} from '@/lib/billing/ledger';
import { readSeatProducts } from '@/lib/billing/offers';
import { readReturns } from '@/lib/billing/returns';
import { askStripe } from '@/lib/billing/stripe';
import { type SubscriptionState, toSubscriptionState } from '@/lib/billing/subscription-state';
import { invariant } from '@/lib/platform/errors';

const INVOICES_KEPT = 24;
const ATTEMPTS = 8;

async function fetchState(customer: string, note: SubscriptionState['note']): Promise<SubscriptionState> {
  const [subscriptions, invoices, returns, seatProducts] = await askStripe((client) =>
    Promise.all([
      client.subscriptions.list({ customer, status: 'all', limit: 20 }),
      client.invoices.list({ customer, limit: INVOICES_KEPT }),
      readReturns(client, customer),
      readSeatProducts(client),
    ]),
  );
  return toSubscriptionState(customer, subscriptions.data, invoices.data, { seatProducts, note, returns });
}

type SyncOptions = {
  cause?: Cause;
  note?: SubscriptionState['note'];
  /** Known from the event where the organization has not been linked to it yet. */
  customer?: string;
};

/**
 * Makes the stored state what Stripe has now. The account is read before Stripe is asked: if somebody else wrote in
 * between, the database answers "stale", and Stripe is asked again. So the last to write has asked last, whatever
 * the order in which events arrive.
 */
export async function syncOrganization(organizationId: string, options: SyncOptions = {}): Promise<Applied> {
  const { cause = 'asked', note = null } = options;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const account: LedgerAccount = await readLedger(organizationId);
    const customer = account.stripe_customer_id ?? options.customer;
    if (!customer) return { outcome: 'unchanged' };
    const result = await applySubscription(account, cause, await fetchState(customer, note));
    if (result.outcome !== 'stale') return result;
  }
  invariant(false, 'an account was written again and again while Stripe was asked');
}
