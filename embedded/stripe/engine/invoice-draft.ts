import type { Period } from '@/embedded/stripe/engine/invoice-lines';
import { wireList } from '@/embedded/stripe/engine/wire-list';
import { newId } from '@/embedded/stripe/ids';
import type { Customer, Invoice, InvoiceLine, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type DraftFacts = {
  customer: Customer;
  subscription: Pick<Subscription, 'id' | 'metadata' | 'currency' | 'default_payment_method'> | null;
  reason: Invoice['billing_reason'];
  lines: InvoiceLine[];
  period: Period;
  prorationDate?: number;
  currency: string;
};

/** What the credit of the customer takes off, or what a negative total adds to it. */
function settle(total: number, balance: number): { due: number; endingBalance: number } {
  const due = Math.max(0, total + balance);
  return { due, endingBalance: total + balance - due };
}

export function draftInvoice(world: World, facts: DraftFacts, id = newId('in')): Invoice {
  const { customer, subscription } = facts;
  const total = facts.lines.reduce((sum, line) => sum + line.amount, 0);
  const { due, endingBalance } = settle(total, customer.balance);
  const lines = facts.lines.map((line) => ({ ...line, invoice: id }));
  return {
    id,
    object: 'invoice',
    account_country: 'FR',
    account_name: 'Foyer (test payments)',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: facts.reason,
    collection_method: 'charge_automatically',
    created: world.now(),
    currency: facts.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address,
    customer_email: customer.email,
    customer_name: customer.name,
    customer_phone: customer.phone,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: taxIdsOf(world, customer.id),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: endingBalance,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: wireList(lines, `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: subscription && {
      type: 'subscription_details',
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(facts.prorationDate ? { subscription_proration_date: facts.prorationDate } : {}),
      },
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: ['card'] },
    period_end: facts.period.end,
    period_start: facts.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}

function taxIdsOf(world: World, customer: string): NonNullable<Invoice['customer_tax_ids']> {
  return world.store
    .all('tax_id', (taxId) => taxId.customer === customer)
    .map(({ type, value }) => ({ type, value }));
}
