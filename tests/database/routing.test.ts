import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDatabase, rpc } from '@/tests/support/database';
import { addMember, addSite, type Company, createCompany, type Member } from '@/tests/support/people';
import { type AgentState, ROUTING_CASES, type RoutingCase } from './routing-cases';

const sql = openDatabase(4);

type Stage = { company: Company; site: string; members: Map<string, Member>; ids: Map<string, string> };

/** The id of a department, skill or group by its name, made when it is first asked for. */
async function idOf(stage: Stage, kind: 'department' | 'skill' | 'group', name: string): Promise<string> {
  const known = stage.ids.get(`${kind}:${name}`);
  if (known) return known;
  const id = randomUUID();
  await rpc(sql, stage.company.administrator, `save_${kind}`, {
    p_organization: stage.company.id,
    p_id: id,
    p_name: name,
  });
  stage.ids.set(`${kind}:${name}`, id);
  return id;
}

async function addAgent(stage: Stage, state: AgentState): Promise<void> {
  const { company } = stage;
  const member = await addMember(sql, company, {
    nickname: state.name,
    rights: state.is === 'no agent' ? ['supervisor'] : ['agent'],
    status: state.is === 'suspended' ? 'suspended' : 'active',
    inDepartment: state.is !== 'outside departments' && state.department === undefined,
    limit: state.limit === undefined ? 4 : state.limit,
  });
  stage.members.set(state.name, member);
  const seconds = (ago: number | undefined) => (ago === undefined ? null : `${ago} seconds`);
  await sql`
    update public.agent_availability set
      status = ${state.is === 'away' ? 'away' : 'online'},
      lease_expires_at = ${state.is === 'absent' ? null : sql`now() + interval '1 hour'`},
      live_load = ${state.load ?? 0}, live_priority = ${state.givesPriority ?? false},
      channels = ${state.is === 'without live' ? ['nrt'] : ['live', 'nrt']}::public.channel[],
      last_assigned_at = now() - ${seconds(state.given)}::interval, idle_since = now() - ${seconds(state.idle)}::interval
    where member_id = ${member.memberId}`;
  if (state.languages) {
    await sql`update public.members set languages = ${state.languages} where id = ${member.memberId}`;
  }
  if (!state.elsewhere) {
    await sql`insert into public.site_agents (organization_id, site_id, member_id, priority)
              values (${company.id}, ${stage.site}, ${member.memberId}, ${state.priority ?? 'low'})`;
  }
  const join = async (kind: 'department' | 'skill' | 'group', name: string, table: string) =>
    sql`insert into ${sql(`public.${table}`)} ${sql({
      organization_id: company.id,
      [`${kind}_id`]: await idOf(stage, kind, name),
      member_id: member.memberId,
    })}`;
  if (state.department) await join('department', state.department, 'department_members');
  for (const skill of state.skills ?? []) await join('skill', skill, 'member_skills');
  for (const group of state.groups ?? []) await join('group', group, 'group_members');
}

async function play({ mode, asks = {}, agents, waited = 0 }: RoutingCase) {
  const company = await createCompany(sql);
  const site = await addSite(sql, company, { assignment: 'automatic', agents: [] });
  const stage: Stage = { company, site: site.id, members: new Map(), ids: new Map() };
  await sql`update public.sites set distribution = ${mode ?? 'least_busy'} where id = ${site.id}`;
  for (const agent of agents) await addAgent(stage, agent);
  const asked = async (kind: 'department' | 'skill' | 'group', name: string | undefined) =>
    name === undefined ? null : idOf(stage, kind, name);
  const missed = agents.filter((agent) => agent.missed).map(({ name }) => stage.members.get(name)?.memberId);
  const request = sql`row(${site.id}::uuid, 'live'::public.channel, ${await asked('department', asks.department)}::uuid,
    null::uuid, ${await asked('skill', asks.skill)}::uuid, ${await asked('group', asks.group)}::uuid,
    ${asks.language ?? null}::text, ${stage.members.get(asks.wants ?? '')?.memberId ?? null}::uuid,
    ${missed as string[]}::uuid[])::private.routing_request`;
  const nameOf = (id: unknown) =>
    [...stage.members].find(([, member]) => member.memberId === id)?.[0] ?? null;
  const [row] = await sql<{ choice: { member_id: string; reason: Record<string, unknown> } | null }[]>`
    select private.choose_agent(${request}, make_interval(secs => ${waited})) as choice`;
  const candidates = await sql<{ member_id: string; obstacle: string | null }[]>`
    select member_id, obstacle from private.routing_candidates(${request}, false)`;
  return {
    gets: nameOf(row?.choice?.member_id),
    reason: row?.choice?.reason ?? {},
    obstacles: Object.fromEntries(
      candidates.map(({ member_id, obstacle }) => [nameOf(member_id) ?? '', obstacle]),
    ),
  };
}

describe('a chat goes to', () => {
  test.each(ROUTING_CASES)('$title', async (given) => {
    const answer = await play(given);
    expect(answer.gets).toBe(given.gets);
    if (given.by) expect(answer.reason.by).toBe(given.by);
    if (given.without) expect(answer.reason.without).toEqual(given.without);
    if (given.obstacles) expect(answer.obstacles).toMatchObject(given.obstacles);
  });
});
