import { describe, expect, test } from 'vitest';
import {
  applySubscription,
  createSubscriber,
  type SubscriptionState,
  subscriptionState,
} from '@/tests/support/billing';
import { only, openDatabase, rpc } from '@/tests/support/database';
import { addMember, addSite, type Company, startConversation } from '@/tests/support/people';

const sql = openDatabase();

type Change = Partial<SubscriptionState>;
const apply = (company: Company, change: Change, event: string | null = null) =>
  applySubscription(sql, company, change, event);

/** What waits to be spread, and in how many days: earliest first. */
const notedOf = (company: Company, notice: string) =>
  sql<{ is_reminder: boolean; days: number }[]>`
    select is_reminder, greatest(round(extract(epoch from first_due - now()) / 86400), 0)::int as days
    from (select is_reminder, case when is_reminder then until - private.billing_reminder() else now() end as first_due
          from private.mails where organization_id = ${company.id} and recipient = 'administrators' and notice = ${notice}) m
    order by first_due`;

type Content = { kind: string; to: string; is_reminder: boolean } & Record<string, unknown>;
/** What its readers would be sent at this moment; the job of the other tests may have taken the rows themselves. */
async function contentsOf(company: Company, notice: string): Promise<Content[]> {
  await sql`
    select private.spread_billing_mail(m) from private.mails m
    where organization_id = ${company.id} and recipient = 'administrators' and notice = ${notice}`;
  const rows = await sql<{ mail: Content | null }[]>`
    select private.billing_mail(m) as mail from private.mails m
    where organization_id = ${company.id} and recipient = 'administrator' and notice = ${notice} order by is_reminder`;
  return rows.flatMap(({ mail }) => mail ?? []);
}
const emailOf = async (memberId: string): Promise<string> =>
  only(await sql<{ email: string }[]>`select email from public.members where id = ${memberId}`).email;

describe('a payment that failed', () => {
  test('is mailed when its grace begins and three days before it ends, however often it fails', async () => {
    const company = await createSubscriber(sql);
    await apply(company, { status: 'past_due' }, 'evt_mail_1');
    await apply(company, { status: 'past_due' });
    expect(await notedOf(company, 'payment_failed')).toEqual([
      { is_reminder: false, days: 0 },
      { is_reminder: true, days: 11 },
    ]);
    const { grace_until } = only(
      await sql<
        { grace_until: Date }[]
      >`select grace_until from public.billing_accounts where organization_id = ${company.id}`,
    );
    const [mail, reminder] = await contentsOf(company, 'payment_failed');
    expect(mail).toMatchObject({
      to: await emailOf(company.administrator.memberId),
      organization_slug: company.slug,
      is_reminder: false,
    });
    expect(reminder).toMatchObject({ is_reminder: true });
    expect(Date.parse(String(mail?.until))).toBe(grace_until.getTime());
  });

  test('is nobody’s mail once it is paid, and the next one is a mail of its own', async () => {
    const company = await createSubscriber(sql);
    await apply(company, { status: 'past_due' });
    await apply(company, {});
    expect(await contentsOf(company, 'payment_failed')).toEqual([]);
    await apply(company, { status: 'past_due' });
    expect(await contentsOf(company, 'payment_failed')).toHaveLength(2);
  });

  test('is read by administrators only, and by none who belongs to a group', async () => {
    const company = await createSubscriber(sql);
    const second = await addMember(sql, company, { nickname: 'Second', rights: ['administrator'] });
    const confined = await addMember(sql, company, { nickname: 'Partner', rights: ['administrator'] });
    await addMember(sql, company, { nickname: 'Agent' });
    const group = only(
      await sql<
        { id: string }[]
      >`insert into public.groups (organization_id, name) values (${company.id}, 'Partners') returning id`,
    );
    await sql`
      insert into public.group_members (organization_id, group_id, member_id)
      values (${company.id}, ${group.id}, ${confined.memberId})`;
    await apply(company, { status: 'past_due' });
    const readers = [company.administrator, second].map(({ memberId }) => emailOf(memberId));
    const mailed = async () => (await contentsOf(company, 'payment_failed')).map(({ to }) => to);
    expect(new Set(await mailed())).toEqual(new Set(await Promise.all(readers)));
    await sql`update public.members set rights = '{agent}' where id = ${second.memberId}`;
    expect(new Set(await mailed())).toEqual(new Set([await emailOf(company.administrator.memberId)]));
  });
});

test('too few seats are mailed at once and three days before they are taken, until somebody has chosen', async () => {
  const company = await createSubscriber(sql);
  const other = await addMember(sql, company, { nickname: 'Other' });
  await apply(company, { quantity: 1 });
  expect(await notedOf(company, 'choose_seats')).toEqual([
    { is_reminder: false, days: 0 },
    { is_reminder: true, days: 11 },
  ]);
  expect(await contentsOf(company, 'choose_seats')).toHaveLength(2);
  await rpc(sql, company.administrator, 'choose_seats', {
    p_organization: company.id,
    p_members: [other.memberId],
  });
  expect(await contentsOf(company, 'choose_seats')).toEqual([]);
});

test('what a smaller plan deletes is mailed with its number and day, and not where it deletes nothing', async () => {
  const company = await createSubscriber(sql);
  const { id } = await startConversation(sql, await addSite(sql, company));
  const end = () => apply(company, { status: 'canceled', quantity: 0 });
  await end();
  expect(await contentsOf(company, 'shorter_retention')).toEqual([]);
  await apply(company, {});
  await sql`
    update public.conversations set status = 'closed', closed_at = now() - interval '300 days', waiting_since = null
    where id = ${id}`;
  await end();
  const [mail, reminder] = await contentsOf(company, 'shorter_retention');
  expect(mail).toMatchObject({ kind: 'shorter_retention', days: 90, conversations: 1, is_reminder: false });
  expect(reminder).toMatchObject({ conversations: 1, is_reminder: true });
  await apply(company, {});
  expect(await contentsOf(company, 'shorter_retention')).toEqual([]);
});

test('a dispute is mailed once for its invoice, and not any more when the bank has decided', async () => {
  const company = await createSubscriber(sql);
  const invoices = (dispute: 'open' | 'won') =>
    subscriptionState().invoices.map((invoice) => ({ ...invoice, id: `in_${company.id}`, dispute }));
  await apply(company, { invoices: invoices('open') });
  await apply(company, { invoices: invoices('open') });
  expect(await contentsOf(company, 'disputed')).toEqual([
    expect.objectContaining({ kind: 'disputed', number: 'FOYER-0001', total: 9500, currency: 'eur' }),
  ]);
  await apply(company, { invoices: invoices('won') });
  expect(await contentsOf(company, 'disputed')).toEqual([]);
});
