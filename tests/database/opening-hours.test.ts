import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, server, tryRpc } from '@/tests/support/database';
import type { DayException, Hours, Slot } from '@/tests/support/opening-hours-oracle';
import { addMember, addSite, type Company, createCompany, goOnline, type Site } from '@/tests/support/people';

const sql = openDatabase(4);
let company: Company;
let site: Site;
beforeEach(async () => {
  company = await createCompany(sql);
  site = await addSite(sql, company);
});

type Document = Omit<Hours, 'time_zone'> & { time_zone: string | null };
const PARIS: Document = {
  time_zone: 'Europe/Paris',
  is_always_open: false,
  slots: [],
  day_types: [],
  exceptions: [],
};
const slot = (
  weekday: number | null,
  starts: string,
  ends: string,
  day_type_id: string | null = null,
): Slot => ({
  id: randomUUID(),
  weekday,
  day_type_id,
  starts,
  ends,
  label: '',
});
const exception = (
  day_type_id: string,
  first_day: string,
  rest: Partial<DayException> = {},
): DayException => ({
  id: randomUUID(),
  day_type_id,
  name: 'Exception',
  first_day,
  last_day: first_day,
  repeats_yearly: false,
  ...rest,
});

type Saved = { version: number; slots: Slot[] };
const save = (hours: Partial<Document>, version = 0, ofSite?: Site) =>
  tryRpc<{ company: Saved; own: Saved | null }>(sql, company.administrator, 'save_opening_hours', {
    p_organization: company.id,
    p_hours: { ...PARIS, ...hours },
    p_version: version,
    ...(ofSite ? { p_site: ofSite.id } : {}),
  });

async function isOpen(at: string, of = site): Promise<boolean> {
  return only(await sql<{ open: boolean }[]>`select private.site_is_open(${of.id}, ${at}) as open`).open;
}

describe('a site is open', () => {
  test('always, until the company sets hours', async () => {
    expect(await isOpen('2026-06-07 03:00+00')).toBe(true);
  });

  test('from the second a slot begins to before the second it ends [A28, A31]', async () => {
    await save({ slots: [slot(1, '09:00', '12:00')] });
    expect(await isOpen('2026-06-01 08:59:59.999999+02')).toBe(false);
    expect(await isOpen('2026-06-01 09:00:00+02')).toBe(true);
    expect(await isOpen('2026-06-01 11:59:59.999999+02')).toBe(true);
    expect(await isOpen('2026-06-01 12:00:00+02')).toBe(false);
    expect(await isOpen('2026-06-02 10:00:00+02')).toBe(false);
  });

  test('in each of several slots of a day, and not between them [A32]', async () => {
    await save({ slots: [slot(1, '09:00', '12:00'), slot(1, '14:00', '18:00')] });
    expect(await isOpen('2026-06-01 11:00+02')).toBe(true);
    expect(await isOpen('2026-06-01 13:00+02')).toBe(false);
    expect(await isOpen('2026-06-01 15:00+02')).toBe(true);
  });

  test('past midnight, and for 24 hours where a slot ends when it begins [A31]', async () => {
    await save({ slots: [slot(6, '22:00', '02:00'), slot(3, '08:00', '08:00')] });
    expect(await isOpen('2026-06-07 01:59+02')).toBe(true);
    expect(await isOpen('2026-06-07 02:00+02')).toBe(false);
    expect(await isOpen('2026-06-04 07:59+02')).toBe(true);
    expect(await isOpen('2026-06-04 08:00+02')).toBe(false);
  });

  test('not on a day of a type without hours; on one with hours, in those [A33, A35]', async () => {
    const [holidays, eves] = [randomUUID(), randomUUID()];
    await save({
      slots: [slot(4, '09:00', '18:00'), slot(5, '09:00', '18:00'), slot(null, '09:00', '12:00', eves)],
      day_types: [
        { id: holidays, name: 'Public holidays' },
        { id: eves, name: 'Eves' },
      ],
      exceptions: [
        exception(eves, '2026-12-24'),
        exception(holidays, '2020-12-25', { repeats_yearly: true }),
      ],
    });
    expect(await isOpen('2026-12-24 10:00+01')).toBe(true);
    expect(await isOpen('2026-12-24 15:00+01')).toBe(false);
    expect(await isOpen('2026-12-25 10:00+01')).toBe(false);
    expect(await isOpen('2026-12-18 15:00+01')).toBe(true);
  });

  test('in a slot that began before the day of an exception, to its end [A35]', async () => {
    const type = randomUUID();
    await save({
      slots: [slot(4, '22:00', '03:00')],
      day_types: [{ id: type, name: 'Closed' }],
      exceptions: [exception(type, '2026-12-25')],
    });
    expect(await isOpen('2026-12-25 02:00+01')).toBe(true);
    expect(await isOpen('2026-12-25 03:00+01')).toBe(false);
  });

  test('not on 29 February alone in other years, and not in a closed season over New Year [A35]', async () => {
    const type = randomUUID();
    await save({
      is_always_open: true,
      day_types: [{ id: type, name: 'Annual closed season' }],
      exceptions: [
        exception(type, '2024-02-29', { repeats_yearly: true }),
        exception(type, '2023-12-24', { last_day: '2024-01-02', repeats_yearly: true }),
      ],
    });
    expect(await isOpen('2028-02-29 12:00+01')).toBe(false);
    expect(await isOpen('2027-02-28 12:00+01')).toBe(true);
    expect(await isOpen('2027-03-01 12:00+01')).toBe(true);
    expect(await isOpen('2026-12-31 12:00+01')).toBe(false);
    expect(await isOpen('2027-01-02 23:59+01')).toBe(false);
    expect(await isOpen('2027-01-03 00:00+01')).toBe(true);
  });

  test('by its own hours where it has them, and by the company’s again when they are deleted [A36, A37]', async () => {
    const other = await addSite(sql, company);
    await save({ slots: [slot(1, '09:00', '12:00')] });
    await save({ slots: [slot(1, '20:00', '22:00')], time_zone: 'America/New_York' }, 0, other);
    expect([await isOpen('2026-06-01 10:00+02'), await isOpen('2026-06-01 10:00+02', other)]).toEqual([
      true,
      false,
    ]);
    expect([await isOpen('2026-06-01 21:00-04'), await isOpen('2026-06-01 21:00-04', other)]).toEqual([
      false,
      true,
    ]);
    await rpc(sql, company.administrator, 'delete_site_hours', { p_site: other.id });
    expect([await isOpen('2026-06-01 10:00+02', other), await isOpen('2026-06-01 21:00-04', other)]).toEqual([
      true,
      false,
    ]);
  });
});

test('outside the hours agents count as unavailable, though they are signed in and online [A29]', async () => {
  await goOnline(sql, company, await addMember(sql, company));
  const config = () =>
    rpc<{ is_online: boolean; agents: unknown[]; hours: { is_open: boolean; opens_at: string | null } }>(
      sql,
      server,
      'widget_config',
      { p_site_key: site.key },
    );
  expect(await config()).toMatchObject({ is_online: true, hours: { is_open: true, opens_at: null } });
  await save({ slots: [] });
  expect(await config()).toMatchObject({
    is_online: false,
    agents: [],
    hours: { is_open: false, opens_at: null, closes_at: null, time_zone: 'Europe/Paris' },
  });
});

describe('saving', () => {
  test('is refused to whoever has not seen what somebody else saved, and changes nothing [A31]', async () => {
    await save({ slots: [slot(1, '09:00', '12:00')] });
    expect(await save({ slots: [] })).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'hours_were_changed',
    });
    expect(await isOpen('2026-06-01 10:00+02')).toBe(true);
    expect(await save({ slots: [] }, 1)).toMatchObject({ ok: true, value: { company: { version: 2 } } });
  });

  test('of two who give a site its own hours at once, one is refused [A36]', async () => {
    const both = await Promise.all([
      save({ slots: [slot(1, '09:00', '12:00')] }, 0, site),
      save({ slots: [slot(2, '09:00', '12:00')] }, 0, site),
    ]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ message: 'hours_were_changed' });
  });

  test('logs what changed, and of a slot which it is [A34]', async () => {
    const type = randomUUID();
    const kept = slot(1, '09:00', '12:00');
    const changed = slot(2, '09:00', '12:00');
    await save({ slots: [kept, changed], day_types: [{ id: type, name: 'Holidays' }] });
    const { id: last } = only(
      await sql<
        { id: string }[]
      >`select max(id) as id from public.audit_entries where organization_id = ${company.id}`,
    );
    await save(
      { slots: [kept, { ...changed, ends: '13:00' }], day_types: [{ id: type, name: 'Public holidays' }] },
      1,
    );
    const entries = await sql`
      select entity, verb, before, after, actor_id from public.audit_entries
      where organization_id = ${company.id} and id > ${last} order by id`;
    expect([...entries]).toEqual([
      {
        entity: 'day_type',
        verb: 'changed',
        before: { name: 'Holidays' },
        after: { name: 'Public holidays' },
        actor_id: company.administrator.memberId,
      },
      {
        entity: 'opening_slot',
        verb: 'changed',
        before: { weekday: 2, day_type_id: null, starts: '09:00:00', ends: '12:00:00' },
        after: { weekday: 2, day_type_id: null, starts: '09:00:00', ends: '13:00:00' },
        actor_id: company.administrator.memberId,
      },
    ]);
  });

  const type = randomUUID();
  const types = [{ id: type, name: 'Closed' }];
  test.each<[string, Partial<Document>, string]>([
    ['a weekday that does not exist', { slots: [slot(8, '09:00', '12:00')] }, 'hours_are_invalid'],
    ['a slot of no day', { slots: [slot(null, '09:00', '12:00')] }, 'hours_are_invalid'],
    [
      'a slot of a weekday and a type',
      { day_types: types, slots: [slot(1, '09:00', '12:00', type)] },
      'hours_are_invalid',
    ],
    ['seconds', { slots: [slot(1, '09:00:30', '12:00')] }, 'hours_are_invalid'],
    ['a type that is not there', { exceptions: [exception(type, '2026-05-01')] }, 'hours_are_invalid'],
    ['a type without a name', { day_types: [{ id: type, name: ' ' }] }, 'hours_are_invalid'],
    [
      'two types of one name',
      { day_types: [...types, { id: randomUUID(), name: 'CLOSED' }] },
      'name_is_taken',
    ],
    [
      'days in the wrong order',
      { day_types: types, exceptions: [exception(type, '2026-05-02', { last_day: '2026-05-01' })] },
      'hours_are_invalid',
    ],
    [
      'a year repeated yearly',
      {
        day_types: types,
        exceptions: [exception(type, '2026-05-01', { last_day: '2027-05-01', repeats_yearly: true })],
      },
      'hours_are_invalid',
    ],
    ['a zone nobody knows', { time_zone: 'Europe/Atlantis' }, 'time_zone_is_unknown'],
    ['201 slots', { slots: Array.from({ length: 201 }, () => slot(1, '09:00', '12:00')) }, 'too_many_hours'],
  ])('is refused with %s', async (_, hours, message) => {
    expect(await save(hours)).toMatchObject({ ok: false, message });
    const rows = await sql`select version from public.opening_hours where organization_id = ${company.id}`;
    expect([...rows]).toEqual([{ version: 0 }]);
  });

  const wrong = (hours: Record<string, unknown>) => hours as Partial<Document>;
  test.each<[string, Partial<Document>, string, string | undefined]>([
    ['a word for yes or no', wrong({ is_always_open: 'zzz' }), 'value_is_invalid', 'is_always_open'],
    ['neither yes nor no', wrong({ is_always_open: null }), 'value_is_invalid', 'is_always_open'],
    ['a time that is none', { slots: [slot(1, 'noon', '25:99')] }, 'hours_are_invalid', undefined],
    ['a slot that is a word', wrong({ slots: ['monday'] }), 'hours_are_invalid', undefined],
    ['a day that is none', { exceptions: [exception(type, '2026-02-30')] }, 'hours_are_invalid', undefined],
    ['a name that is no id', { day_types: [{ id: 'x', name: 'X' }] }, 'hours_are_invalid', undefined],
  ])('is refused in words of ours with %s', async (_, hours, message, field) => {
    const outcome = await save(hours);
    expect(outcome).toMatchObject({ ok: false, code: 'PT422', message });
    if (field !== undefined) expect(outcome).toMatchObject({ field });
  });

  test('a site’s hours takes the module of sites, the company’s the module of settings [A36]', async () => {
    const member = await addMember(sql, company, { rights: ['supervisor'] });
    const attempts = async () => {
      const by = (p_site: string | null, p_version: number) =>
        tryRpc(sql, member, 'save_opening_hours', {
          p_organization: company.id,
          p_hours: PARIS,
          p_version,
          p_site,
        });
      return [(await by(null, 0)).ok, (await by(site.id, 0)).ok];
    };
    expect(await attempts()).toEqual([false, false]);
    await sql`update public.members set modules = '{sites}' where id = ${member.memberId}`;
    expect(await attempts()).toEqual([false, true]);
    await sql`update public.members set modules = '{settings}' where id = ${member.memberId}`;
    expect(await attempts()).toEqual([true, false]);
  });
});
