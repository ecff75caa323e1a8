import 'server-only';
import type Stripe from 'stripe';
import type { DisputeState } from '@/lib/billing/plans';
import { idOf } from '@/lib/billing/stripe-id';
import type { Return } from '@/lib/billing/subscription-state';

/** Refunds and disputes by the invoice they are about; Stripe keeps them with the charge. */
export async function readReturns(client: Stripe, customer: string): Promise<Map<string, Return>> {
  const { data: charges } = await client.charges.list({ customer, limit: 100 });
  const returned = charges.filter(({ amount_refunded, disputed }) => amount_refunded > 0 || disputed);
  const returns = new Map<string, Return>();
  for (const charge of returned) {
    const intent = idOf(charge.payment_intent);
    if (intent === null) continue;
    const [payments, disputes] = await Promise.all([
      client.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent }, limit: 1 }),
      charge.disputed ? client.disputes.list({ charge: charge.id, limit: 1 }) : null,
    ]);
    const [payment] = payments.data;
    const invoice = payment && idOf(payment.invoice);
    const [dispute] = disputes?.data ?? [];
    if (invoice) {
      returns.set(invoice, {
        refunded: charge.amount_refunded,
        dispute: dispute ? stateOf(dispute) : null,
      });
    }
  }
  return returns;
}

/** A warning is a question of the bank, and one that is over has taken nothing. */
function stateOf({ status }: Stripe.Dispute): DisputeState {
  if (status === 'lost') return 'lost';
  return status === 'won' || status === 'warning_closed' || status === 'prevented' ? 'won' : 'open';
}
