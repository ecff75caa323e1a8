import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import {
  actAs,
  only,
  openDatabase,
  outcomeOf,
  pidOf,
  rpc,
  type Sql,
  server,
  tryRpc,
  waitersOf,
} from '@/tests/support/database';
import { addMember, addSite, createCompany, goOnline, send, startConversation } from '@/tests/support/people';

const sql = openDatabase(20);

/** What commits cannot run within a transaction: the role is the connection's for as long as it lasts. */
async function asServer(work: (connection: Sql) => Promise<unknown>): Promise<void> {
  const connection = await sql.reserve();
  try {
    await connection`set role service_role`;
    await work(connection);
  } finally {
    await connection`reset role`;
    connection.release();
  }
}

describe('the sweep', { timeout: 60_000 }, () => {
  /** One runs at a time, and other tests hold it off for as long as they last: so the result is awaited. */
  const until = (check: () => Promise<void>) =>
    vi.waitFor(
      async () => {
        await asServer((connection) => connection`call private.sweep()`);
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

  test('holds up no organization while another makes it wait', async () => {
    const late = async () => {
      const company = await createCompany(sql);
      await startConversation(sql, await addSite(sql, company, { assignment: 'automatic' }));
      return company;
    };
    // In which order they are swept is not said; of eight the held one is hardly the first.
    const [held, ...others] = await Promise.all(Array.from({ length: 8 }, late));
    let sweeping: Promise<void> | undefined;
    await sql.begin(async (holder) => {
      const pid = await pidOf(holder);
      await holder`select private.lock_assignment(${held?.id ?? ''})`;
      await vi.waitFor(
        async () => {
          // Ours, or the scheduler's own.
          sweeping ??= asServer((connection) => connection`call private.sweep()`).finally(() => {
            sweeping = undefined;
          });
          expect(await waitersOf(sql, pid)).toBeGreaterThan(0);
        },
        { timeout: 50_000, interval: 50 },
      );
      for (const { id } of others) {
        const { is_free } = only(
          await sql<{ is_free: boolean }[]>`
            select pg_try_advisory_xact_lock(hashtextextended('assignment:' || ${id}, 0)) as is_free`,
        );
        expect({ id, is_free }).toEqual({ id, is_free: true });
      }
    });
    await sweeping;
  });

  test('is the server’s alone: no member or visitor may run it', async () => {
    const { administrator } = await createCompany(sql);
    const outcome = await outcomeOf(actAs(sql, administrator, (tx) => tx`call private.sweep()`));
    expect(outcome).toMatchObject({ ok: false, code: '42501' });
  });
});

describe('a rate limit', () => {
  const hit = (bucket: string, maximum: number, hits = 1) =>
    rpc<boolean>(sql, server, 'hit_rate_limit', {
      p_bucket: bucket,
      p_max: maximum,
      p_window_seconds: 86_400,
      p_hits: hits,
    });

  test('lets exactly its maximum pass, also when everybody comes at once', async () => {
    const bucket = randomUUID();
    const results = await Promise.all(Array.from({ length: 60 }, () => hit(bucket, 25)));
    expect(results.filter(Boolean)).toHaveLength(25);
    expect(await hit(randomUUID(), 25)).toBe(true);
  });

  test('refuses more at once than there is room for, and keeps the room for fewer', async () => {
    const bucket = randomUUID();
    const results = [];
    for (const hits of [11, 6, 5, 4, 1]) results.push(await hit(bucket, 10, hits));
    expect(results).toEqual([false, true, false, true, false]);
  });

  test('begins anew with the next window', async () => {
    const bucket = randomUUID();
    expect([await hit(bucket, 1), await hit(bucket, 1)]).toEqual([true, false]);
    await sql`update private.rate_limits set window_start = window_start - interval '1 day' where bucket = ${bucket}`;
    expect(await hit(bucket, 1)).toBe(true);
  });
});

test('what a visitor’s browser tells by itself is limited for each visitor; what they write is not touched by it', async () => {
  const company = await createCompany(sql);
  const site = await addSite(sql, company);
  const [noisy, quiet] = [await startConversation(sql, site), await startConversation(sql, site)];
  const type = ({ id, visitor }: typeof noisy) =>
    tryRpc(sql, visitor, 'set_typing', { p_conversation: id, p_is_typing: true });
  const limit = only(
    await sql<
      { value: number }[]
    >`select value from private.limits where name = 'visitor_signals_per_minute'`,
  ).value;
  // Both this minute's window and the next, should it end meanwhile.
  await sql`
    insert into private.rate_limits (bucket, window_start, hits)
    select 'signals:' || ${noisy.visitor.id}, date_trunc('minute', now()) + n * interval '1 minute', ${limit}
    from generate_series(0, 2) n`;
  const refused = { ok: false, code: 'PT429', message: 'too_many_requests' };
  expect(await type(noisy)).toMatchObject(refused);
  expect(
    await tryRpc(sql, noisy.visitor, 'set_visitor_page', { p_url: 'https://shop.example/', p_title: 'Shop' }),
  ).toMatchObject(refused);
  expect(
    await tryRpc(sql, noisy.visitor, 'mark_conversation', {
      p_conversation: noisy.id,
      p_delivered: 1,
      p_read: 1,
    }),
  ).toMatchObject(refused);
  expect(await type(quiet)).toMatchObject({ ok: true });
  expect((await send(sql, noisy.visitor, noisy.id, 'Still here')).seq).toBe(2);
});
