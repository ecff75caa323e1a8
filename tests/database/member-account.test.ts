import { describe, expect, test } from 'vitest';
import { type Caller, only, openDatabase, rpc, tryRpc } from '@/tests/support/database';
import { addMember, createCompany, type Member } from '@/tests/support/people';
import { moveSignIn } from '@/tests/support/sign-ins';

const sql = openDatabase(10);

type Account = { sign_in: string; is_manageable: boolean; limits: unknown; email: string | null };

const accountOf = (by: Caller, member: Member) =>
  rpc<Account>(sql, by, 'member_account', { p_member: member.memberId });
const setEmail = (by: Caller, memberId: string, p_email: string) =>
  tryRpc(sql, by, 'set_member_email', { p_member: memberId, p_email });

describe('a member’s account', () => {
  test('says what the viewer may change: one’s own sign-in, a colleague’s, an administrator’s', async () => {
    const company = await createCompany(sql);
    const supervisor = await addMember(sql, company, { rights: ['supervisor'], scope: 'all' });
    const agent = await addMember(sql, company);
    expect(await accountOf(agent, agent)).toMatchObject({ sign_in: 'own', is_manageable: false });
    expect(await accountOf(supervisor, agent)).toMatchObject({ sign_in: 'manageable', is_manageable: true });
    expect(await accountOf(supervisor, company.administrator)).toMatchObject({
      sign_in: 'not_yours',
      is_manageable: false,
    });
    expect(await tryRpc(sql, agent, 'member_account', { p_member: supervisor.memberId })).toMatchObject({
      code: '42501',
    });
  });

  test('nobody comes to more by setting the password of somebody who may do more [A5]', async () => {
    const company = await createCompany(sql);
    const supervisor = await addMember(sql, company, { rights: ['supervisor'], scope: 'group' });
    const wide = await addMember(sql, company, { scope: 'all' });
    const builder = await addMember(sql, company, { scope: 'own' });
    await rpc(sql, company.administrator, 'update_member', {
      p_member: builder.memberId,
      p_changes: { modules: ['livechat', 'settings'] },
    });
    for (const member of [wide, builder]) {
      expect(await accountOf(supervisor, member)).toMatchObject({
        sign_in: 'not_yours',
        is_manageable: true,
      });
      expect(await tryRpc(sql, supervisor, 'replace_password', { p_member: member.memberId })).toMatchObject({
        code: '42501',
      });
    }
    expect(
      await tryRpc(sql, supervisor, 'replace_password', { p_member: supervisor.memberId }),
    ).toMatchObject({ code: '42501' });
  });

  test('a password set by somebody else ends every session and stands in the audit log [U25]', async () => {
    const company = await createCompany(sql);
    const agent = await addMember(sql, company);
    await sql`insert into private.sign_in_sessions (session_id, user_id)
              values (gen_random_uuid(), ${agent.id}), (gen_random_uuid(), ${agent.id})`;
    await rpc(sql, company.administrator, 'replace_password', { p_member: agent.memberId });
    const open =
      await sql`select 1 from private.sign_in_sessions where user_id = ${agent.id} and revoked_at is null`;
    expect(open).toHaveLength(0);
    expect(
      only(
        await sql`select actor_id, entity, verb from public.audit_entries
                  where organization_id = ${company.id} and entity_id = ${agent.memberId} and entity = 'sign_in'`,
      ),
    ).toEqual({ actor_id: company.administrator.memberId, entity: 'sign_in', verb: 'changed' });
  });

  test('modules chosen together with rights are kept as chosen, also those of before [N2, N12]', async () => {
    const company = await createCompany(sql);
    const member = await addMember(sql, company, { rights: ['expert'] });
    await rpc(sql, company.administrator, 'update_member', {
      p_member: member.memberId,
      p_changes: { rights: ['agent', 'expert'], modules: [] },
    });
    expect(only(await sql`select modules from public.members where id = ${member.memberId}`).modules).toEqual(
      [],
    );
  });
});

describe('an address', () => {
  test('of somebody who has not joined is corrected, and the link that was sent opens nothing [I13, U17]', async () => {
    const company = await createCompany(sql);
    const [invited] = await rpc<{ id: string; token: string }[]>(
      sql,
      company.administrator,
      'invite_members',
      { p_organization: company.id, p_emails: [`wrong-${company.id}@example.org`], p_changes: {} },
    );
    if (!invited) throw new Error('Nobody was invited.');
    const right = `right-${company.id}@example.org`;
    expect(await setEmail(company.administrator, invited.id, 'no address')).toMatchObject({
      code: 'PT422',
      field: 'email',
    });
    expect(await setEmail(company.administrator, invited.id, ` ${right.toUpperCase()} `)).toMatchObject({
      ok: true,
    });
    expect(only(await sql`select email from public.members where id = ${invited.id}`).email).toBe(right);
    expect(await sql`select 1 from public.invitations where member_id = ${invited.id}`).toHaveLength(0);
    const other = await addMember(sql, company);
    expect(await setEmail(company.administrator, invited.id, other.email)).toMatchObject({
      message: 'email_is_taken',
      field: 'email',
    });
  });

  test('of a member follows their sign-in in every organization and takes no other [I13]', async () => {
    const [company, elsewhere] = await Promise.all([createCompany(sql), createCompany(sql)]);
    const agent = await addMember(sql, company);
    expect(await setEmail(company.administrator, agent.memberId, 'else@example.org')).toMatchObject({
      code: '42501',
    });
    await sql`insert into public.members (organization_id, user_id, email, nickname, status)
              values (${elsewhere.id}, ${agent.id}, ${agent.email}, 'There', 'active')`;
    const next = `next-${agent.id}@example.org`;
    await moveSignIn(sql, agent.id, next);
    expect(await setEmail(company.administrator, agent.memberId, next)).toMatchObject({
      message: 'sign_in_is_shared',
    });
    expect(await setEmail(agent, agent.memberId, next)).toMatchObject({ ok: true });
    const emails = await sql`select distinct email from public.members where user_id = ${agent.id}`;
    expect(emails.map(({ email }) => email)).toEqual([next]);
  });
});
