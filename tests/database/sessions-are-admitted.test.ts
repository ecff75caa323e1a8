import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { actAs, only, openDatabase, rpc, server, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  createCompany,
  createPerson,
  type Member,
  startConversation,
} from '@/tests/support/people';
import { noteSession } from '@/tests/support/sign-ins';
import { epochOf, mayListen } from '@/tests/support/topics';

const sql = openDatabase(12);
const OFFICE = '192.0.2.10';
const HOME = '198.51.100.7';

type SignedIn = Member & { session: string };

/** A sign-in of the member as the server notes it. */
async function signIn(member: Member, ip: string | null = OFFICE): Promise<SignedIn> {
  const session = randomUUID();
  await note({ ...member, session }, ip);
  return { ...member, session };
}

const note = (member: SignedIn, ip: string | null) =>
  noteSession(sql, member, ip, 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0');

const organizationsOf = (member: Member) =>
  actAs(sql, member, async (tx) =>
    (await tx<{ id: string }[]>`select id from public.organizations order by created_at`).map(({ id }) => id),
  );

const turnOn = async (member: SignedIn, step = 100) => {
  await rpc(sql, server, 'begin_second_factor', { p_user: member.id, p_secret: 'JBSWY3DPEHPK3PXP' });
  await rpc(sql, server, 'pass_second_factor', {
    p_user: member.id,
    p_session: member.session,
    p_step: step,
    p_is_first: true,
  });
};

const allow = (by: Member, member: Member, addresses: string[] | null) =>
  tryRpc(sql, by, 'update_member', {
    p_member: member.memberId,
    p_changes: { allowed_addresses: addresses },
  });

type MySignIns = {
  has_second_factor: boolean;
  sessions: { id: string; is_this: boolean; ip: string | null }[];
};
const signInsOf = (member: Member) => rpc<MySignIns>(sql, member, 'my_sign_ins');
const mySession = (member: Member) =>
  rpc<{ state: string; doors: { slug: string; is: string }[] }>(sql, member, 'my_session');

describe('the devices somebody is signed in on [U25]', () => {
  test('are listed for them alone; one that is signed out opens nothing any more, and stays so when it renews its token', async () => {
    const company = await createCompany(sql);
    const [phone, laptop] = [await signIn(company.administrator), await signIn(company.administrator, HOME)];
    const listed = (await signInsOf(laptop)).sessions;
    expect(listed.map(({ id }) => id).toSorted()).toEqual([phone.session, laptop.session].toSorted());
    expect(listed.find(({ is_this }) => is_this)).toMatchObject({ id: laptop.session, ip: HOME });

    const { topics } = await rpc<{ topics: string[] }>(sql, phone, 'console_state', {
      p_organization: company.id,
    });
    expect(await organizationsOf(phone)).toEqual([company.id]);
    expect(await rpc(sql, laptop, 'revoke_sessions', { p_session: phone.session })).toBe(1);

    expect(await organizationsOf(phone)).toEqual([]);
    expect(await mySession(phone)).toMatchObject({ state: 'revoked', doors: [] });
    for (const topic of topics) expect(await mayListen(sql, phone, topic)).toBe(false);
    await note(phone, OFFICE);
    expect(await organizationsOf(phone)).toEqual([]);
    for (const name of ['my_sign_ins', 'revoke_sessions'])
      expect(await tryRpc(sql, phone, name)).toMatchObject({ ok: false, code: '42501' });
    expect((await signInsOf(laptop)).sessions.map(({ id }) => id)).toEqual([laptop.session]);
    expect(await organizationsOf(laptop)).toEqual([company.id]);
  });

  test('all but this one at once, also those the server never saw, and nobody else’s', async () => {
    const company = await createCompany(sql);
    const colleague = await signIn(await addMember(sql, company));
    const here = await signIn(company.administrator);
    const others = [await signIn(company.administrator), await signIn(company.administrator)];
    const unseen = randomUUID();
    await sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${unseen}, ${here.id}, now(), now())`;
    expect((await signInsOf(here)).sessions.map(({ id }) => id)).toContain(unseen);

    expect(await tryRpc(sql, colleague, 'revoke_sessions', { p_session: here.session })).toMatchObject({
      ok: false,
      code: '42501',
    });
    expect(await rpc(sql, here, 'revoke_sessions')).toBe(3);
    for (const session of [...others.map((other) => other.session), unseen])
      expect(await organizationsOf({ ...here, session })).toEqual([]);
    expect(await sql`select 1 from auth.sessions where id = ${unseen}`).toHaveLength(0);
    expect(await organizationsOf(here)).toEqual([company.id]);
    expect(await organizationsOf(colleague)).toEqual([company.id]);
  });

  test('signing out on this device makes nobody else join their topics anew', async () => {
    const company = await createCompany(sql);
    const here = await signIn(company.administrator);
    const before = await epochOf(sql, company);
    await rpc(sql, here, 'revoke_sessions', { p_session: here.session });
    expect(await organizationsOf(here)).toEqual([]);
    expect(await epochOf(sql, company)).toEqual(before);
  });
});

describe('the second factor [U25]', () => {
  test('once on, a session opens nothing until it has given a code; each code works once', async () => {
    const company = await createCompany(sql);
    const here = await signIn(company.administrator);
    const before = await signIn(company.administrator);
    const { topics } = await rpc<{ topics: string[] }>(sql, before, 'console_state', {
      p_organization: company.id,
    });
    await turnOn(here, 100);

    const next = await signIn(company.administrator);
    for (const session of [before, next]) {
      expect(await organizationsOf(session)).toEqual([]);
      expect(await mySession(session)).toMatchObject({ state: 'needs_second_factor', doors: [] });
    }
    for (const topic of topics) expect(await mayListen(sql, before, topic)).toBe(false);
    // Without a session at all, as in a token somebody made by another way, it is owed too.
    expect(await organizationsOf(company.administrator)).toEqual([]);
    for (const [name, parameters] of [
      ['create_organization', { p_name: 'X', p_first_name: 'X', p_last_name: 'X', p_nickname: 'X' }],
      ['accept_invitation', { p_token: 'x' }],
      ['my_sign_ins', {}],
      ['revoke_sessions', {}],
      ['revoke_sessions', { p_session: here.session }],
    ] as const)
      expect(await tryRpc(sql, next, name, parameters)).toMatchObject({ ok: false, code: '42501' });

    const give = (step: number) =>
      tryRpc(sql, server, 'pass_second_factor', { p_user: next.id, p_session: next.session, p_step: step });
    expect(await give(100)).toMatchObject({
      ok: false,
      code: 'PT422',
      message: 'code_is_wrong',
      field: 'code',
    });
    expect(await give(101)).toMatchObject({ ok: true });
    expect(await organizationsOf(next)).toEqual([company.id]);
    expect(await organizationsOf(here)).toEqual([company.id]);
    expect(await organizationsOf(before)).toEqual([]);
    // Its own sign-out is nobody's loss.
    expect(await rpc(sql, before, 'revoke_sessions', { p_session: before.session })).toBe(1);
  });

  test('a code given twenty times at once lets one session in', async () => {
    const company = await createCompany(sql);
    await turnOn(await signIn(company.administrator), 100);
    const sessions = await Promise.all(Array.from({ length: 20 }, () => signIn(company.administrator)));
    const results = await Promise.all(
      sessions.map(({ id, session }) =>
        tryRpc(sql, server, 'pass_second_factor', { p_user: id, p_session: session, p_step: 200 }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('a recovery code lets one session in, once, and none when others have taken its place', async () => {
    const company = await createCompany(sql);
    const here = await signIn(company.administrator);
    await turnOn(here);
    const give = (session: SignedIn, code: string) =>
      tryRpc(sql, server, 'use_recovery_code', {
        p_user: session.id,
        p_session: session.session,
        p_code: code,
      });
    const replace = (codes: string[]) =>
      rpc(sql, server, 'set_recovery_codes', { p_user: here.id, p_codes: codes });
    await replace(['aaaaabbbbb', 'cccccddddd']);
    const [first, second] = [await signIn(company.administrator), await signIn(company.administrator)];
    expect(await give(first, 'aaaaabbbbb')).toMatchObject({ ok: true, value: 1 });
    expect(await organizationsOf(first)).toEqual([company.id]);
    expect(await give(second, 'aaaaabbbbb')).toMatchObject({ ok: false, message: 'code_is_wrong' });
    await replace(['eeeeefffff']);
    expect(await give(second, 'cccccddddd')).toMatchObject({ ok: false, message: 'code_is_wrong' });
    expect(await organizationsOf(second)).toEqual([]);
    expect(
      await sql`select 1 from private.recovery_codes where code_hash = 'eeeeefffff'::bytea`,
    ).toHaveLength(0);
  });

  test('an administrator resets it for a lost phone, which is written down; nobody else does', async () => {
    const company = await createCompany(sql);
    const member = await addMember(sql, company, { nickname: 'Lea' });
    await turnOn(await signIn(member));
    const signedIn = await signIn(member);
    const reset = (by: Member) => tryRpc(sql, by, 'reset_second_factor', { p_member: member.memberId });
    expect(await reset(await addMember(sql, company))).toMatchObject({ ok: false, code: '42501' });
    expect(await reset((await createCompany(sql)).administrator)).toMatchObject({ ok: false, code: '42501' });
    expect(await organizationsOf(signedIn)).toEqual([]);
    expect(await reset(company.administrator)).toMatchObject({ ok: true });
    expect(await organizationsOf(signedIn)).toEqual([company.id]);
    expect(
      await sql`select actor_id, entity_id, entity_name, verb, before from public.audit_entries
                where organization_id = ${company.id} and entity = 'sign_in'`,
    ).toEqual([
      {
        actor_id: company.administrator.memberId,
        entity_id: member.memberId,
        entity_name: 'Lea',
        verb: 'changed',
        before: { second_factor: true },
      },
    ]);
    expect(await reset(company.administrator)).toMatchObject({ ok: false, message: 'second_factor_is_off' });
    // Whose sign-in opens another organization too is nobody's to weaken.
    const shared = await addMember(sql, company);
    await sql`insert into public.members (organization_id, user_id, email, nickname, status)
              select ${(await createCompany(sql)).id}, user_id, email, nickname, 'active' from public.members
              where id = ${shared.memberId}`;
    expect(
      await tryRpc(sql, company.administrator, 'reset_second_factor', { p_member: shared.memberId }),
    ).toMatchObject({ ok: false, message: 'sign_in_is_shared' });
  });
});

describe('allowed addresses [U26]', () => {
  test('from elsewhere that organization opens nothing, the person’s others do, and the reason is told', async () => {
    const company = await createCompany(sql);
    const other = await createCompany(sql);
    const member = await addMember(sql, company);
    await sql`insert into public.members (organization_id, user_id, email, nickname, status)
              select ${other.id}, user_id, email, nickname, 'active' from public.members where id = ${member.memberId}`;
    const site = await addSite(sql, company);
    await startConversation(sql, site);
    expect(await allow(company.administrator, member, ['192.0.2.0/24', '2001:db8::/32'])).toMatchObject({
      ok: true,
    });

    const [office, home, office6, nowhere] = [
      await signIn(member, OFFICE),
      await signIn(member, HOME),
      await signIn(member, '2001:db8::5'),
      await signIn(member, null),
    ];
    for (const inside of [office, office6])
      expect(await organizationsOf(inside)).toEqual([company.id, other.id]);
    for (const outside of [home, nowhere]) {
      expect(await organizationsOf(outside)).toEqual([other.id]);
      expect(await actAs(sql, outside, (tx) => tx`select 1 from public.conversations`)).toHaveLength(0);
      expect(await mySession(outside)).toMatchObject({
        state: 'admitted',
        doors: expect.arrayContaining([
          expect.objectContaining({ slug: company.slug, is: 'address' }),
          expect.objectContaining({ slug: other.slug, is: 'open' }),
        ]),
      });
    }
    // The laptop goes home, and comes back.
    await note(office, HOME);
    expect(await organizationsOf(office)).toEqual([other.id]);
    await note(office, '192.0.2.200');
    expect(await organizationsOf(office)).toEqual([company.id, other.id]);
    expect(await allow(company.administrator, member, [])).toMatchObject({ ok: true });
    expect(await organizationsOf(home)).toEqual([company.id, other.id]);
  });

  test('a wrong entry is refused with its field; a list that leaves oneself outside is too', async () => {
    const company = await createCompany(sql);
    const here = await signIn(company.administrator);
    for (const entry of ['office', '300.1.1.1', '10.0.0.0/33', ''])
      expect(await allow(here, here, [entry])).toMatchObject({
        ok: false,
        message: 'ip_address_is_invalid',
        field: 'allowed_addresses',
      });
    expect(await allow(here, here, [HOME])).toMatchObject({
      ok: false,
      message: 'address_would_lock_you_out',
    });
    expect(await allow(here, here, [HOME, '192.0.2.10'])).toMatchObject({ ok: true });
    expect(await organizationsOf(here)).toEqual([company.id]);
  });

  test('two administrators who lock each other out at the same time leave one inside, twenty times over', async () => {
    const company = await createCompany(sql);
    const first = await signIn(company.administrator);
    const second = await signIn(await addMember(sql, company, { rights: ['administrator'] }));
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.all([allow(first, second, [HOME]), allow(second, first, [HOME])]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ code: '42501' });
      const inside = [...(await organizationsOf(first)), ...(await organizationsOf(second))];
      expect(inside).toEqual([company.id]);
      await sql`delete from public.member_allowed_addresses where organization_id = ${company.id}`;
    }
  });
});

test('somebody suspended everywhere learns so after signing in, and of nothing else', async () => {
  const company = await createCompany(sql);
  const member = await signIn(await addMember(sql, company, { status: 'suspended' }));
  expect(await mySession(member)).toMatchObject({ doors: [{ slug: company.slug, is: 'suspended' }] });
  expect(await mySession((await createPerson(sql)) as Member)).toMatchObject({
    state: 'admitted',
    doors: [],
  });
  expect(only(await sql`select count(*)::int as n from public.members where user_id = ${member.id}`)).toEqual(
    { n: 1 },
  );
});
