import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Caller, openDatabase, rpc, tryRpc, withoutSweep } from '@/tests/support/database';
import {
  addMember,
  addMembers,
  addSite,
  createCompany,
  type Member,
  startConversation,
  type Visitor,
} from '@/tests/support/people';
import { contradictions, leftWaiting } from './assignment-truth';

/** Random sequences of what agents and visitors do; after each step the counters must equal the truth. */
const seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 31));
const sql = openDatabase(3);

const AGENTS = 3;
const agent = fc.integer({ min: 0, max: AGENTS - 1 });
const conversation = fc.nat({ max: 30 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('start' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('accept', 'close', 'reopen', 'return'),
      agent,
      conversation,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), conversation }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('online', 'away', 'heartbeat', 'expire', 'sign out'), agent }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('suspend', 'reactivate'), agent }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('limit' as const), agent, limit: fc.integer({ min: 1, max: 4 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function play(steps: Step[]): Promise<void> {
  const company = await createCompany(sql);
  const agents = await addMembers(sql, company, AGENTS, { limit: 2 });
  // Never there, but an agent: while one serves the site, chats may start and wait.
  const spare = await addMember(sql, company);
  const site = await addSite(sql, company, { assignment: 'automatic', agents: [...agents, spare] });
  const started: { id: string; visitor: Visitor }[] = [];
  const memberOf = (n: number): Member => agents[n] ?? company.administrator;
  const organization = { p_organization: company.id };
  // Given back by their agent: they may wait although that agent is free.
  const returned = new Set<string>();

  const on = async (caller: Caller, name: string, n: number): Promise<void> => {
    const target = started[n % Math.max(started.length, 1)];
    if (!target) return;
    const outcome = await tryRpc(sql, caller, `${name}_conversation`, { p_conversation: target.id });
    if (!outcome.ok) expect(outcome.code).toMatch(/^(PT409|42501)$/);
    else if (name === 'return') returned.add(target.id);
  };

  for (const current of steps) {
    switch (current.do) {
      case 'start':
        started.push(await startConversation(sql, site));
        break;
      case 'leave': {
        const visitor = started[current.conversation % Math.max(started.length, 1)]?.visitor;
        if (visitor) await on(visitor, 'close', current.conversation);
        break;
      }
      case 'accept':
      case 'close':
      case 'reopen':
      case 'return':
        await on(memberOf(current.agent), current.do, current.conversation);
        break;
      case 'online':
      case 'away':
        await tryRpc(sql, memberOf(current.agent), 'set_availability', {
          ...organization,
          p_status: current.do,
        });
        break;
      case 'heartbeat':
        await tryRpc(sql, memberOf(current.agent), 'heartbeat', organization);
        break;
      case 'sign out':
        await tryRpc(sql, memberOf(current.agent), 'end_lease', organization);
        break;
      case 'expire':
        await sql`update public.agent_availability set lease_expires_at = now() where member_id = ${memberOf(current.agent).memberId}`;
        break;
      case 'suspend':
      case 'reactivate':
        await rpc(sql, company.administrator, 'update_member', {
          p_member: memberOf(current.agent).memberId,
          p_changes: { status: current.do === 'suspend' ? 'suspended' : 'active' },
        });
        break;
      case 'limit':
        await sql`update public.agent_availability set live_max = greatest(${current.limit}, live_load)
                  where member_id = ${memberOf(current.agent).memberId}`;
        // A new limit is no event of its own; the sweep finds the room.
        await sql`select private.assign_waiting(${company.id})`;
        break;
    }
    const problems = [
      ...(await contradictions(sql, company.id)),
      ...(await leftWaiting(sql, company.id, [...returned])),
    ];
    expect({ after: current, problems }).toEqual({ after: current, problems: [] });
  }
}

test(`load, limits and the queue are right after every step, whatever the steps (TEST_SEED=${seed}) [A13]`, async () => {
  await withoutSweep(sql, () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), (steps) => play(steps)),
      { seed, numRuns: 10, endOnFailure: true },
    ),
  );
});
