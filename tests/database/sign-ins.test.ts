import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { actAs, type Caller, ISSUED_AT, openDatabase, rpc, server, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  type Company,
  createCompany,
  createPerson,
  type Member,
  startConversation,
} from '@/tests/support/people';
import { moveSignIn, noteSession } from '@/tests/support/sign-ins';
import { mayListen, ownTopic } from '@/tests/support/topics';

const sql = openDatabase();

/** The person on a device the server has seen at this address. */
async function from(person: Caller & { id: string }, ip: string): Promise<Caller & { session: string }> {
  const session = randomUUID();
  await noteSession(sql, { id: person.id, session }, ip);
  return { ...person, session };
}

/** What the device opens: rows of each kind, and its own topic. */
async function opens(device: Caller, company: Company, member: Member) {
  const count = (table: string) =>
    actAs(
      sql,
      device,
      async (tx) => (await tx`select 1 from ${tx(table)} where organization_id = ${company.id}`).length,
    );
  return {
    members: (await count('members')) > 0,
    conversations: (await count('conversations')) > 0,
    rpc: (await tryRpc(sql, device, 'heartbeat', { p_organization: company.id })).ok,
    topic: await mayListen(sql, device, await ownTopic(sql, member)),
  };
}
const EVERYTHING = { members: true, conversations: true, rpc: true, topic: true };
const NOTHING = { members: false, conversations: false, rpc: false, topic: false };

async function companyWithMember(): Promise<{ company: Company; member: Member }> {
  const company = await createCompany(sql);
  const member = await addMember(sql, company, { rights: ['supervisor'], scope: 'all' });
  await startConversation(sql, await addSite(sql, company));
  return { company, member };
}

describe('a session that was signed out elsewhere', () => {
  test('opens nothing from then on, on any door; the others of the person go on', async () => {
    const { company, member } = await companyWithMember();
    const [phone, laptop] = [await from(member, '192.0.2.1'), await from(member, '192.0.2.2')];
    expect(await opens(phone, company, member)).toEqual(EVERYTHING);
    expect(await rpc(sql, laptop, 'revoke_sessions', { p_session: phone.session })).toBe(1);
    expect(await opens(phone, company, member)).toEqual(NOTHING);
    expect(await opens(laptop, company, member)).toEqual(EVERYTHING);
    expect(await tryRpc(sql, phone, 'revoke_sessions', { p_session: laptop.session })).toMatchObject({
      code: '42501',
    });
    expect(await tryRpc(sql, phone, 'my_sign_ins')).toMatchObject({ code: '42501' });
    expect((await noteSession(sql, { id: member.id, session: phone.session })).is_revoked).toBe(true);
  });

  test('is one of one’s own: another’s is refused, and stays', async () => {
    const { company, member } = await companyWithMember();
    const theirs = await from(member, '192.0.2.1');
    const mine = await from(company.administrator, '192.0.2.9');
    expect(await tryRpc(sql, mine, 'revoke_sessions', { p_session: theirs.session })).toMatchObject({
      code: '42501',
    });
    expect(await rpc(sql, mine, 'revoke_sessions', { p_session: null })).toBe(0);
    expect(await opens(theirs, company, member)).toEqual(EVERYTHING);
    const { sessions } = await rpc<{ sessions: { id: string }[] }>(sql, mine, 'my_sign_ins');
    expect(sessions.map(({ id }) => id)).toEqual([mine.session]);
    // The server cannot be made to hand a session to somebody else either.
    expect(
      await tryRpc(sql, server, 'record_session', {
        p_session: theirs.session,
        p_user: company.administrator.id,
        p_ip: '192.0.2.9',
        p_user_agent: '',
        p_token_issued_at: new Date(),
      }),
    ).toMatchObject({ code: '42501' });
  });
});

describe('addresses a member may come from', () => {
  test.each([
    ['192.0.2.0/24', '192.0.2.77', '192.0.3.1'],
    ['192.0.2.7', '192.0.2.7', '192.0.2.8'],
    ['2001:db8::/32', '2001:db8:1::5', '2001:db9::1'],
    ['192.0.2.200/25', '192.0.2.129', '192.0.2.1'],
  ])(
    '%s lets %s in and %s not; a token nobody saw come in opens nothing [U26]',
    async (range, inside, outside) => {
      const { company, member } = await companyWithMember();
      const administrator = await from(company.administrator, '198.51.100.1');
      const set = { p_member: member.memberId, p_changes: { allowed_addresses: [range] } };
      expect(await tryRpc(sql, administrator, 'update_member', set)).toMatchObject({ ok: true });
      expect(await opens(await from(member, inside), company, member)).toEqual(EVERYTHING);
      expect(await opens(await from(member, outside), company, member)).toEqual(NOTHING);
      expect(await opens(member, company, member)).toEqual(NOTHING);
    },
  );

  test('hold for a token renewed behind the server’s back: it opens nothing until the server has seen it [U26]', async () => {
    const { company, member } = await companyWithMember();
    await sql`insert into public.member_allowed_addresses (organization_id, member_id, addresses)
              values (${company.id}, ${member.memberId}, '{192.0.2.0/24}')`;
    const device = await from(member, '192.0.2.7');
    expect(await opens(device, company, member)).toEqual(EVERYTHING);
    const renewed = { ...device, issuedAt: ISSUED_AT + 1800 };
    expect(await opens(renewed, company, member)).toEqual(NOTHING);
    await noteSession(sql, renewed, '198.51.100.1');
    expect(await opens(renewed, company, member)).toEqual(NOTHING);
    await noteSession(sql, renewed, '192.0.2.7');
    expect(await opens(renewed, company, member)).toEqual(EVERYTHING);
    // A request that was on its way with the old token does not set the clock back.
    await noteSession(sql, device, '192.0.2.7');
    expect(await opens(renewed, company, member)).toEqual(EVERYTHING);
  });

  test('concern one organization: the person’s others open as before [U26]', async () => {
    const { company, member } = await companyWithMember();
    const other = await createCompany(sql);
    await sql`insert into public.members (organization_id, user_id, email, nickname, status)
              values (${other.id}, ${member.id}, ${member.email}, 'There', 'active')`;
    await sql`insert into public.member_allowed_addresses (organization_id, member_id, addresses)
              values (${company.id}, ${member.memberId}, '{192.0.2.0/24}')`;
    const device = await from(member, '198.51.100.1');
    const organizations = await actAs(
      sql,
      device,
      (tx) => tx<{ id: string }[]>`select id from public.organizations`,
    );
    expect(organizations.map(({ id }) => id)).toEqual([other.id]);
  });

  test('never lock out whoever sets them; a word that is no address is refused with its field [U26]', async () => {
    const { company } = await companyWithMember();
    const device = await from(company.administrator, '198.51.100.1');
    const limit = (allowed_addresses: unknown) =>
      tryRpc(sql, device, 'update_member', {
        p_member: company.administrator.memberId,
        p_changes: { allowed_addresses },
      });
    expect(await limit(['192.0.2.0/24'])).toMatchObject({
      code: 'PT409',
      message: 'address_would_lock_you_out',
    });
    for (const wrong of [['everywhere'], ['300.1.1.1'], ['192.0.2.0/99'], [null], 'x', { a: 1 }]) {
      expect(await limit(wrong)).toMatchObject({ code: 'PT422', field: 'allowed_addresses' });
    }
    expect(await limit(['192.0.2.0/24', '198.51.100.0/24'])).toMatchObject({ ok: true });
    expect(await limit(null)).toMatchObject({ ok: true });
  });
});

describe('a second factor', () => {
  test('is owed by every session from the first code on, and each code works once', async () => {
    const { company, member } = await companyWithMember();
    const [here, elsewhere] = [await from(member, '192.0.2.1'), await from(member, '192.0.2.2')];
    await rpc(sql, server, 'begin_second_factor', { p_user: member.id, p_secret: 'a secret' });
    // Until a code has shown that the app has the secret, nobody is locked out by it.
    expect(await opens(here, company, member)).toEqual(EVERYTHING);
    const pass = (device: { session: string }, p_step: number, p_is_first = false) =>
      tryRpc(sql, server, 'pass_second_factor', {
        p_user: member.id,
        p_session: device.session,
        p_step,
        p_is_first,
      });
    // A code given to sign in turns nothing on: only whoever has proved to be the owner does.
    expect(await pass(here, 100)).toMatchObject({ code: 'PT422', field: 'code' });
    expect(await opens(elsewhere, company, member)).toEqual(EVERYTHING);
    expect(await pass(here, 100, true)).toMatchObject({ ok: true });
    expect(await pass(here, 101, true)).toMatchObject({ code: 'PT422', field: 'code' });
    expect(await opens(here, company, member)).toEqual(EVERYTHING);
    expect(await opens(elsewhere, company, member)).toEqual(NOTHING);
    expect(await opens(member, company, member)).toEqual(NOTHING);
    for (const step of [100, 99]) {
      expect(await pass(elsewhere, step)).toMatchObject({ code: 'PT422', field: 'code' });
    }
    expect(await opens(elsewhere, company, member)).toEqual(NOTHING);
    expect(await pass(elsewhere, 101)).toMatchObject({ ok: true });
    expect(await opens(elsewhere, company, member)).toEqual(EVERYTHING);
    expect(
      await tryRpc(sql, server, 'begin_second_factor', { p_user: member.id, p_secret: 'another' }),
    ).toMatchObject({ message: 'second_factor_is_on' });
  });

  test('can be replaced by a recovery code, once, by its owner alone', async () => {
    const { company, member } = await companyWithMember();
    const here = await from(member, '192.0.2.1');
    await rpc(sql, server, 'begin_second_factor', { p_user: member.id, p_secret: 'a secret' });
    await rpc(sql, server, 'pass_second_factor', {
      p_user: member.id,
      p_session: here.session,
      p_step: 1,
      p_is_first: true,
    });
    await rpc(sql, server, 'set_recovery_codes', { p_user: member.id, p_codes: ['one', 'two'] });
    const device = await from(member, '192.0.2.3');
    const use = (user: string, p_code: string, session = device.session) =>
      tryRpc(sql, server, 'use_recovery_code', { p_user: user, p_session: session, p_code });
    const other = await createPerson(sql);
    expect(await use(other.id, 'one')).toMatchObject({ code: 'PT422' });
    expect(await use(member.id, 'three')).toMatchObject({ code: 'PT422' });
    expect(await use(member.id, 'one')).toMatchObject({ ok: true, value: 1 });
    expect(await opens(device, company, member)).toEqual(EVERYTHING);
    expect(await use(member.id, 'one')).toMatchObject({ code: 'PT422' });
    const kept = await sql`select code_hash from private.recovery_codes where user_id = ${member.id}`;
    expect(JSON.stringify([...kept])).not.toContain('two');
  });
});

describe('a password somebody else has made', () => {
  const setPassword = async (member: Member, change: 'own_password' | 'given_password') => {
    await rpc(sql, server, 'allow_sign_in_change', { p_user: member.id, p_change: change });
    await sql`update auth.users set encrypted_password = ${randomUUID()} where id = ${member.id}`;
  };
  const stateOf = async (device: Caller) => (await rpc<{ state: string }>(sql, device, 'my_session')).state;

  test('opens nothing until its owner has set another [A5, A6, U5]', async () => {
    const { company, member } = await companyWithMember();
    await sql`update auth.users set encrypted_password = 'x' where id = ${member.id}`;
    const device = await from(member, '192.0.2.1');
    expect(await opens(device, company, member)).toEqual(EVERYTHING);

    await setPassword(member, 'given_password');
    expect(await opens(device, company, member)).toEqual(NOTHING);
    expect(await opens(await from(member, '192.0.2.1'), company, member)).toEqual(NOTHING);
    expect(await stateOf(device)).toBe('needs_password');
    expect(await noteSession(sql, device)).toMatchObject({ needs_password: true });

    // Another given one does not count, nor does one that nobody allowed.
    await setPassword(member, 'given_password');
    await expect(
      sql`update auth.users set encrypted_password = 'y' where id = ${member.id}`,
    ).rejects.toMatchObject({ code: 'PT403', message: 'proof_is_missing' });
    expect(await opens(device, company, member)).toEqual(NOTHING);
    await setPassword(member, 'own_password');
    expect(await opens(device, company, member)).toEqual(EVERYTHING);
    expect(await stateOf(device)).toBe('admitted');
  });

  test('comes after the code where there is a second factor', async () => {
    const { member } = await companyWithMember();
    await sql`update auth.users set encrypted_password = 'x' where id = ${member.id}`;
    await setPassword(member, 'given_password');
    await sql`insert into private.second_factors (user_id, secret, confirmed_at) values (${member.id}, 'x', now())`;
    const device = await from(member, '192.0.2.1');
    expect(await stateOf(device)).toBe('needs_second_factor');
    await rpc(sql, server, 'pass_second_factor', { p_user: member.id, p_session: device.session, p_step: 1 });
    expect(await stateOf(device)).toBe('needs_password');
  });

  test('is every one an account is made with by somebody who manages members [A5]', async () => {
    const company = await createCompany(sql);
    const member = await addMember(sql, company, { status: 'invited' });
    await rpc(sql, server, 'activate_member', { p_member: member.memberId, p_user: member.id });
    expect(await opens(await from(member, '192.0.2.1'), company, member)).toEqual(NOTHING);
  });

  test('may be allowed for a minute, and for the address that was named', async () => {
    const { member } = await companyWithMember();
    await sql`update auth.users set encrypted_password = 'x' where id = ${member.id}`;
    const refused = { code: 'PT403', message: 'proof_is_missing' };
    await rpc(sql, server, 'allow_sign_in_change', { p_user: member.id, p_change: 'own_password' });
    await sql`update private.allowed_changes set expires_at = expires_at - interval '1 minute'
              where user_id = ${member.id}`;
    await expect(
      sql`update auth.users set encrypted_password = 'y' where id = ${member.id}`,
    ).rejects.toMatchObject(refused);
    const email = `${randomUUID()}@example.org`;
    await rpc(sql, server, 'allow_sign_in_change', {
      p_user: member.id,
      p_change: 'email',
      p_email: email.toUpperCase(),
    });
    await expect(
      sql`update auth.users set email_change = ${`x${email}`} where id = ${member.id}`,
    ).rejects.toMatchObject(refused);
    await sql`update auth.users set email_change = ${email} where id = ${member.id}`;
    await sql`update auth.users set email = ${email}, email_change = '' where id = ${member.id}`;
  });
});

describe('the address of a membership', () => {
  test('follows that of the sign-in, but not by a session that opens nothing', async () => {
    const { member } = await companyWithMember();
    const [here, ended] = [await from(member, '192.0.2.1'), await from(member, '192.0.2.2')];
    await rpc(sql, here, 'revoke_sessions', { p_session: ended.session });
    await rpc(sql, server, 'begin_second_factor', { p_user: member.id, p_secret: 'a secret' });
    await rpc(sql, server, 'pass_second_factor', {
      p_user: member.id,
      p_session: here.session,
      p_step: 1,
      p_is_first: true,
    });
    const next = `${randomUUID()}@example.org`;
    await moveSignIn(sql, member.id, next);
    const emailAfter = async (p_session: string) => {
      await noteSession(sql, { id: member.id, session: p_session });
      const [row] = await sql<{ email: string }[]>`
        select email from public.members where id = ${member.memberId}`;
      return row?.email;
    };
    expect(await emailAfter(ended.session)).toBe(member.email);
    expect(await emailAfter(randomUUID())).toBe(member.email);
    expect(await emailAfter(here.session)).toBe(next);
  });
});
