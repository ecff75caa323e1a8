import 'server-only';
import type Stripe from 'stripe';
import { linkCustomer, readLedger } from '@/lib/billing/ledger';
import type { BillingAccount } from '@/lib/billing/schema';
import { askStripe } from '@/lib/billing/stripe';
import type { Locale } from '@/lib/i18n/locales';

type Buyer = { organizationId: string; name: string; email: string; locale: Locale };

/** The organization's customer at Stripe, made with the first payment: two first clicks make one. */
export async function requireCustomer(buyer: Buyer): Promise<string> {
  const { stripe_customer_id } = await readLedger(buyer.organizationId);
  if (stripe_customer_id !== null) return stripe_customer_id;
  const created = await askStripe((client) =>
    client.customers.create(
      {
        name: buyer.name,
        email: buyer.email,
        preferred_locales: [buyer.locale],
        metadata: { organization_id: buyer.organizationId },
      },
      { idempotencyKey: `customer-${buyer.organizationId}` },
    ),
  );
  return linkCustomer(buyer.organizationId, created.id);
}

type Order = Pick<
  BillingAccount,
  'company' | 'email' | 'line1' | 'line2' | 'postal_code' | 'city' | 'country' | 'vat_id'
>;

/** What stands on the next invoices. */
export async function sendOrderInformation(customer: string, order: Order): Promise<void> {
  await askStripe(async (client) => {
    await client.customers.update(customer, {
      name: order.company,
      email: order.email,
      address: {
        line1: order.line1,
        line2: order.line2,
        postal_code: order.postal_code,
        city: order.city,
        country: order.country,
      },
    });
    const type = taxIdType(order.country);
    const { data: known } = await client.customers.listTaxIds(customer, { limit: 20 });
    const isKnown = known.some(({ value }) => value === order.vat_id);
    for (const { id, value } of known)
      if (value !== order.vat_id) await client.customers.deleteTaxId(customer, id);
    if (type && order.vat_id !== '' && !isKnown) {
      await client.customers.createTaxId(customer, { type, value: order.vat_id });
    }
  });
}

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** The kinds of VAT number that the database knows the form of; others stay with us alone. */
function taxIdType(country: string): Stripe.TaxIdCreateParams['type'] | null {
  if (EU.includes(country)) return 'eu_vat';
  if (country === 'GB') return 'gb_vat';
  if (country === 'CH') return 'ch_vat';
  return country === 'NO' ? 'no_vat' : null;
}
