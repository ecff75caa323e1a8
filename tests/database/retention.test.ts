import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { applySubscription, createSubscriber, type SubscriptionState } from '@/tests/support/billing';
import { actAs, call, openDatabase, rpc, server } from '@/tests/support/database';
import { addSite, type Company, createCompany, type Site, startConversation } from '@/tests/support/people';

const sql = openDatabase(10);

const DAY = 86_400_000;
const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY);

type Outlook = {
  days: number | null;
  shorter: { days: number; at: string; conversations: number } | null;
  free: { days: number; at: string; conversations: number } | null;
};
type Portion = { conversations: number; visitors: number; is_more: boolean };

const outlookOf = (company: Company): Promise<Outlook> =>
  rpc(sql, company.administrator, 'retention_outlook', { p_organization: company.id });
const deletePortion = (company: Company, now: Date, limit = 100): Promise<Portion> =>
  rpc(sql, server, 'delete_old_conversations', {
    p_organization: company.id,
    p_now: now.toISOString(),
    p_limit: limit,
  });
const isDue = async (company: Company, now: Date): Promise<boolean> => {
  const due = await actAs(
    sql,
    server,
    (tx) => tx<{ id: string }[]>`select id from public.list_retention_due(${now}, null, 100000) id`,
  );
  return due.some(({ id }) => id === company.id);
};
const conversationsOf = async (company: Company): Promise<string[]> =>
  (await sql`select id from public.conversations where organization_id = ${company.id} order by id`).map(
    ({ id }) => id,
  );
const visitorsOf = async (company: Company): Promise<number> =>
  (await sql`select id from public.visitors where organization_id = ${company.id}`).length;
const toldOf = (company: Company) =>
  sql`select before from public.audit_entries where organization_id = ${company.id} and entity = 'retention' order by id`;

const apply = (company: Company, change: Partial<SubscriptionState>) =>
  applySubscription(sql, company, change);

/** With a site, and nothing that an earlier, larger plan would still keep. */
async function createShop(): Promise<{ company: Company; site: Site }> {
  const company = await createSubscriber(sql);
  const site = await addSite(sql, company);
  await sql`update public.billing_accounts set longer_retention_until = null where organization_id = ${company.id}`;
  return { company, site };
}
const downgrade = (company: Company) => apply(company, { status: 'canceled', quantity: 0 });

/** Closed so long ago, by a visitor last seen then. */
async function addClosed(site: Site, daysAgo: number): Promise<{ id: string; visitorId: string }> {
  const { id, visitor } = await startConversation(sql, site);
  const at = daysFromNow(-daysAgo);
  await sql`update public.conversations set status = 'closed', closed_at = ${at}, waiting_since = null where id = ${id}`;
  await sql`alter table public.visitors disable trigger visitors_keep_columns`;
  await sql`update public.visitors set created_at = ${at}, last_seen_at = ${at} where id = ${visitor.id}`;
  await sql`alter table public.visitors enable trigger visitors_keep_columns`;
  return { id, visitorId: visitor.id };
}

describe('closed conversations', () => {
  test('are deleted once they are older than the plan keeps them, with all that was said, and told of as a count', async () => {
    const { company, site } = await createShop();
    const old = await addClosed(site, 800);
    const recent = await addClosed(site, 700);
    const waiting = await startConversation(sql, site);
    await sql`update public.conversations set created_at = ${daysFromNow(-900)} where id = ${waiting.id}`;
    expect((await outlookOf(company)).days).toBe(730);
    expect(await isDue(company, daysFromNow(0))).toBe(true);
    expect(await deletePortion(company, daysFromNow(0))).toEqual({
      conversations: 1,
      visitors: 1,
      is_more: false,
    });
    expect(await conversationsOf(company)).toEqual([recent.id, waiting.id].toSorted());
    expect(await sql`select 1 from public.messages where conversation_id = ${old.id}`).toHaveLength(0);
    expect(await visitorsOf(company)).toBe(2);
    expect((await toldOf(company)).map(({ before }) => before)).toEqual([{ conversations: 1, visitors: 1 }]);
    // Once a day, and the next day again.
    expect(await isDue(company, daysFromNow(0))).toBe(false);
    expect(await isDue(company, daysFromNow(1))).toBe(true);
    expect(await deletePortion(company, daysFromNow(0))).toMatchObject({ conversations: 0, is_more: false });
    expect(await deletePortion(company, daysFromNow(31))).toMatchObject({ conversations: 1 });
    expect(await conversationsOf(company)).toEqual([waiting.id]);
  });

  test('stay for ever where nothing is sold', async () => {
    const company = await createCompany(sql);
    await addClosed(await addSite(sql, company), 5000);
    expect(await outlookOf(company)).toEqual({ days: null, shorter: null, free: null });
    expect(await isDue(company, daysFromNow(0))).toBe(false);
    expect(await deletePortion(company, daysFromNow(0))).toMatchObject({ conversations: 0, is_more: false });
    expect(await conversationsOf(company)).toHaveLength(1);
  });

  test('of a visitor who was seen since leave their visitor', async () => {
    const { company, site } = await createShop();
    const { visitorId } = await addClosed(site, 800);
    await sql`update public.visitors set last_seen_at = now() where id = ${visitorId}`;
    expect(await deletePortion(company, daysFromNow(0))).toMatchObject({ conversations: 1, visitors: 0 });
    expect(await visitorsOf(company)).toBe(1);
  });

  test('go in portions: four at once delete each of them once, and tell of all of them once', async () => {
    const { company, site } = await createShop();
    for (let n = 0; n < 17; n += 1) await addClosed(site, 800 + n);
    const now = daysFromNow(0);
    const work = async (): Promise<number> => {
      let deleted = 0;
      for (let isMore = true; isMore; ) {
        const portion = await deletePortion(company, now, 3);
        deleted += portion.conversations;
        isMore = portion.is_more;
      }
      return deleted;
    };
    const counts = await Promise.all([work(), work(), work(), work()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(17);
    expect(await conversationsOf(company)).toEqual([]);
    expect((await toldOf(company)).map(({ before }) => before)).toEqual([
      { conversations: 17, visitors: 17 },
    ]);
  });

  test('are passed over while somebody reopens one, or its visitor writes again', async () => {
    const { company, site } = await createShop();
    const reopened = await addClosed(site, 800);
    const { visitorId } = await addClosed(site, 800);
    const next = randomUUID();
    const portion = await actAs(sql, company.administrator, async (tx) => {
      await call(tx, 'reopen_conversation', { p_conversation: reopened.id });
      await tx`reset role`;
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: 'authenticated', sub: visitorId })}, true)`;
      await call(tx, 'start_conversation', {
        p_conversation: next,
        p_message: randomUUID(),
        p_body: 'Again',
      });
      // Another connection, while none of this is stored yet.
      return deletePortion(company, daysFromNow(0));
    });
    expect(portion).toMatchObject({ conversations: 1, visitors: 0 });
    expect(await conversationsOf(company)).toEqual([reopened.id, next].toSorted());
  });
});

describe('a smaller plan', () => {
  test('keeps them as long as before for thirty days, says how many will go, and deletes just as many', async () => {
    const { company, site } = await createShop();
    const ages = [10, 55, 65, 200, 700];
    for (const age of ages) await addClosed(site, age);
    // In thirty days from now those of 60 days and more are older than 90, and the one of 700 is gone by itself.
    await downgrade(company);
    const outlook = await outlookOf(company);
    expect(outlook).toMatchObject({ days: 730, shorter: { days: 90, conversations: 2 }, free: null });
    expect(Date.parse(outlook.shorter?.at ?? '')).toBeGreaterThan(Date.now() + 29 * DAY);

    expect(await deletePortion(company, daysFromNow(29))).toMatchObject({ conversations: 0 });
    expect(await conversationsOf(company)).toHaveLength(5);
    expect(await deletePortion(company, daysFromNow(30.01))).toMatchObject({ conversations: 3 });
    expect(await conversationsOf(company)).toHaveLength(2);
  });

  test('taken back in time deletes nothing, and what an ending subscription would delete is known before', async () => {
    const { company, site } = await createShop();
    await addClosed(site, 300);
    await apply(company, { current_period_end: daysFromNow(5).toISOString() });
    expect(await outlookOf(company)).toMatchObject({
      days: 730,
      shorter: null,
      free: { days: 90, conversations: 1 },
    });
    await downgrade(company);
    // A second message about the same end is no second grace.
    const { at } = (await outlookOf(company)).shorter ?? {};
    await downgrade(company);
    expect((await outlookOf(company)).shorter?.at).toBe(at);
    await apply(company, {});
    expect(await outlookOf(company)).toMatchObject({ days: 730, shorter: null });
    expect(await deletePortion(company, daysFromNow(31))).toMatchObject({ conversations: 0 });
    expect(await conversationsOf(company)).toHaveLength(1);
  });
});
