import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { actAs, attempt, call, only, openDatabase, rpc, tryRpc } from '@/tests/support/database';
import { addMember, type Company, createCompany, createPerson, type Person } from '@/tests/support/people';

const sql = openDatabase();

type Progress = {
  uploaded: number;
  waiting: number;
  done: number;
  failed: number;
  to_hand: number;
  is_finished: boolean;
};
type Row = { line: number; email: string; changes: Record<string, unknown> };

const people = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    line: index + 2,
    email: `person.${index}.${randomUUID()}@import.example`,
    changes: { first_name: 'Ines', last_name: `Dupont ${index}`, rights: ['agent'] },
  }));

async function begin(
  company: Company,
  rows: Row[],
  { signIn = 'later', by = company.administrator }: { signIn?: string; by?: Person } = {},
): Promise<string> {
  const id = randomUUID();
  await rpc(sql, by, 'begin_member_import', {
    p_organization: company.id,
    p_id: id,
    p_file_name: 'team.csv',
    p_sign_in: signIn,
    p_row_count: rows.length,
  });
  await rpc(sql, by, 'add_import_rows', { p_import: id, p_rows: sql.json(rows as never) });
  return id;
}

const run = (company: Company, id: string, limit = 500) =>
  rpc<Progress>(sql, company.administrator, 'run_member_import', { p_import: id, p_limit: limit });

const emailsOf = async (company: Company): Promise<string[]> =>
  (
    await sql<{ email: string }[]>`
      select email from public.members where organization_id = ${company.id} and email like '%@import.example' order by email`
  ).map(({ email }) => email);

describe('an import of members [A7]', () => {
  test('that is sent again, whole or in part, makes nobody twice', async () => {
    const company = await createCompany(sql);
    const rows = people(6);
    const id = await begin(company, rows);
    await rpc(sql, company.administrator, 'begin_member_import', {
      p_organization: company.id,
      p_id: id,
      p_file_name: 'team.csv',
      p_sign_in: 'later',
      p_row_count: rows.length,
    });
    const uploaded = await rpc<number>(sql, company.administrator, 'add_import_rows', {
      p_import: id,
      p_rows: sql.json(rows.slice(2) as never),
    });
    expect(uploaded).toBe(6);
    expect(await run(company, id)).toMatchObject({ waiting: 0, done: 6, failed: 0, is_finished: true });
    expect(await run(company, id)).toMatchObject({ done: 6, is_finished: true });
    expect(await emailsOf(company)).toEqual(rows.map(({ email }) => email).sort());
  });

  test('goes on where a crash in the middle of a portion left it', async () => {
    const company = await createCompany(sql);
    const rows = people(5);
    const id = await begin(company, rows);
    expect(await run(company, id, 2)).toMatchObject({ waiting: 3, done: 2, is_finished: false });
    // The portion that is under way when the machine stops is undone as a whole.
    await attempt(sql, company.administrator, (tx) =>
      call(tx, 'run_member_import', { p_import: id, p_limit: 2 }),
    );
    expect(await emailsOf(company)).toHaveLength(2);
    expect(await run(company, id, 2)).toMatchObject({ waiting: 1, done: 4 });
    expect(await run(company, id, 2)).toMatchObject({ waiting: 0, done: 5, is_finished: true });
    expect(await emailsOf(company)).toHaveLength(5);
  });

  test('reports what is wrong by row and field, and brings in the others', async () => {
    const company = await createCompany(sql);
    const rows = people(5);
    const [known, twice, unknown, far] = rows;
    if (!known || !twice || !unknown || !far) throw new Error('There are five rows.');
    known.email = company.administrator.email.toUpperCase();
    twice.email = rows[4]?.email ?? '';
    unknown.changes = { groups: [randomUUID()] };
    far.changes = { time_zone: 'Mars/Olympus' };
    const id = await begin(company, rows);
    expect(await run(company, id)).toMatchObject({ done: 1, failed: 4, is_finished: true });
    const failed = await sql`
      select line, code, field from public.member_import_rows where import_id = ${id} and status = 'failed' order by line`;
    expect(failed.map((row) => ({ ...row }))).toEqual([
      { line: 2, code: 'email_is_taken', field: 'email' },
      { line: 4, code: 'value_is_invalid', field: 'groups' },
      { line: 5, code: 'time_zone_is_unknown', field: 'time_zone' },
      { line: 6, code: 'email_is_taken', field: 'email' },
    ]);
    expect(await emailsOf(company)).toEqual([twice.email]);
  });

  test('is not finished before everybody was handed a way in', async () => {
    const company = await createCompany(sql);
    const rows = people(3);
    const id = await begin(company, rows, { signIn: 'invitation' });
    expect(await run(company, id)).toMatchObject({ waiting: 0, done: 3, to_hand: 3, is_finished: false });
    const hand = (lines: number[]) =>
      rpc<Progress>(sql, company.administrator, 'hand_import_rows', { p_import: id, p_lines: lines });
    expect(await hand([2, 3])).toMatchObject({ to_hand: 1, is_finished: false });
    expect(await hand([2, 4, 99])).toMatchObject({ to_hand: 0, is_finished: true });
    const more = tryRpc(sql, company.administrator, 'add_import_rows', {
      p_import: id,
      p_rows: sql.json(people(1) as never),
    });
    expect(await more).toMatchObject({ ok: false, code: 'PT409', message: 'import_is_finished' });
  });

  test('belongs to who began it: neither a colleague nor another company sees, fills or runs it', async () => {
    const company = await createCompany(sql);
    const id = await begin(company, people(2));
    const colleague = await addMember(sql, company, { rights: ['administrator'], scope: 'all' });
    const stranger = (await createCompany(sql, 'Other')).administrator;
    for (const other of [colleague, stranger]) {
      const refused = { ok: false, code: '42501' };
      expect(await tryRpc(sql, other, 'run_member_import', { p_import: id })).toMatchObject(refused);
      const add = { p_import: id, p_rows: sql.json(people(1) as never) };
      expect(await tryRpc(sql, other, 'add_import_rows', add)).toMatchObject(refused);
      const hand = { p_import: id, p_lines: [2] };
      expect(await tryRpc(sql, other, 'hand_import_rows', hand)).toMatchObject(refused);
      const seen = await actAs(
        sql,
        other,
        (tx) => tx`select line from public.member_import_rows where import_id = ${id}`,
      );
      expect(seen).toHaveLength(0);
    }
    expect(await emailsOf(company)).toHaveLength(0);
  });

  test('tells nobody whose address signs in elsewhere', async () => {
    const elsewhere = await createPerson(sql);
    const [stranger] = people(1);
    if (!stranger) throw new Error('There is one row.');
    const rows = [stranger, { ...stranger, line: 3, email: elsewhere.email }];
    for (const signIn of ['password', 'invitation']) {
      const own = await createCompany(sql);
      const id = await begin(own, rows, { signIn });
      await run(own, id);
      const told = await rpc<Record<string, unknown>[]>(sql, own.administrator, 'import_rows_to_hand', {
        p_import: id,
      });
      const [one, two] = told.map(({ line: _line, email: _email, member_id: _member, ...rest }) => rest);
      expect(two).toEqual(one);
      expect(one).toEqual({ status: 'invited', locale: 'en', is_manageable: true, user_id: null });
    }
  });

  test('gives each member all of the row at once, and the log one entry for it', async () => {
    const company = await createCompany(sql);
    const group = await rpc<{ id: string }>(sql, company.administrator, 'save_group', {
      p_organization: company.id,
      p_id: randomUUID(),
      p_name: 'Lyon',
    });
    const rows = people(1);
    const [row] = rows;
    if (!row) throw new Error('There is one row.');
    row.changes = { ...row.changes, groups: [group.id], live_max: null, locale: 'fr', external_id: 'E-1' };
    await run(company, await begin(company, rows));
    const member = only(
      await sql<{ id: string }[]>`
        select m.id, m.status, m.locale, m.external_id, a.live_max,
          array(select group_id from public.group_members g where g.member_id = m.id) as groups,
          array(select department_id from public.department_members d where d.member_id = m.id) as departments
        from public.members m join public.agent_availability a on a.member_id = m.id
        where m.organization_id = ${company.id} and m.email = ${row.email}`,
    );
    expect(member).toMatchObject({
      status: 'invited',
      locale: 'fr',
      external_id: 'E-1',
      live_max: null,
      groups: [group.id],
      departments: [company.departmentId],
    });
    const entry = only(
      await sql`select entity, verb, actor_id, entity_name, after from public.audit_entries where entity_id = ${member.id}`,
    );
    expect(entry).toMatchObject({
      entity: 'member',
      verb: 'created',
      actor_id: company.administrator.memberId,
      entity_name: 'Ines Dupont 0',
      after: { email: row.email, groups: [group.id], departments: [company.departmentId], live_max: null },
    });
  });
});
