import { describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, server, tryRpc } from '@/tests/support/database';
import { addMember, type Company, createCompany, createPerson, type Person } from '@/tests/support/people';

const sql = openDatabase(20);

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('an invitation', () => {
  const invite = async (company: Company) => {
    const operator = only(
      await sql<{ id: string }[]>`
      select id from public.members where organization_id = ${company.id} and nickname = 'Operator 1'`,
    );
    const token = await rpc<string>(sql, company.administrator, 'create_invitation', {
      p_member: operator.id,
    });
    return { operator, token };
  };
  const accept = (person: Person, token: string) =>
    tryRpc(sql, person, 'accept_invitation', { p_token: token });
  const over = { ok: false, code: 'PT410', message: 'invitation_is_over' };

  test('works once: of twenty people who use it at the same time one becomes the member', async () => {
    const company = await createCompany(sql);
    const { operator, token } = await invite(company);
    const people = await Promise.all(upTo(20).map(() => createPerson(sql)));
    const results = await Promise.all(people.map((person) => accept(person, token)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results.filter((candidate) => !candidate.ok)) expect(result).toMatchObject(over);
    const winner = people[results.findIndex((result) => result.ok)];
    const member = only(
      await sql`select user_id, email, status from public.members where id = ${operator.id}`,
    );
    expect(member).toEqual({ user_id: winner?.id, email: winner?.email, status: 'active' });
    expect(await accept(await createPerson(sql), token)).toMatchObject(over);
  });

  test('ends with its time, and with the next one made', async () => {
    const company = await createCompany(sql);
    const { operator, token } = await invite(company);
    const second = await rpc<string>(sql, company.administrator, 'create_invitation', {
      p_member: operator.id,
    });
    const person = await createPerson(sql);
    expect(await accept(person, token)).toMatchObject(over);
    await sql`update public.invitations set expires_at = now() where member_id = ${operator.id}`;
    expect(await accept(person, second)).toMatchObject(over);
    expect(await rpc(sql, server, 'show_invitation', { p_token: second })).toBeNull();
    await sql`update public.invitations set expires_at = now() + interval '1 minute' where member_id = ${operator.id}`;
    expect(await rpc(sql, server, 'show_invitation', { p_token: second })).toMatchObject({
      nickname: 'Operator 1',
    });
    expect(await accept(person, second)).toMatchObject({ ok: true });
  });

  test('made for an e-mail address lets nobody else in, and one address is one member [I13]', async () => {
    const company = await createCompany(sql);
    const { operator, token } = await invite(company);
    const [named, other] = [await createPerson(sql), await createPerson(sql)];
    await sql`update public.members set email = ${named.email} where id = ${operator.id}`;
    expect(await accept(other, token)).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'invitation_is_for_another_email',
    });
    const member = await addMember(sql, company);
    await sql`update public.members set email = ${other.email} where id = ${member.memberId}`;
    expect(await accept(other, token)).toMatchObject({ ok: false, code: 'PT409', message: 'email_is_taken' });
    expect(await accept(named, token)).toMatchObject({ ok: true });
  });

  test('leaves the sign-in of who made one for it when it is used, revoked or over, and no sooner', async () => {
    const company = await createCompany(sql);
    const { token } = await invite(company);
    const operators = await sql<{ id: string }[]>`
      select id from public.members where organization_id = ${company.id} and nickname in ('Operator 2', 'Operator 3')
      order by nickname`;
    const [revoked, expired] = await Promise.all(
      operators.map(async ({ id }) => ({
        id,
        token: await rpc<string>(sql, company.administrator, 'create_invitation', { p_member: id }),
      })),
    );
    if (!revoked || !expired) throw new Error('There are three operators.');
    const holds = async (secret: string) => {
      const person = await createPerson(sql);
      const metadata = sql.json({ invitation: secret, locale: 'fr' });
      await sql`update auth.users set raw_user_meta_data = ${metadata} where id = ${person.id}`;
      return person;
    };
    const kept = async (person: Person) =>
      only(await sql`select raw_user_meta_data as data from auth.users where id = ${person.id}`).data;
    const [user, other, late] = [await holds(token), await holds(revoked.token), await holds(expired.token)];

    expect(await accept(user, token)).toMatchObject({ ok: true });
    expect(await kept(user)).toEqual({ locale: 'fr' });
    expect(await kept(other)).toEqual({ invitation: revoked.token, locale: 'fr' });
    await rpc(sql, company.administrator, 'revoke_invitation', { p_member: revoked.id });
    expect(await kept(other)).toEqual({ locale: 'fr' });

    const passHour = () =>
      sql.begin(async (tx) => {
        await tx`delete from private.rate_limits where bucket = 'forget-invitations'`;
        await tx`select private.clean_up()`;
      });
    await passHour();
    expect(await kept(late)).toEqual({ invitation: expired.token, locale: 'fr' });
    await sql`update public.invitations set expires_at = now() where member_id = ${expired.id}`;
    await passHour();
    expect(await kept(late)).toEqual({ locale: 'fr' });
  });

  test('is kept as a hash only', async () => {
    const company = await createCompany(sql);
    const { token } = await invite(company);
    const rows =
      await sql`select to_jsonb(i)::text as row from public.invitations i where organization_id = ${company.id}`;
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('made anew while it is being used ends in one of the two, never in a deadlock', async () => {
    const company = await createCompany(sql);
    for (const n of upTo(20)) {
      const operator = only(
        await sql<{ id: string }[]>`
        insert into public.members (organization_id, nickname) values (${company.id}, ${`Newcomer ${n}`}) returning id`,
      );
      const token = await rpc<string>(sql, company.administrator, 'create_invitation', {
        p_member: operator.id,
      });
      const person = await createPerson(sql);
      const [accepted, renewed] = await Promise.all([
        accept(person, token),
        tryRpc(sql, company.administrator, 'create_invitation', { p_member: operator.id }),
      ]);
      expect([accepted.ok, renewed.ok].filter(Boolean)).toHaveLength(1);
      if (!accepted.ok) expect(accepted).toMatchObject(over);
      if (!renewed.ok) expect(renewed).toMatchObject({ code: 'PT409', message: 'member_is_not_invited' });
    }
  });
});
