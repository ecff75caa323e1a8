import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { budget, type Finding, ms } from '@/bench/figures';
import type { Stage } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';

const MEMBERS = 10_000;
const PRESENT = 200;
const LIMIT = 3;
const WAITING = 1_000;
const CLOSINGS = 60;
const CHOICES = 200;

const made = z.object({ id: z.string() });
type Crowd = { organization: string; site: string; skills: string[]; token: string };

/** 10,000 members of whom 200 are there and full, 1,000 visitors waiting with skills and languages of their own. */
export async function measureRouting(stage: Stage): Promise<Finding> {
  const crowd = await gather(stage);
  const closing = await closeOneAfterTheOther(stage, crowd);
  const choosing = await chooseAgainAndAgain(stage, crowd);
  return {
    figures: [
      {
        id: 'assignment_in_a_crowd_ms',
        what: '1,000 waiting, 200 agents: the next is assigned',
        unit: 'ms',
        value: closing.spread.p95,
        detail: `p95 of ${closing.spread.count}, the whole request that closes one; p50 ${ms(closing.spread.p50)} ms`,
        budget: budget(closing.spread.p95, { atMost: 1_000 }, 'p95 ≤ 1 s'),
      },
      {
        id: 'choosing_ms',
        what: '10,000 members: choosing an agent',
        unit: 'ms',
        value: choosing.p95,
        detail: `p95 of ${choosing.count}; p50 ${ms(choosing.p50)} ms`,
        budget: budget(choosing.p95, { atMost: 5 }, 'p95 ≤ 5 ms'),
      },
    ],
    broken: closing.broken,
  };
}

async function closeOneAfterTheOther({ sql, rest }: Stage, { organization, token }: Crowd) {
  const open = await sql<{ id: string; assignee_id: string }[]>`
    select id, assignee_id from public.conversations
    where organization_id = ${organization} and status = 'open' order by id limit ${CLOSINGS}`;
  const samples: number[] = [];
  const broken: string[] = [];
  for (const { id, assignee_id } of open) {
    const startedAt = performance.now();
    await rest.rpc(token, 'close_conversation', { p_conversation: id });
    samples.push(performance.now() - startedAt);
    const [agent] = await sql<{ live_load: number }[]>`
      select live_load from public.agent_availability where member_id = ${assignee_id}`;
    if (agent?.live_load !== LIMIT)
      broken.push(`An agent who closed one has ${agent?.live_load} of ${LIMIT}.`);
  }
  return { spread: spreadOf(samples), broken };
}

async function chooseAgainAndAgain({ sql }: Stage, { organization, site, skills }: Crowd) {
  await sql`update public.agent_availability set live_load = live_load - 1
            where organization_id = ${organization} and lease_expires_at > now()`;
  const samples: number[] = [];
  // Every other visitor speaks what nobody there does, and is found somebody at the third attempt.
  for (let n = -5; n < CHOICES; n += 1) {
    const startedAt = performance.now();
    await sql`
      select private.choose_agent(row(${site}::uuid, 'live'::public.channel, null::uuid, null::uuid,
        ${skills[Math.abs(n) % skills.length] ?? null}::uuid, null::uuid, ${n % 2 === 0 ? 'en' : 'fi'}, null::uuid, '{}'::uuid[])::private.routing_request, '0')`;
    if (n >= 0) samples.push(performance.now() - startedAt);
  }
  return spreadOf(samples);
}

async function gather({ sql, rest, doors }: Stage): Promise<Crowd> {
  const caller = await doors.signUp(`crowd-${randomUUID()}@bench.example`, randomUUID());
  const { id: organization } = made.parse(
    await rest.rpc(caller.token, 'create_organization', {
      p_name: 'Crowd',
      p_first_name: 'Ada',
      p_last_name: 'Bench',
      p_nickname: 'Ada',
    }),
  );
  const site = randomUUID();
  const skills = Array.from({ length: 5 }, () => randomUUID());
  await sql.begin(async (tx) => {
    // Straight into the tables: the triggers would take minutes.
    await tx`set local session_replication_role = replica`;
    await tx`insert into public.sites (id, organization_id, name, assignment) values (${site}, ${organization}, 'Crowd', 'automatic')`;
    await tx`insert into public.skills (id, organization_id, name) select s, ${organization}, 'Skill ' || n from unnest(${skills}::uuid[]) with ordinality as t (s, n)`;
    await tx`
      create temporary table crowd on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as user_id, n from generate_series(1, ${MEMBERS}) n`;
    await tx`insert into auth.users (id, email) select user_id, user_id || '@crowd.example' from crowd`;
    await tx`
      insert into public.members (id, organization_id, user_id, email, nickname, rights, modules, languages, status, position)
      select id, ${organization}, user_id, user_id || '@crowd.example', 'Agent ' || n, '{agent}', '{livechat}',
        case n % 2 when 0 then '{en,fr}' else '{en}' end::text[], 'active', n from crowd`;
    await tx`
      insert into public.agent_availability (member_id, organization_id, live_max, live_load, lease_expires_at)
      select id, ${organization}, ${LIMIT}, case when n <= ${PRESENT} then ${LIMIT} else 0 end::int,
        case when n <= ${PRESENT} then now() + interval '1 hour' end from crowd`;
    await tx`
      insert into public.department_members (organization_id, department_id, member_id)
      select ${organization}, d.id, crowd.id from crowd, public.departments d where d.organization_id = ${organization}`;
    await tx`
      insert into public.member_skills (organization_id, skill_id, member_id)
      select ${organization}, (${skills}::uuid[])[1 + n % 5], id from crowd`;
    await tx`
      create temporary table visits on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as conversation_id, n from generate_series(1, ${WAITING + PRESENT * LIMIT}) n`;
    await tx`
      insert into public.visitors (id, organization_id, site_id, secret_hash)
      select id, ${organization}, ${site}, sha256(id::text::bytea) from visits`;
    await tx`
      insert into public.conversations (id, organization_id, site_id, visitor_id, status, assignee_id, skill_id, language,
        waiting_since, assigned_at)
      select v.conversation_id, ${organization}, ${site}, v.id,
        case when c.id is null then 'waiting' else 'open' end::public.conversation_status, c.id,
        case when v.n % 3 = 0 then (${skills}::uuid[])[1 + v.n % 5] end, case v.n % 4 when 0 then 'fr' else 'en' end,
        case when c.id is null then now() - v.n * interval '10 milliseconds' end, case when c.id is not null then now() end
      from visits v left join crowd c on c.n = 1 + (v.n - 1) / ${LIMIT} and v.n <= ${PRESENT * LIMIT}`;
    await tx`
      insert into public.assignments (organization_id, conversation_id, member_id, how)
      select organization_id, id, assignee_id, 'assigned' from public.conversations
      where organization_id = ${organization} and status = 'open'`;
  });
  await sql`vacuum analyze public.members, public.agent_availability, public.conversations, public.department_members, public.member_skills`;
  return { organization, site, skills, token: caller.token };
}
