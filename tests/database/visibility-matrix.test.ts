import { beforeAll, expect, test } from 'vitest';
import { actAs, openDatabase, outcomeOf, rpc, type Transaction } from '@/tests/support/database';
import {
  addMember,
  addSite,
  type Company,
  createCompany,
  type Member,
  type Right,
  type Scope,
  type Site,
  startConversation,
} from '@/tests/support/people';
import { epochOf, topicsHeard } from '@/tests/support/topics';

/** Right x module x scope x group, each against every kind of conversation, on every door, beside an oracle in words. */
const sql = openDatabase();

const RIGHTS: Right[][] = [['agent'], ['supervisor'], ['administrator'], ['expert'], ['tester'], []];
const MODULES = [
  [],
  ['livechat'],
  ['livechat', 'history'],
  ['history', 'people', 'sites', 'statistics', 'settings'],
];
const SCOPES: Scope[] = ['own', 'group', 'site', 'all'];
const GROUPS = [null, 'north', 'south'] as const;

type Profile = {
  rights: Right[];
  modules: string[];
  scope: Scope;
  group: (typeof GROUPS)[number];
};
type Kind = {
  site: 'served' | 'other';
  state: 'waiting' | 'open' | 'closed';
  of: 'north' | 'nobody’s group';
};

/** What the product promises, said without SQL. */
function sees(profile: Profile, kind: Kind): boolean {
  const isAdministrator = profile.rights.includes('administrator');
  const modules = isAdministrator ? ['livechat', 'history'] : profile.modules;
  if (!modules.includes('livechat')) return false;
  if (!profile.rights.some((right) => ['administrator', 'supervisor', 'agent'].includes(right))) return false;
  if (kind.state === 'closed' && !modules.includes('history')) return false;
  const isOfMyGroup = profile.group !== null && kind.of === profile.group;
  if (kind.state !== 'waiting' && profile.group !== null && !isOfMyGroup) return false;
  if (profile.scope === 'all') return true;
  if (profile.scope === 'site' && kind.site === 'served') return true;
  if (profile.scope === 'group' && kind.state !== 'waiting' && isOfMyGroup) return true;
  return kind.state === 'waiting' && kind.site === 'served' && profile.rights.includes('agent');
}

let company: Company;
let groups: { north: string; south: string };
let served: Site;
let other: Site;
let conversations: { id: string; kind: Kind }[];

beforeAll(async () => {
  company = await createCompany(sql);
  const insertGroup = async (name: string) => {
    const [row] = await sql<{ id: string }[]>`
      insert into public.groups (organization_id, name) values (${company.id}, ${name}) returning id`;
    return row?.id ?? '';
  };
  groups = { north: await insertGroup('North'), south: await insertGroup('South') };
  served = await addSite(sql, company);
  const elsewhere = await addMember(sql, company, { nickname: 'Elsewhere' });
  other = await addSite(sql, company, { agents: [elsewhere] });
  const northern = await addMember(sql, company, { nickname: 'Northern', limit: null });
  const single = await addMember(sql, company, { nickname: 'Single', limit: null });
  await sql`insert into public.group_members (organization_id, group_id, member_id)
            values (${company.id}, ${groups.north}, ${northern.memberId})`;
  await sql`insert into public.site_agents (organization_id, site_id, member_id)
            select ${company.id}, ${other.id}, unnest(${[northern.memberId, single.memberId]}::uuid[])`;
  conversations = [];
  for (const site of ['served', 'other'] as const) {
    for (const [of, by] of [
      ['north', northern],
      ['nobody’s group', single],
    ] as const) {
      for (const state of ['waiting', 'open', 'closed'] as const) {
        const { id } = await startConversation(sql, site === 'served' ? served : other);
        if (state !== 'waiting') await rpc(sql, by, 'accept_conversation', { p_conversation: id });
        if (state === 'closed') await rpc(sql, by, 'close_conversation', { p_conversation: id });
        conversations.push({ id, kind: { site, state, of } });
      }
    }
  }
});

async function join({ rights, modules, scope, group }: Profile): Promise<Member> {
  const member = await addMember(sql, company, { rights, scope });
  await sql`update public.members set modules = ${modules}::public.module[] where id = ${member.memberId}`;
  if (group !== null) {
    await sql`insert into public.group_members (organization_id, group_id, member_id)
              values (${company.id}, ${groups[group]}, ${member.memberId})`;
  }
  return member;
}

/** Which of these a function lets the caller have: asked in one statement, because the matrix asks thousands of times. */
async function watchable(tx: Transaction, ids: string[]): Promise<string[]> {
  await tx`
    create function pg_temp.watchable(p_ids uuid[]) returns setof uuid language plpgsql as $$
    declare v_id uuid;
    begin
      foreach v_id in array p_ids loop
        begin
          perform public.watch_conversation(v_id);
          return next v_id;
        exception when insufficient_privilege then null;
        end;
      end loop;
    end $$`.simple();
  const rows = await tx<{ id: string }[]>`select pg_temp.watchable(${ids}::uuid[]) as id`;
  await tx`drop function pg_temp.watchable`;
  return rows.map(({ id }) => id);
}

const profiles = RIGHTS.flatMap((rights) =>
  MODULES.flatMap((modules) =>
    SCOPES.flatMap((scope) => GROUPS.map((group): Profile => ({ rights, modules, scope, group }))),
  ),
);

test('rows, messages and functions show exactly what right, module, scope and group allow [I14, I15, I41, I42, N2, N8, N9, N11, N13]', async () => {
  const kindOf = new Map(conversations.map(({ id, kind }) => [id, kind]));
  const ids = conversations.map(({ id }) => id);
  for (const profile of profiles) {
    const member = await join(profile);
    const promised = conversations.filter(({ kind }) => sees(profile, kind)).map(({ kind }) => kind);
    const { rows, messages, watched } = await actAs(sql, member, async (tx) => ({
      rows: (
        await tx<{ id: string }[]>`select id from public.conversations where id in ${tx(ids)} order by id`
      ).map((row) => row.id),
      messages: (
        await tx<{ id: string }[]>`
          select distinct conversation_id as id from public.messages where conversation_id in ${tx(ids)} order by 1`
      ).map((row) => row.id),
      watched: await watchable(tx, ids),
    }));
    const kinds = (found: string[]) => ids.filter((id) => found.includes(id)).map((id) => kindOf.get(id));
    expect({ profile, seen: kinds(rows) }).toEqual({ profile, seen: promised });
    expect({ profile, read: kinds(messages) }).toEqual({ profile, read: promised });
    expect({ profile, watched: kinds(watched) }).toEqual({ profile, watched: promised });
    await outcomeOf(sql`delete from public.members where id = ${member.memberId}`);
  }
}, 120_000);

test('topics are open to whom they show nothing more than the rows would [I42, N9]', async () => {
  for (const profile of profiles) {
    const member = await join(profile);
    const epoch = await epochOf(sql, company);
    const everything: Kind[] = conversations
      .map(({ kind }) => kind)
      .filter(({ state }) => state !== 'closed');
    const shows: Record<string, Kind[]> = {
      [`organization:${company.id}:${epoch}`]: everything,
      [`site:${served.id}:${epoch}`]: everything.filter(({ site }) => site === 'served'),
      [`site:${other.id}:${epoch}`]: everything.filter(({ site }) => site === 'other'),
      [`queue:${served.id}:${epoch}`]: everything.filter(
        (kind) => kind.site === 'served' && kind.state === 'waiting',
      ),
      [`queue:${other.id}:${epoch}`]: everything.filter(
        (kind) => kind.site === 'other' && kind.state === 'waiting',
      ),
      [`group:${groups.north}:${epoch}`]: everything.filter(
        (kind) => kind.of === 'north' && kind.state === 'open',
      ),
      // Nobody of the southern group has a conversation; a member of it is told when that changes.
      [`group:${groups.south}:${epoch}`]: [{ site: 'served', state: 'open', of: 'nobody’s group' }],
    };
    for (const topic of await topicsHeard(sql, member, Object.keys(shows))) {
      const shown = shows[topic] ?? [];
      const isOwnGroup = profile.group !== null && topic.startsWith(`group:${groups[profile.group]}`);
      const hidden = isOwnGroup ? [] : shown.filter((kind) => !sees(profile, kind));
      expect({ profile, topic, hidden }).toEqual({ profile, topic, hidden: [] });
    }
    const { topics } = await rpc<{ topics: string[] }>(sql, member, 'console_state', {
      p_organization: company.id,
    });
    expect({ profile, heard: await topicsHeard(sql, member, topics) }).toEqual({ profile, heard: topics });
    await outcomeOf(sql`delete from public.members where id = ${member.memberId}`);
  }
}, 120_000);
