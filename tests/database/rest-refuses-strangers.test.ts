import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '@/tests/support/database';
import { codeOf, rest, tokenOf } from '@/tests/support/rest';
import { ACTORS, type Actor, createWorld, type World } from '@/tests/support/world';
import { TABLE_RULES, type TableRule } from './table-rules';

/** The same rules through the REST address with real tokens: what a stranger with curl would try. */
const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
});

const filterOf = (rule: TableRule): string =>
  Object.entries(rule.row(world))
    .map(([column, value]) => `${column}=eq.${value}`)
    .join('&');

type Result = number | 'refused';

/** Rows of the victim touched. A refusal must say 42501, with 401 for the unknown and 403 for the known. */
async function resultOf(actor: Actor, method: string, table: string, rule: TableRule): Promise<Result> {
  const columns = Object.keys(rule.row(world)).join(',');
  const body =
    method === 'PATCH' ? (rule.update?.columns ?? { organization_id: world.foreign.id }) : rule.row(world);
  const answer = await rest(world.actors[actor], {
    method,
    path: `${table}?select=${columns}${method === 'POST' ? '' : `&${filterOf(rule)}`}`,
    ...(method === 'PATCH' || method === 'POST' ? { body } : {}),
    prefer: 'return=representation',
  });
  if (answer.status === 200 && Array.isArray(answer.body)) return answer.body.length;
  expect({ actor, status: answer.status, code: codeOf(answer) }).toEqual({
    actor,
    status: actor === 'anon' ? 401 : 403,
    code: '42501',
  });
  return 'refused';
}

const rowsOf = (table: string): Promise<unknown> =>
  sql`select to_jsonb(t) as row from ${sql(`public.${table}`)} t
      where ${sql(table === 'organizations' ? 'id' : 'organization_id')} = ${world.company.id} order by 1`;

describe.each(Object.entries(TABLE_RULES))('%s through REST', (table, rule) => {
  test('is read by whom the rules name, and by nobody else', async () => {
    const results: Partial<Record<Actor, Result>> = {};
    const stated: Partial<Record<Actor, Result>> = {};
    for (const actor of ACTORS) {
      stated[actor] = actor === 'anon' ? 'refused' : rule.select.includes(actor) ? 1 : 0;
      results[actor] = await resultOf(actor, 'GET', table, rule);
    }
    expect(results).toEqual(stated);
  });

  test('is changed, added to and removed from by nobody the rules do not name', async () => {
    const before = await rowsOf(table);
    for (const actor of ACTORS) {
      const may = (verb: 'insert' | 'update' | 'delete') => rule[verb]?.by.includes(actor) ?? false;
      for (const [method, verb] of [
        ['PATCH', 'update'],
        ['POST', 'insert'],
        ['DELETE', 'delete'],
      ] as const) {
        if (may(verb)) continue;
        const isGranted = verb !== 'insert' && rule[verb] !== undefined && actor !== 'anon';
        expect({ actor, method, result: await resultOf(actor, method, table, rule) }).toEqual({
          actor,
          method,
          result: isGranted ? 0 : 'refused',
        });
      }
    }
    expect(await rowsOf(table)).toEqual(before);
  });
});

describe('a token', () => {
  test('that is expired, forged or names a role of its own choice opens nothing', async () => {
    const { url, publishableKey } = inject('backend');
    const ask = (token: string) =>
      fetch(`${url}/rest/v1/organizations?select=id`, {
        headers: { apikey: publishableKey, authorization: `Bearer ${token}` },
      });
    const good = await tokenOf(world.actors.administrator);
    expect((await ask(good)).status).toBe(200);
    const [header, payload] = good.split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const forged = await tokenOf(world.actors.administrator, {
      secret: 'another one of at least thirty-two bytes',
    });
    const expired = await tokenOf(world.actors.administrator, { expires: '-1m' });
    for (const token of [
      expired,
      forged,
      `${none}.${payload}.`,
      `${header}.${payload}.AAAA`,
      `${header}.${payload}`,
    ]) {
      expect((await ask(token)).status).toBe(401);
    }
    for (const role of ['postgres', 'app_migrator', 'authenticator', 'supabase_realtime_admin']) {
      const token = await tokenOf({ role: role as 'anon', id: world.actors.administrator.id });
      expect((await ask(token)).status).toBeGreaterThanOrEqual(400);
      expect((await ask(token)).status).toBeLessThan(500);
    }
  });

  test('reaches the public schema only', async () => {
    for (const schema of ['private', 'auth', 'realtime', 'storage', 'extensions']) {
      const { url, publishableKey } = inject('backend');
      const response = await fetch(`${url}/rest/v1/limits`, {
        headers: {
          apikey: publishableKey,
          authorization: `Bearer ${await tokenOf(world.actors.administrator)}`,
          'accept-profile': schema,
        },
      });
      expect({ schema, status: response.status }).toEqual({ schema, status: 406 });
    }
  });
});
