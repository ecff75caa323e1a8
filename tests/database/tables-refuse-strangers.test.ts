import { beforeAll, describe, expect, test } from 'vitest';
import {
  actAs,
  attempt,
  type Caller,
  only,
  openDatabase,
  outcomeOf,
  type Transaction,
} from '@/tests/support/database';
import { ACTORS, type Actor, createWorld, type World } from '@/tests/support/world';
import { SECRET_COLUMNS, TABLE_RULES, type TableRule } from './table-rules';

const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
});

type Verb = 'select' | 'insert' | 'update' | 'delete';
/** How many rows the statement touched, or the SQLSTATE that refused it. */
type Answer = number | string;

/** The only view; colleagues.test.ts tells who reads what of it. */
const VIEW = 'colleagues';

/** Every table of the public schema, as the catalog has it. */
const tables = (): Promise<string[]> =>
  sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and relname <> ${VIEW} order by 1`.then(
    (rows) => rows.map((row) => row.name),
  );

function expected(rule: TableRule, verb: Verb, actor: Actor): Answer {
  const allowed = verb === 'select' ? rule.select : rule[verb]?.by;
  if (actor === 'anon' || !allowed) return '42501';
  if (allowed.includes(actor)) return 1;
  return verb === 'insert' ? '42501' : 0;
}

async function run(tx: Transaction, table: string, rule: TableRule, verb: Verb): Promise<number> {
  const target = tx(`public.${table}`);
  const key = rule.row(world);
  const where = Object.entries(key).reduce(
    (condition, [column, value]) => tx`${condition} and ${tx(column)} = ${value as string}`,
    tx`true`,
  );
  // Where a verb is granted to nobody, any column shows it.
  const anyColumn = tx`${tx(Object.keys(key)[0] ?? '')} = default`;
  if (verb === 'select') return (await tx`select 1 from ${target} where ${where}`).length;
  if (verb === 'delete') return (await tx`delete from ${target} where ${where}`).count;
  if (verb === 'insert') {
    const values = rule.insert?.values(world) ?? key;
    return (await tx`insert into ${target} ${tx(values as Record<string, never>)}`).count;
  }
  const columns = rule.update ? tx(rule.update.columns as Record<string, never>) : anyColumn;
  return (await tx`update ${target} set ${columns} where ${where}`).count;
}

const rowNow = (table: string, rule: TableRule): Promise<unknown> =>
  sql.begin(async (tx) => {
    const where = Object.entries(rule.row(world)).reduce(
      (condition, [column, value]) => tx`${condition} and ${tx(column)} = ${value as string}`,
      tx`true`,
    );
    return only(await tx`select to_jsonb(t) as row, ctid from ${tx(`public.${table}`)} t where ${where}`);
  });

/** The rightful are tried and undone; everybody else is let do their worst, and nothing may have changed. */
async function answerOf(
  caller: Caller,
  table: string,
  rule: TableRule,
  verb: Verb,
  isAllowed: boolean,
): Promise<Answer> {
  const statement = (tx: Transaction) => run(tx, table, rule, verb);
  const outcome = isAllowed
    ? await attempt(sql, caller, statement)
    : await outcomeOf(actAs(sql, caller, statement));
  return outcome.ok ? (outcome.value ?? 0) : outcome.code;
}

test('every table is named in the rules, and no rule is left over', async () => {
  expect(Object.keys(TABLE_RULES).toSorted()).toEqual(await tables());
});

test('nobody but the roles of the API holds a grant, and they hold exactly what the rules state', async () => {
  const granted = await sql<{ table: string; verb: string; column: string }[]>`
    select c.relname as table, lower(p.verb) as verb, a.attname as column
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    cross join (values ('INSERT'), ('UPDATE')) p (verb)
    where c.relnamespace = 'public'::regnamespace and has_column_privilege('authenticated', c.oid, a.attnum, p.verb)`;
  const stated = Object.entries(TABLE_RULES).flatMap(([table, rule]) => [
    ...Object.keys(rule.insert?.values(world) ?? {}).map((column) => ({ table, verb: 'insert', column })),
    ...Object.keys(rule.update?.columns ?? {}).map((column) => ({ table, verb: 'update', column })),
  ]);
  const lines = (rows: typeof stated) =>
    rows.map((row) => `${row.table}.${row.column} ${row.verb}`).toSorted();
  expect(lines([...granted])).toEqual(lines(stated));

  const unread = await sql<{ name: string }[]>`
    select c.relname || '.' || a.attname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and not has_column_privilege('authenticated', c.oid, a.attnum, 'SELECT') order by 1`;
  expect(unread.map((row) => row.name)).toEqual(SECRET_COLUMNS);
});

describe.each(Object.entries(TABLE_RULES))('%s', (table, rule) => {
  test.each(['select', 'insert', 'update', 'delete'] as const)(
    '%s: each actor gets exactly what the rules state, and a refusal leaves the row as it was',
    async (verb) => {
      const before = await rowNow(table, rule);
      const answers: Partial<Record<Actor, Answer>> = {};
      const stated: Partial<Record<Actor, Answer>> = {};
      for (const actor of ACTORS) {
        stated[actor] = expected(rule, verb, actor);
        answers[actor] = await answerOf(world.actors[actor], table, rule, verb, stated[actor] === 1);
      }
      expect(answers).toEqual(stated);
      expect(await rowNow(table, rule)).toEqual(before);
    },
  );
});

test('no actor sees a row of another organization, with any filter or with none', async () => {
  const home: Partial<Record<Actor, string>> = { 'foreign administrator': world.foreign.id };
  for (const table of await tables()) {
    const column = table === 'organizations' ? 'id' : 'organization_id';
    for (const actor of ACTORS.filter((name) => name !== 'anon')) {
      const seen = await actAs(
        sql,
        world.actors[actor],
        (tx) => tx<{ id: string }[]>`select distinct ${tx(column)} as id from ${tx(`public.${table}`)}`,
      );
      const foreign = seen.map((row) => row.id).filter((id) => id !== (home[actor] ?? world.company.id));
      expect({ table, actor, foreign }).toEqual({ table, actor, foreign: [] });
    }
  }
});

test('a member of two organizations sees both, each with the rights held there', async () => {
  const { administrator } = world.foreign;
  await sql
    .begin(async (tx) => {
      await tx`insert into public.members (organization_id, user_id, email, nickname, rights, status)
             values (${world.company.id}, ${administrator.id}, 'both@example.org', 'Both', '{expert}', 'active')`;
      await tx`select set_config('role', 'authenticated', true),
                    set_config('request.jwt.claims', ${JSON.stringify({ sub: administrator.id })}, true)`;
      const organizations = await tx<{ id: string }[]>`select id from public.organizations`;
      expect(organizations.map((row) => row.id).toSorted()).toEqual(
        [world.company.id, world.foreign.id].toSorted(),
      );
      const conversations = await tx<
        { organization_id: string }[]
      >`select organization_id from public.conversations`;
      expect(new Set(conversations.map((row) => row.organization_id))).toEqual(new Set([world.foreign.id]));
      const renamed = await tx`update public.organizations set name = 'Renamed'`;
      expect(renamed.count).toBe(1);
      throw new Error('undo');
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') throw error;
    });
});
