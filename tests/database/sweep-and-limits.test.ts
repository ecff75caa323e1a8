import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { actAs, only, openDatabase, outcomeOf, rpc, server } from '@/tests/support/database';
import { addMember, addSite, createCompany, goOnline, startConversation } from '@/tests/support/people';

const sql = openDatabase(20);

describe('the sweep', { timeout: 60_000 }, () => {
  /** One runs at a time, and other tests hold it off for as long as they last: so the result is awaited. */
  const until = (check: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        await actAs(sql, server, (tx) => tx`select private.sweep()`);
        await check();
      },
      { timeout: 50_000, interval: 100 },
    );

  test('gives out what no event did: a site switched to automatic while somebody waits', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company);
    const site = await addSite(sql, company, { assignment: 'manual', agents: [agent] });
    await goOnline(sql, company, agent);
    const { id } = await startConversation(sql, site);
    await sql`update public.sites set assignment = 'automatic' where id = ${site.id}`;
    await until(async () => {
      const row = only(await sql`select assignee_id from public.conversations where id = ${id}`);
      expect(row.assignee_id).toBe(agent.memberId);
    });
  });

  test('clears watches and rate limits that are over, and no others', async () => {
    const company = await createCompany(sql);
    const site = await addSite(sql, company);
    const watched = [await startConversation(sql, site), await startConversation(sql, site)];
    for (const { id } of watched)
      await rpc(sql, company.administrator, 'watch_conversation', { p_conversation: id });
    await sql`update public.conversation_watchers set expires_at = now() - interval '2 minutes'
              where conversation_id = ${watched[0]?.id ?? ''}`;
    const [old, recent] = [randomUUID(), randomUUID()];
    await sql`insert into private.rate_limits values (${old}, now() - interval '2 days', 1), (${recent}, now(), 1)`;
    await until(async () => {
      const watches =
        await sql`select conversation_id from public.conversation_watchers where organization_id = ${company.id}`;
      expect(watches.map((row) => row.conversation_id)).toEqual([watched[1]?.id]);
      const buckets = await sql`select bucket from private.rate_limits where bucket in ${sql([old, recent])}`;
      expect(buckets.map((row) => row.bucket)).toEqual([recent]);
    });
  });

  test('is the server’s alone: no member or visitor may run it', async () => {
    const { administrator } = await createCompany(sql);
    const outcome = await outcomeOf(actAs(sql, administrator, (tx) => tx`select private.sweep()`));
    expect(outcome).toMatchObject({ ok: false, code: '42501' });
  });
});

describe('a rate limit', () => {
  const hit = (bucket: string, maximum: number) =>
    rpc<boolean>(sql, server, 'hit_rate_limit', {
      p_bucket: bucket,
      p_max: maximum,
      p_window_seconds: 86_400,
    });

  test('lets exactly its maximum pass, also when everybody comes at once', async () => {
    const bucket = randomUUID();
    const results = await Promise.all(Array.from({ length: 60 }, () => hit(bucket, 25)));
    expect(results.filter(Boolean)).toHaveLength(25);
    expect(await hit(randomUUID(), 25)).toBe(true);
  });

  test('begins anew with the next window', async () => {
    const bucket = randomUUID();
    expect([await hit(bucket, 1), await hit(bucket, 1)]).toEqual([true, false]);
    await sql`update private.rate_limits set window_start = window_start - interval '1 day' where bucket = ${bucket}`;
    expect(await hit(bucket, 1)).toBe(true);
  });
});
