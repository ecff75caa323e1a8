import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDatabase, rpc, tryRpc, withoutSweep } from '@/tests/support/database';
import {
  addMembers,
  addSite,
  type Company,
  createCompany,
  goOnline,
  type Member,
  type Site,
  startConversation,
} from '@/tests/support/people';
import { contradictions } from './assignment-truth';

const sql = openDatabase(20);

async function team(count: number, limit: number | null, assignment: 'automatic' | 'manual') {
  const company = await createCompany(sql);
  const agents = await addMembers(sql, company, count, { limit });
  const site = await addSite(sql, company, { assignment, agents });
  return { company, agents, site };
}

/** That many visitors in the queue, one a millisecond; their conversations in the order they came. */
async function queueUp(company: Company, site: Site, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with visitors as (
      insert into public.visitors (organization_id, site_id, secret_hash)
      select ${company.id}, ${site.id}, sha256(gen_random_uuid()::text::bytea) from generate_series(1, ${count}) returning id
    )
    insert into public.conversations (id, organization_id, site_id, visitor_id, waiting_since, created_at)
    select gen_random_uuid(), ${company.id}, ${site.id}, id, at, at
    from (select id, now() - (${count} - row_number() over ()) * interval '1 millisecond' as at from visitors) v
    returning id, waiting_since`;
  const ordered = await sql<{ id: string }[]>`
    select id from public.conversations where id in ${sql(rows.map((row) => row.id))} order by waiting_since`;
  return ordered.map((row) => row.id);
}

/** No console sends signs of life here, and on a slow machine a race outlasts a lease. */
const stayThere = (company: Company) =>
  sql`update public.agent_availability set lease_expires_at = now() + interval '1 hour' where organization_id = ${company.id} and lease_expires_at > now()`;

const openOf = async (member: Member): Promise<string | undefined> =>
  (
    await sql<{ id: string }[]>`
      select id from public.conversations where assignee_id = ${member.memberId} and status = 'open' limit 1`
  )[0]?.id;

/** Looks at every tenth step whether an agent has more than they may, while the others go on. */
function watchLimits(company: Company) {
  let steps = 0;
  return async (): Promise<void> => {
    steps += 1;
    if (steps % 10 > 0) return;
    const over = await sql`
      select a.member_id, count(*) as open, a.live_load from public.agent_availability a
      join public.conversations c on c.organization_id = a.organization_id and c.assignee_id = a.member_id and c.status = 'open'
      where a.organization_id = ${company.id} group by a.member_id having count(*) > a.live_max or count(*) <> a.live_load`;
    expect([...over]).toEqual([]);
  };
}

describe('races', () => {
  test('two agents reach for the same chat 1,000 times: one has it each time, the other is told so', async () => {
    const { company, agents, site } = await team(2, null, 'manual');
    const [one = company.administrator, two = company.administrator] = agents;
    const waiting = await queueUp(company, site, 1_000);
    let firstWins = 0;
    const reach = async (id: string, n: number): Promise<void> => {
      const [first, second] = n % 2 ? [one, two] : [two, one];
      const results = await Promise.all(
        [first, second].map((agent) => tryRpc(sql, agent, 'accept_conversation', { p_conversation: id })),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.find((result) => !result.ok)).toMatchObject({
        code: 'PT409',
        message: 'conversation_is_taken',
      });
      const winner = results[0]?.ok ? first : second;
      if (winner === one) firstWins += 1;
      expect(results.find((result) => result.ok)).toMatchObject({ value: { assignee_id: winner.memberId } });
    };
    const hands = Array.from({ length: 10 }, async (_, hand) => {
      for (let n = hand; n < waiting.length; n += 10) await reach(waiting[n] ?? '', n);
    });
    await Promise.all(hands);
    expect(firstWins).toBeGreaterThan(0);
    expect(firstWins).toBeLessThan(1_000);
    expect(await contradictions(sql, company.id)).toEqual([]);
  }, 600_000);

  test('a queue of 1,000 and five agents who take three each: never more, nobody lost, in the order they came', async () => {
    const { company, agents, site } = await team(5, 3, 'automatic');
    const waiting = await queueUp(company, site, 1_000);
    const look = watchLimits(company);
    await withoutSweep(sql, async () => {
      await Promise.all(agents.map((agent) => goOnline(sql, company, agent)));
      await stayThere(company);
      await Promise.all(
        agents.map(async (agent) => {
          for (let id = await openOf(agent); id; id = await openOf(agent)) {
            await rpc(sql, agent, 'close_conversation', { p_conversation: id });
            await look();
          }
        }),
      );
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
    const given = await sql<{ conversation_id: string }[]>`
      select conversation_id from public.assignments where organization_id = ${company.id} order by id`;
    expect(given.map((row) => row.conversation_id)).toEqual(waiting);
  }, 600_000);

  const seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 31));
  test(`400 arrivals while five agents close, leave and come back: never above a limit, never two owners, none lost (TEST_SEED=${seed})`, async () => {
    const { company, agents, site } = await team(5, 3, 'automatic');
    const organization = { p_organization: company.id };
    let arriving = true;
    let dice = seed;
    // A small generator of our own order: the same seed plays the same.
    const roll = (sides: number): number => {
      dice = (Math.imul(dice, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return (dice >> 8) % sides;
    };
    const look = watchLimits(company);
    const work = async (agent: Member): Promise<void> => {
      for (;;) {
        const id = await openOf(agent);
        if (id) await tryRpc(sql, agent, 'close_conversation', { p_conversation: id });
        else if (!arriving) return;
        const what = roll(20);
        if (what === 2) await rpc(sql, agent, 'heartbeat', organization);
        if (what === 0) await rpc(sql, agent, 'end_lease', organization);
        if (what === 1) await rpc(sql, agent, 'set_availability', { ...organization, p_status: 'away' });
        if (what < 2) await rpc(sql, agent, 'set_availability', { ...organization, p_status: 'online' });
        await look();
      }
    };
    const started: string[] = [];
    await Promise.all(agents.map((agent) => goOnline(sql, company, agent)));
    await withoutSweep(sql, async () => {
      const arrivals = Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let n = 0; n < 50; n += 1) started.push((await startConversation(sql, site)).id);
        }),
      ).finally(() => {
        arriving = false;
      });
      await Promise.all([arrivals, ...agents.map(work)]);
      // Whoever left last may have handed over to one who had finished.
      for (const agent of agents) await work(agent);
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
    expect(started).toHaveLength(400);
    const ends = await sql<{ status: string; count: number }[]>`
      select status, count(*)::int from public.conversations where organization_id = ${company.id} group by 1`;
    expect([...ends]).toEqual([{ status: 'closed', count: 400 }]);
  }, 600_000);
});
