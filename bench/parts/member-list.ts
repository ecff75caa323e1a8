import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { budget, type Finding, ms } from '@/bench/figures';
import type { Stage } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';

const MEMBERS = 50_000;
const SAMPLES = 40;

const page = z.object({ members: z.array(z.unknown()).min(1) });
const nameRow = z.object({ id: z.string() });

/** The list of users of an organization of 50,000, through REST as its administrator. */
export async function measureMemberList(stage: Stage): Promise<Finding> {
  const { rest, doors } = stage;
  const caller = await doors.signUp(`list-${randomUUID()}@bench.example`, randomUUID());
  const organization = nameRow.parse(
    await rest.rpc(caller.token, 'create_organization', {
      p_name: 'List',
      p_first_name: 'Ada',
      p_last_name: 'Bench',
      p_nickname: 'Ada',
    }),
  );
  const group = nameRow.parse(
    await rest.rpc(caller.token, 'save_group', {
      p_organization: organization.id,
      p_id: randomUUID(),
      p_name: 'Lyon',
    }),
  );
  await fill(stage, organization.id, group.id);

  const reads: [string, object][] = [
    ['first page', {}],
    ['search', { p_search: 'ines 4242' }],
    ['search that finds thousands', { p_search: 'dupont' }],
    ['one right', { p_right: 'supervisor' }],
    ['one group', { p_group: group.id }],
    ['one state', { p_status: 'suspended' }],
    ['by name', { p_sort: 'name' }],
    ['by last seen', { p_sort: 'last_seen', p_is_descending: true }],
  ];
  const finding: Finding = { figures: [], broken: [] };
  for (const [what, filter] of reads) {
    const samples: number[] = [];
    for (let index = -3; index < SAMPLES; index += 1) {
      const startedAt = performance.now();
      const answer = await rest.rpc(caller.token, 'list_members', {
        p_organization: organization.id,
        ...filter,
      });
      if (index >= 0) samples.push(performance.now() - startedAt);
      if (!page.safeParse(answer).success)
        finding.broken.push(`The list of users, ${what}, came back empty.`);
    }
    const spread = spreadOf(samples);
    finding.figures.push({
      id: `member_list_${what.replaceAll(' ', '_')}_ms`,
      what: `50,000 users: ${what}`,
      unit: 'ms',
      value: spread.p95,
      detail: `p95 of ${spread.count}; p50 ${ms(spread.p50)} ms`,
      budget: budget(spread.p95, { atMost: 100 }, 'p95 ≤ 100 ms'),
    });
  }
  return finding;
}

/** Straight into the tables: nobody is listening, and the triggers would take minutes. */
async function fill({ sql }: Stage, organizationId: string, groupId: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into public.members (organization_id, email, nickname, first_name, last_name, rights, modules, languages,
        status, position, last_seen_at)
      select ${organizationId}, 'person.' || n || '@list.example', 'Ines ' || n, 'Ines ' || n,
        case n % 3 when 0 then 'Dupont' when 1 then 'Martin' else 'Smith' end,
        case when n % 20 = 0 then '{supervisor,agent}' else '{agent}' end::public.member_right[], '{livechat}', '{fr}',
        case when n % 10 = 0 then 'suspended' else 'invited' end::public.member_status, n,
        case when n % 5 > 0 then now() - n * interval '1 minute' end
      from generate_series(1, ${MEMBERS}) n`;
    await tx`
      insert into public.agent_availability (member_id, organization_id)
      select m.id, m.organization_id from public.members m
      where m.organization_id = ${organizationId}
        and not exists (select 1 from public.agent_availability a where a.member_id = m.id)`;
    await tx`
      insert into public.group_members (organization_id, group_id, member_id)
      select organization_id, ${groupId}, id from public.members
      where organization_id = ${organizationId} and position > 0 and position::int % 7 = 0 and status <> 'active'`;
  });
  await sql`vacuum analyze public.members, public.agent_availability, public.group_members`;
}
