import { beforeAll, describe, expect, test } from 'vitest';
import { actAs, type Caller, openDatabase, rpc } from '@/tests/support/database';
import { addMember, type Member } from '@/tests/support/people';
import { ACTORS, type Actor, createWorld, MEMBERS, type World } from '@/tests/support/world';

const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
  await sql`update public.members set first_name = 'Secret', external_id = id::text
            where organization_id = ${world.company.id}`;
});

type Row = { id: string; nickname: string; avatar_path: string | null; status: string };

const membersReadBy = (caller: Caller) =>
  actAs(sql, caller, async (tx) => {
    const rows = await tx<{ id: string }[]>`
      select id, email, first_name, external_id from public.members where organization_id = ${world.company.id}`;
    return rows.map(({ id }) => id).toSorted();
  });
const colleaguesOf = (caller: Caller) =>
  actAs(
    sql,
    caller,
    (tx) => tx<Row[]>`select * from public.colleagues where organization_id = ${world.company.id}`,
  );

describe('names, addresses and ids of colleagues [I41, I42, I43]', () => {
  test.each(['expert', 'neighbour', 'colleague', 'partner', 'agent'] satisfies Actor[])(
    'are not read by the %s, who reads themselves alone',
    async (actor) => {
      const member = world.actors[actor] as Member;
      expect(await membersReadBy(member)).toEqual([member.memberId]);
    },
  );

  test('are read by whoever manages members: all of them, or those of their groups', async () => {
    const all = await sql<{ id: string }[]>`
      select id from public.members where organization_id = ${world.company.id}`;
    for (const actor of ['supervisor', 'administrator'] as const) {
      expect(await membersReadBy(world.actors[actor])).toEqual(all.map(({ id }) => id).toSorted());
    }
    expect(await membersReadBy(world.walled)).toEqual(
      [world.walled.memberId, world.colleague.memberId].toSorted(),
    );
  });
});

describe('through the agents of a site [I41, I42, I43]', () => {
  type Listed = { id: string; nickname: string; first_name: string };
  const foundBy = (caller: Caller, p_search = '') =>
    rpc<Listed[]>(sql, caller, 'find_site_agents', { p_site: world.site.id, p_search });
  const listedFor = async (caller: Caller) =>
    (await rpc<{ high: Listed[]; low: Listed[] }>(sql, caller, 'list_site_agents', { p_site: world.site.id }))
      .high;

  test('names and addresses are read, and searched, by whoever manages the member alone', async () => {
    const { agent, company, walled, colleague } = world;
    // Sites without people: whom they place they know by nickname.
    const siteKeeper = await addMember(sql, company, { nickname: 'Keeper' });
    await sql`update public.members set modules = '{livechat,sites}' where id = ${siteKeeper.memberId}`;
    const named = (listed: Listed[]) =>
      listed.filter(({ first_name }) => first_name !== '').map(({ id }) => id);

    expect((await listedFor(siteKeeper)).length).toBeGreaterThan(0);
    expect(named(await listedFor(siteKeeper))).toEqual([]);
    expect(named(await foundBy(siteKeeper))).toEqual([]);
    expect(await foundBy(siteKeeper, agent.email.slice(0, 12))).toEqual([]);
    expect(await foundBy(siteKeeper, 'Secret')).toEqual([]);
    expect(named(await listedFor(walled))).toEqual([colleague.memberId]);

    expect(named(await listedFor(company.administrator))).toContain(agent.memberId);
    const byAddress = await foundBy(company.administrator, agent.email.slice(0, 12));
    expect(byAddress.map(({ id }) => id)).toContain(agent.memberId);
  });
});

describe('what every conversation shows of colleagues', () => {
  test.each(MEMBERS)('the %s knows of everybody, and nothing more', async (actor) => {
    const rows = await colleaguesOf(world.actors[actor]);
    const known = rows.find(({ id }) => id === world.agent.memberId);
    expect(Object.keys(known ?? {}).toSorted()).toEqual([
      'avatar_path',
      'id',
      'nickname',
      'organization_id',
      'status',
    ]);
    expect(rows.some(({ id }) => id === world.walled.memberId)).toBe(true);
  });

  test('nobody outside the organization is told', async () => {
    const outside = ACTORS.filter((actor) => actor !== 'anon' && !MEMBERS.some((member) => member === actor));
    for (const actor of outside) expect(await colleaguesOf(world.actors[actor])).toHaveLength(0);
    await expect(colleaguesOf(world.actors.anon)).rejects.toMatchObject({ code: '42501' });
  });
});
