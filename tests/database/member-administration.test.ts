import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { actAs, type Caller, only, openDatabase, rpc, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addMembers,
  addSite,
  type Company,
  createCompany,
  createPerson,
  goOnline,
  type Member,
  send,
  startConversation,
} from '@/tests/support/people';

const sql = openDatabase(25);

const change = (by: Caller, member: Member, p_changes: Record<string, unknown>) =>
  tryRpc(sql, by, 'update_member', { p_member: member.memberId, p_changes });
const memberNow = async (member: { memberId: string }) =>
  only(await sql`select * from public.members where id = ${member.memberId}`);
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const invite = async (company: Company, emails: string[], p_changes: Record<string, unknown> = {}) =>
  rpc<{ email: string; id: string | null; token: string; code: string | null }[]>(
    sql,
    company.administrator,
    'invite_members',
    { p_organization: company.id, p_emails: emails, p_changes },
  );

describe('seats', () => {
  const seatsOf = async (company: Company) =>
    only(await sql`select seat_limit, used from public.seats where organization_id = ${company.id}`);
  const counted = async (company: Company) =>
    Number(
      only(
        await sql`select count(*)::int as n from public.members where organization_id = ${company.id}
                  and status = 'active' and 'agent' = any (rights)`,
      ).n,
    );
  const limitTo = (company: Company, limit: number) =>
    sql`update public.seats set seat_limit = ${limit} where organization_id = ${company.id}`;

  test('are taken by active agents and by nobody else: invited, suspended and other rights are free [I2, P14]', async () => {
    const company = await createCompany(sql);
    expect(await seatsOf(company)).toMatchObject({ seat_limit: null, used: 1 });
    const agent = await addMember(sql, company);
    await addMember(sql, company, { rights: ['supervisor', 'expert', 'tester'] });
    await addMember(sql, company, { status: 'invited' });
    expect(await seatsOf(company)).toMatchObject({ used: 2 });
    await change(company.administrator, agent, { status: 'suspended' });
    expect(await seatsOf(company)).toMatchObject({ used: 1 });
    await limitTo(company, 1);
    expect(await change(company.administrator, agent, { status: 'active' })).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'no_seat_left',
    });
    expect(await memberNow(agent)).toMatchObject({ status: 'suspended' });
    expect(await change(company.administrator, agent, { rights: ['expert'] })).toMatchObject({ ok: true });
    expect(await change(company.administrator, agent, { status: 'active' })).toMatchObject({ ok: true });
  });

  test('one seat left, fifty people accept their invitation at once: exactly one gets it, the others keep theirs [P14]', async () => {
    const company = await createCompany(sql);
    const people = await Promise.all(upTo(50).map(() => createPerson(sql)));
    const invited = await invite(
      company,
      people.map((person) => person.email),
      { rights: ['agent'] },
    );
    await limitTo(company, 2);
    const accept = (person: Caller, at: number) =>
      tryRpc(sql, person, 'accept_invitation', { p_token: invited[at]?.token });
    const results = await Promise.all(people.map(accept));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results.filter((outcome) => !outcome.ok)) {
      expect(result).toMatchObject({ code: 'PT409', message: 'no_seat_left' });
    }
    expect(await seatsOf(company)).toMatchObject({ used: 2 });
    expect(await counted(company)).toBe(2);
    await limitTo(company, 3);
    const late = results.findIndex((result) => !result.ok);
    const person = people[late];
    expect(person && (await accept(person, late))).toMatchObject({ ok: true });
  });

  test('are counted right whatever happens at once [P14]', async () => {
    const company = await createCompany(sql);
    const members = await addMembers(sql, company, 8, { status: 'suspended' });
    await limitTo(company, 4);
    await Promise.all(
      upTo(6).flatMap((round) =>
        members.map((member, at) =>
          change(company.administrator, member, {
            status: (round + at) % 3 === 0 ? 'suspended' : 'active',
            ...(at % 2 === 0 ? { rights: round % 2 === 0 ? ['agent'] : ['expert'] } : {}),
          }),
        ),
      ),
    );
    expect(await seatsOf(company)).toMatchObject({ used: await counted(company) });
    expect(await counted(company)).toBeLessThanOrEqual(4);
  });
});

describe('the last administrator', () => {
  const administrators = async (company: Company) =>
    (
      await sql`select 1 from public.members where organization_id = ${company.id} and status = 'active'
                and 'administrator' = any (rights)`
    ).length;

  test.each([
    ['demoted', { rights: ['agent'] }],
    ['suspended', { status: 'suspended' }],
    ['deleted', { status: 'deleted' }],
  ])('cannot be %s', async (_, changes) => {
    const company = await createCompany(sql);
    const { administrator } = company;
    expect(await change(administrator, administrator, changes)).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'last_administrator',
    });
    expect(await memberNow(administrator)).toMatchObject({ status: 'active', user_id: administrator.id });
  });

  test('stays when two demote each other at the same time, thirty times over', async () => {
    const company = await createCompany(sql);
    const first = company.administrator;
    const second = await addMember(sql, company, { rights: ['administrator'] });
    for (const _ of upTo(30)) {
      const results = await Promise.all([
        change(first, second, { rights: ['expert'] }),
        change(second, first, { rights: ['expert'] }),
      ]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await administrators(company)).toBe(1);
      await sql`update public.members set rights = '{administrator}' where id in ${sql([first.memberId, second.memberId])}`;
    }
  });
});

describe('deleting a member', () => {
  test('keeps what they said, returns what is open, and frees their address and seat [I8, I9, I10]', async () => {
    const company = await createCompany(sql);
    const leaving = await addMember(sql, company, { nickname: 'Nadia' });
    const site = await addSite(sql, company);
    const { id, visitor } = await startConversation(sql, site);
    await rpc(sql, leaving, 'accept_conversation', { p_conversation: id });
    await send(sql, leaving, id, 'I look into it.');
    expect(await change(company.administrator, leaving, { status: 'deleted' })).toMatchObject({ ok: true });

    expect(await memberNow(leaving)).toMatchObject({
      status: 'deleted',
      user_id: null,
      email: null,
      first_name: '',
      last_name: '',
      nickname: 'Nadia',
    });
    expect(only(await sql`select status, assignee_id from public.conversations where id = ${id}`)).toEqual({
      status: 'waiting',
      assignee_id: null,
    });
    expect(
      only(
        await sql`select author_member_id from public.messages where conversation_id = ${id} and author = 'agent'`,
      ),
    ).toEqual({ author_member_id: leaving.memberId });
    expect(await tryRpc(sql, leaving, 'heartbeat', { p_organization: company.id })).toMatchObject({
      ok: false,
    });
    expect(only(await sql`select used from public.seats where organization_id = ${company.id}`)).toEqual({
      used: 1,
    });
    const [again] = await invite(company, [leaving.email]);
    expect(again).toMatchObject({ code: null });
    await send(sql, visitor, id, 'Thank you.');
    expect(await change(company.administrator, leaving, { status: 'active' })).toMatchObject({
      code: '42501',
    });
  });
});

describe('inviting', () => {
  test('gives each address its own secret and the same rights; one that is wrong or taken spoils none of the others [A4, I4, N21, N22, N23]', async () => {
    const company = await createCompany(sql);
    const taken = await addMember(sql, company);
    const fresh = [`a-${randomUUID()}@example.org`, `B-${randomUUID()}@Example.org`];
    const results = await invite(company, [fresh[0] ?? '', 'not an address', taken.email, fresh[1] ?? ''], {
      rights: ['agent', 'supervisor'],
      scope: 'site',
      languages: ['fr', 'de'],
    });
    expect(results.map(({ code }) => code)).toEqual([null, 'email_is_invalid', 'email_is_taken', null]);
    const made = results.filter(({ id }) => id !== null);
    expect(new Set(made.map(({ token }) => token)).size).toBe(2);
    for (const { id } of made) {
      expect(await memberNow({ memberId: id ?? '' })).toMatchObject({
        rights: ['supervisor', 'agent'],
        modules: ['livechat', 'history', 'statistics', 'people'],
        scope: 'site',
        languages: ['de', 'fr'],
        status: 'invited',
      });
    }
    // Whoever may answer is in a department, or would never be given anything.
    const places =
      await sql`select 1 from public.department_members where member_id = any (${made.map(({ id }) => id)})`;
    expect(places).toHaveLength(2);
  });

  test('a revoked link and one that was sent before another are dead; the member stays [N24]', async () => {
    const company = await createCompany(sql);
    const person = await createPerson(sql);
    const [first] = await invite(company, [person.email]);
    const id = { p_member: first?.id };
    const second = await rpc<string>(sql, company.administrator, 'create_invitation', id);
    const accept = (token: string | undefined) =>
      tryRpc(sql, person, 'accept_invitation', { p_token: token });
    expect(await accept(first?.token)).toMatchObject({ message: 'invitation_is_over' });
    await rpc(sql, company.administrator, 'revoke_invitation', id);
    expect(await accept(second)).toMatchObject({ message: 'invitation_is_over' });
    const third = await rpc<string>(sql, company.administrator, 'create_invitation', id);
    expect(await accept(third)).toMatchObject({ ok: true });
  });

  test('without any rights named, a new member may do nothing yet [A8]', async () => {
    const company = await createCompany(sql);
    const person = await createPerson(sql);
    const [invited] = await invite(company, [person.email]);
    await rpc(sql, person, 'accept_invitation', { p_token: invited?.token });
    await startConversation(sql, await addSite(sql, company));
    const seen = await actAs(
      sql,
      person,
      async (tx) => (await tx`select 1 from public.conversations`).length,
    );
    expect(seen).toBe(0);
    expect(await tryRpc(sql, person, 'list_members', { p_organization: company.id })).toMatchObject({
      code: '42501',
    });
  });

  test('the password of somebody who signs in elsewhere is nobody’s to set [A5, I13]', async () => {
    const [company, elsewhere] = await Promise.all([createCompany(sql), createCompany(sql)]);
    const shared = await addMember(sql, company);
    const own = await addMember(sql, company);
    await sql`insert into public.members (organization_id, user_id, email, nickname, status)
              values (${elsewhere.id}, ${shared.id}, ${shared.email}, 'There', 'active')`;
    const may = (member: Member) =>
      tryRpc(sql, company.administrator, 'may_manage_sign_in', { p_member: member.memberId });
    expect(await may(shared)).toMatchObject({ ok: false, message: 'sign_in_is_shared' });
    expect(await may(own)).toMatchObject({ ok: true });
    expect(
      await tryRpc(sql, elsewhere.administrator, 'add_member', {
        p_organization: elsewhere.id,
        p_email: own.email,
        p_changes: {},
      }),
    ).toMatchObject({ ok: false, message: 'email_has_a_sign_in', field: 'email' });
  });
});

describe('changing a member', () => {
  test('a limit of zero, none where one is needed, and 5,000 are refused; a number and unlimited are kept apart for each channel [A13, I28, I35, N15, N16, U21, U22]', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company);
    for (const wrong of [0, -1, 5000, 1.5, '', 'four']) {
      expect(await change(company.administrator, agent, { live_max: wrong })).toMatchObject({
        code: 'PT422',
        field: 'live_max',
      });
    }
    await change(company.administrator, agent, { live_max: 6, nrt_max: null, third_party_max: 12 });
    const limits = await sql`select live_max, nrt_max, third_party_max from public.agent_availability
                             where member_id = ${agent.memberId}`;
    expect(only(limits)).toEqual({ live_max: 6, nrt_max: null, third_party_max: 12 });
  });

  test('a raised limit, a channel and a right act at once on who is given the next chat [A13, I7, I25]', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company, { limit: 1 });
    // Serves the site too, and is not there: without anybody who could take a chat, none would start.
    const absent = await addMember(sql, company);
    const site = await addSite(sql, company, { assignment: 'automatic', agents: [agent, absent] });
    await goOnline(sql, company, agent);
    const chats = [await startConversation(sql, site), await startConversation(sql, site)];
    const owners = async () =>
      (
        await sql<{ assignee_id: string | null }[]>`
          select assignee_id from public.conversations where id in ${sql(chats.map(({ id }) => id))} order by created_at`
      ).map((row) => row.assignee_id);
    expect(await owners()).toEqual([agent.memberId, null]);
    await change(company.administrator, agent, { live_max: 2 });
    expect(await owners()).toEqual([agent.memberId, agent.memberId]);
    await change(company.administrator, agent, { channels: ['nrt'], live_max: 5 });
    const third = await startConversation(sql, site);
    const thirdOwner = async () =>
      only(await sql`select assignee_id from public.conversations where id = ${third.id}`).assignee_id;
    expect(await thirdOwner()).toBeNull();
    await change(company.administrator, agent, { channels: ['live', 'nrt'] });
    expect(await thirdOwner()).toBe(agent.memberId);
    await change(company.administrator, agent, { rights: ['expert'] });
    expect(await owners()).toEqual([null, null]);
  });

  test('modules follow the rights until they are chosen; an administrator has all of them [I14, I15, I16, N12, N14]', async () => {
    const company = await createCompany(sql);
    const member = await addMember(sql, company, { rights: ['agent'] });
    const modulesAfter = async (changes: Record<string, unknown>) => {
      expect(await change(company.administrator, member, changes)).toMatchObject({ ok: true });
      return (await memberNow(member)).modules;
    };
    expect(await modulesAfter({})).toEqual(['livechat']);
    expect(await modulesAfter({ rights: ['agent', 'supervisor'] })).toEqual([
      'livechat',
      'history',
      'statistics',
      'people',
    ]);
    expect(await modulesAfter({ modules: ['livechat', 'sites'] })).toEqual(['livechat', 'sites']);
    expect(await modulesAfter({ rights: ['agent'] })).toEqual(['livechat', 'sites']);
    expect(await modulesAfter({ rights: ['administrator'] })).toHaveLength(6);
    expect(await modulesAfter({ modules: ['livechat'] })).toHaveLength(6);
    expect(await modulesAfter({ rights: ['agent'] })).toEqual(['livechat']);
  });

  test('whoever is no administrator gives nothing they do not hold, to themselves neither [I1, N2]', async () => {
    const company = await createCompany(sql);
    const supervisor = await addMember(sql, company, { rights: ['supervisor'], scope: 'site' });
    const agent = await addMember(sql, company);
    for (const member of [supervisor, agent]) {
      for (const [field, changes] of Object.entries({
        rights: { rights: ['administrator'] },
        modules: { modules: ['livechat', 'settings'] },
        scope: { scope: 'all' },
      })) {
        expect(await change(supervisor, member, changes)).toMatchObject({ code: 'PT403', field });
      }
    }
    expect(await change(supervisor, agent, { rights: ['agent', 'supervisor'], scope: 'site' })).toMatchObject(
      { ok: true },
    );
    expect(await change(supervisor, company.administrator, { nickname: 'X' })).toMatchObject({
      code: '42501',
    });
  });

  test('names, language, spoken languages, skills and calls beside chats are each member’s own; French is spoken by default in a French company [I36, I37, I45, N17, U8, U16]', async () => {
    const person = await createPerson(sql);
    const { id } = await rpc<{ id: string }>(sql, person, 'create_organization', {
      p_name: `Maison ${randomUUID()}`,
      p_first_name: 'Ada',
      p_last_name: 'Martin',
      p_nickname: 'Ada',
      p_locale: 'fr',
    });
    const skill = randomUUID();
    await rpc(sql, person, 'save_skill', { p_organization: id, p_id: skill, p_name: 'Après-vente' });
    const [added] = await rpc<{ id: string }[]>(sql, person, 'invite_members', {
      p_organization: id,
      p_emails: [`n-${randomUUID()}@example.org`],
      p_changes: {},
    });
    const memberId = added?.id ?? '';
    expect(await memberNow({ memberId })).toMatchObject({ languages: ['fr'], locale: 'fr' });
    await rpc(sql, person, 'update_member', {
      p_member: memberId,
      p_changes: {
        first_name: ' Nora ',
        last_name: 'Petit',
        locale: 'en',
        languages: ['fr', 'nl', 'fr'],
        skills: [skill],
        chats_in_calls: false,
      },
    });
    expect(await memberNow({ memberId })).toMatchObject({
      first_name: 'Nora',
      last_name: 'Petit',
      locale: 'en',
      languages: ['fr', 'nl'],
    });
    expect(await sql`select 1 from public.member_skills where member_id = ${memberId}`).toHaveLength(1);
    expect(
      only(await sql`select chats_in_calls from public.agent_availability where member_id = ${memberId}`),
    ).toEqual({ chats_in_calls: false });
  });

  test('an external id belongs to one member of the organization [I51]', async () => {
    const company = await createCompany(sql);
    const [one, two] = (await addMembers(sql, company, 2)) as [Member, Member];
    expect(await change(company.administrator, one, { external_id: 'E-17' })).toMatchObject({ ok: true });
    expect(await change(company.administrator, two, { external_id: 'E-17' })).toMatchObject({
      code: 'PT409',
      message: 'external_id_is_taken',
      field: 'external_id',
    });
  });

  test('limited to some sites, an agent is given and sees the chats of those and no others [I40]', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company, { scope: 'site' });
    const [mine, other] = [
      await addSite(sql, company, { assignment: 'automatic' }),
      await addSite(sql, company, { assignment: 'automatic' }),
    ];
    await change(company.administrator, agent, { sites: [mine.id] });
    await goOnline(sql, company, agent);
    const [here, there] = [await startConversation(sql, mine), await startConversation(sql, other)];
    const seen = await actAs(sql, agent, (tx) => tx<{ id: string }[]>`select id from public.conversations`);
    expect(seen.map((row) => row.id)).toEqual([here.id]);
    await change(company.administrator, agent, { sites: null });
    expect(only(await sql`select assignee_id from public.conversations where id = ${there.id}`)).toEqual({
      assignee_id: agent.memberId,
    });
  });

  test('a bulk change is done where it may be and says why where not [A10]', async () => {
    const company = await createCompany(sql);
    const agents = await addMembers(sql, company, 3);
    const results = await rpc<{ id: string; code: string | null }[]>(
      sql,
      company.administrator,
      'update_members',
      {
        p_organization: company.id,
        p_members: [...agents.map(({ memberId }) => memberId), company.administrator.memberId, randomUUID()],
        p_changes: { status: 'suspended' },
      },
    );
    expect(results.map(({ code }) => code)).toEqual([null, null, null, 'last_administrator', 'not_allowed']);
  });
});

describe('whoever manages people without being an administrator', () => {
  const supervisorOf = async (company: Company, site?: { id: string }) => {
    const supervisor = await addMember(sql, company, { rights: ['supervisor'], scope: 'site' });
    if (site)
      expect(await change(company.administrator, supervisor, { sites: [site.id] })).toMatchObject({
        ok: true,
      });
    return supervisor;
  };

  test('cannot hide a nothing in a list to make every comparison unknown', async () => {
    const company = await createCompany(sql);
    const supervisor = await supervisorOf(company);
    for (const field of [
      'rights',
      'modules',
      'languages',
      'channels',
      'groups',
      'skills',
      'departments',
      'sites',
    ]) {
      expect(await change(supervisor, supervisor, { [field]: [null] })).toMatchObject({
        code: 'PT422',
        field,
      });
    }
    await expect(
      sql`update public.members set rights = array['supervisor', null]::public.member_right[] where id = ${supervisor.memberId}`,
    ).rejects.toMatchObject({ code: '23514' });
    expect(await change(supervisor, company.administrator, { nickname: 'Mine' })).toMatchObject({
      code: '42501',
    });
  });

  test('makes no way in for somebody who holds more: no link, no other address, no password', async () => {
    const company = await createCompany(sql);
    const supervisor = await supervisorOf(company);
    const [above] = await invite(company, [`x-${randomUUID()}@example.org`], {
      rights: ['supervisor'],
      modules: ['livechat', 'settings'],
      scope: 'all',
    });
    const member = { p_member: above?.id };
    for (const [name, parameters] of [
      ['create_invitation', member],
      ['set_member_email', { ...member, p_email: `mine-${randomUUID()}@example.org` }],
      ['may_manage_sign_in', member],
    ] as const) {
      expect({ name, outcome: await tryRpc(sql, supervisor, name, parameters) }).toMatchObject({
        name,
        outcome: { code: '42501' },
      });
    }
  });

  test('limited to some sites, widens neither themselves nor those they bring in [I40]', async () => {
    const company = await createCompany(sql);
    const [mine, other] = [await addSite(sql, company), await addSite(sql, company)];
    const supervisor = await supervisorOf(company, mine);
    for (const sites of [null, [mine.id, other.id], [other.id]]) {
      expect(await change(supervisor, supervisor, { sites })).toMatchObject({
        code: 'PT403',
        field: 'sites',
      });
    }
    const add = (p_changes: Record<string, unknown>) =>
      tryRpc<{ id: string }>(sql, supervisor, 'add_member', {
        p_organization: company.id,
        p_email: `new-${randomUUID()}@example.org`,
        p_changes,
      });
    expect(await add({ rights: ['agent'], sites: null })).toMatchObject({ code: 'PT403', field: 'sites' });
    const added = await add({ rights: ['agent'] });
    const places = await sql<{ site_id: string }[]>`
      select site_id from public.member_sites where member_id = ${added.ok ? added.value.id : ''}`;
    expect(places.map((row) => row.site_id)).toEqual([mine.id]);
  });

  test('does not lift the limit on where they come from themselves [U26]', async () => {
    const company = await createCompany(sql);
    const supervisor = await supervisorOf(company);
    expect(await change(supervisor, supervisor, { allowed_addresses: null })).toMatchObject({
      code: 'PT403',
      field: 'allowed_addresses',
    });
  });
});

describe('groups', () => {
  test('wall off even an administrator: no settings, no members of another group, no way out [I41, I42, I43]', async () => {
    const company = await createCompany(sql);
    const walled = await addMember(sql, company, { rights: ['administrator'], scope: 'all' });
    const [mate, stranger, free] = (await addMembers(sql, company, 3)) as [Member, Member, Member];
    const [north, south] = [randomUUID(), randomUUID()];
    for (const [id, name] of [
      [north, 'North'],
      [south, 'South'],
    ]) {
      await rpc(sql, company.administrator, 'save_group', {
        p_organization: company.id,
        p_id: id,
        p_name: name,
      });
    }
    for (const [member, group] of [
      [walled, north],
      [mate, north],
      [stranger, south],
    ] as const) {
      expect(await change(company.administrator, member, { groups: [group] })).toMatchObject({ ok: true });
    }
    expect(await change(walled, mate, { nickname: 'Mate' })).toMatchObject({ ok: true });
    expect(await change(walled, stranger, { nickname: 'Stranger' })).toMatchObject({ code: '42501' });
    expect(await change(walled, free, { groups: [north] })).toMatchObject({ code: '42501' });
    for (const groups of [[north, south], []]) {
      expect(await change(walled, mate, { groups })).toMatchObject({ code: 'PT403', field: 'groups' });
    }
    expect(await change(walled, walled, { groups: [] })).toMatchObject({ code: 'PT403', field: 'groups' });
    const asWalled = (name: string, parameters: Record<string, unknown>) =>
      tryRpc(sql, walled, name, parameters);
    expect(
      await asWalled('set_group_members', {
        p_group: north,
        p_members: [walled.memberId],
        p_is_member: false,
      }),
    ).toMatchObject({
      code: 'PT403',
    });
    for (const p_is_member of [null]) {
      const outcome = await asWalled('set_group_members', {
        p_group: north,
        p_members: [walled.memberId],
        p_is_member,
      });
      expect(outcome.ok).toBe(false);
    }
    // Nobody comes in outside the wall, to be a door in it.
    const newcomer = { p_organization: company.id, p_email: `new-${randomUUID()}@example.org` };
    expect(await asWalled('add_member', { ...newcomer, p_changes: { scope: 'all' } })).toMatchObject({
      code: 'PT403',
      field: 'groups',
    });
    expect(await asWalled('add_member', { ...newcomer, p_changes: { groups: [north] } })).toMatchObject({
      ok: true,
    });
    expect(await asWalled('member_account', { p_member: stranger.memberId })).toMatchObject({
      code: '42501',
    });
    const { members } = await rpc<{ members: { nickname: string }[] }>(sql, walled, 'list_members', {
      p_organization: company.id,
    });
    expect(members).toHaveLength(3);
    for (const [name, parameters] of [
      ['delete_group', { p_group: north }],
      ['delete_group', { p_group: south }],
      ['save_group', { p_organization: company.id, p_id: south, p_name: 'Mine' }],
      ['set_group_members', { p_group: south, p_members: [mate.memberId], p_is_member: true }],
      ['set_group_members', { p_group: north, p_members: [stranger.memberId], p_is_member: true }],
    ] as const) {
      expect({ name, outcome: await asWalled(name, parameters) }).toMatchObject({
        name,
        outcome: { code: '42501' },
      });
    }
  });
});

describe('the order of operators', () => {
  const order = async (company: Company) => {
    const { members } = await rpc<{ members: { nickname: string }[] }>(
      sql,
      company.administrator,
      'list_members',
      {
        p_organization: company.id,
        p_sort: 'position',
      },
    );
    return members.map(({ nickname }) => nickname);
  };

  test('is what was moved where, also when several move at once [P15, P16]', async () => {
    const company = await createCompany(sql);
    const ids = new Map(
      (
        await sql<{ id: string; nickname: string }[]>`
          select id, nickname from public.members where organization_id = ${company.id}`
      ).map((row) => [row.nickname, row.id]),
    );
    const move = (nickname: string, before: string | null) =>
      rpc(sql, company.administrator, 'move_member', {
        p_member: ids.get(nickname),
        p_before: before === null ? null : ids.get(before),
      });
    expect(await order(company)).toEqual(['Ada', 'Operator 1', 'Operator 2', 'Operator 3']);
    await move('Operator 3', 'Ada');
    expect(await order(company)).toEqual(['Operator 3', 'Ada', 'Operator 1', 'Operator 2']);
    await move('Ada', null);
    expect(await order(company)).toEqual(['Operator 3', 'Operator 1', 'Operator 2', 'Ada']);
    for (const _ of upTo(20)) await move('Ada', 'Operator 1');
    expect(await order(company)).toEqual(['Operator 3', 'Ada', 'Operator 1', 'Operator 2']);
    await Promise.all(upTo(12).map((n) => move(`Operator ${(n % 3) + 1}`, 'Ada')));
    expect((await order(company)).toSorted()).toEqual(['Ada', 'Operator 1', 'Operator 2', 'Operator 3']);
    expect((await order(company)).at(-1)).toBe('Ada');
  });
});

describe('the audit log', () => {
  test('tells who changed what from what to what, and only what changed', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company, { nickname: 'Sam' });
    await change(company.administrator, agent, { nickname: 'Samira', scope: 'site', live_max: 5 });
    const entries = await sql<
      { entity: string; verb: string; before: object; after: object; actor_id: string }[]
    >`
      select entity, verb, before, after, actor_id from public.audit_entries
      where organization_id = ${company.id} and entity_id = ${agent.memberId} and actor_id is not null order by id`;
    expect([...entries]).toEqual([
      {
        entity: 'member',
        verb: 'changed',
        before: { nickname: 'Sam', scope: 'own' },
        after: { nickname: 'Samira', scope: 'site' },
        actor_id: company.administrator.memberId,
      },
      {
        entity: 'member_limits',
        verb: 'changed',
        before: { live_max: 4 },
        after: { live_max: 5 },
        actor_id: company.administrator.memberId,
      },
    ]);
  });

  test('holds no secret, and is written and wiped by nobody', async () => {
    const company = await createCompany(sql);
    const [invited] = await invite(company, [`x-${randomUUID()}@example.org`]);
    const rows = await sql`select * from public.audit_entries where organization_id = ${company.id}`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(invited?.token);
    expect(JSON.stringify(rows)).not.toContain('token_hash');
    for (const verb of [
      sql`delete from public.audit_entries`,
      sql`update public.audit_entries set verb = 'created'`,
    ]) {
      await expect(actAs(sql, company.administrator, (tx) => tx`${verb}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
