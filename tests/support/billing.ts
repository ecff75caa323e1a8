import { randomUUID } from 'node:crypto';
import { only, rpc, type Sql, server } from './database';
import { type Company, createCompany } from './people';

export type SubscriptionState = {
  customer: string;
  subscription: string | null;
  plan: 'seat' | 'contact' | null;
  status: string;
  quantity: number;
  interval: 'month' | 'year' | null;
  current_period_end: string | null;
  cancel_at_period_end: boolean;
  invoices: {
    id: string;
    number: string;
    status: string;
    currency: string;
    total: number;
    amount_due: number;
    refunded: number;
    dispute: 'open' | 'won' | 'lost' | null;
    hosted_url: string;
    pdf_url: string;
    created_at: string;
  }[];
  note: Record<string, string | number> | null;
};

/** What the server makes of Stripe's objects: an active subscription with one paid invoice. */
export function subscriptionState(change: Partial<SubscriptionState> = {}): SubscriptionState {
  const id = `in_${randomUUID()}`;
  return {
    customer: `cus_${randomUUID()}`,
    subscription: `sub_${randomUUID()}`,
    plan: 'seat',
    status: 'active',
    quantity: 5,
    interval: 'month',
    current_period_end: '2030-01-01T00:00:00.000Z',
    cancel_at_period_end: false,
    invoices: [
      {
        id,
        number: 'FOYER-0001',
        status: 'paid',
        currency: 'eur',
        total: 9500,
        amount_due: 0,
        refunded: 0,
        dispute: null,
        hosted_url: `https://pay.example/${id}`,
        pdf_url: `https://pay.example/${id}.pdf`,
        created_at: '2029-12-01T00:00:00.000Z',
      },
    ],
    note: null,
    ...change,
  };
}

/** Found by the comparison with Stripe and no event, so that a drift is there too. Their seats stay without limit. */
export async function subscribe(sql: Sql, company: Company): Promise<string> {
  const state = subscriptionState({ quantity: 10 });
  await rpc(sql, server, 'apply_subscription', {
    p_organization: company.id,
    p_version: 0,
    p_event: null,
    p_type: 'comparison',
    p_state: sql.json(state),
  });
  return only(state.invoices).id;
}

/** What the server stores when it has asked Stripe, or an event told it to. */
export async function applySubscription(
  sql: Sql,
  company: Company,
  change: Partial<SubscriptionState>,
  event: string | null = null,
): Promise<void> {
  const { version } = only(
    await sql`select version from public.billing_accounts where organization_id = ${company.id}`,
  );
  await rpc(sql, server, 'apply_subscription', {
    p_organization: company.id,
    p_version: version,
    p_event: event,
    p_type: 'asked',
    p_state: sql.json(subscriptionState(change)),
  });
}

/** A company whose trial is over and that pays for five seats. */
export async function createSubscriber(sql: Sql): Promise<Company> {
  const company = await createCompany(sql);
  await rpc(sql, server, 'begin_trial', { p_organization: company.id });
  await sql`update public.billing_accounts set trial_ends_at = now() where organization_id = ${company.id}`;
  await applySubscription(sql, company, {});
  return company;
}
