import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { attempt, type Caller, call, only, openDatabase, server, tryRpc } from '@/tests/support/database';
import { type Answer, rest } from '@/tests/support/rest';
import { createWorld, type World } from '@/tests/support/world';
import { FUNCTION_RULES, type FunctionActor } from './function-rules';

/** Through REST, as it would come: anything at all may be sent, and the answer is never the server's fault. */
const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
});

const callerOf = (actor: FunctionActor | undefined): Caller => {
  if (!actor) throw new Error('A rule without anybody it allows.');
  return actor === 'server' ? server : world.actors[actor];
};

/** JSON texts, because some of these no JSON writer would produce. */
const TEXTS = {
  empty: '""',
  blank: '"  \\n\\t "',
  null: 'null',
  '5,001 characters': JSON.stringify('x'.repeat(5_001)),
  'a megabyte': JSON.stringify('x'.repeat(1_000_000)),
  NUL: '"a\\u0000b"',
  'a lone high surrogate': '"a\\ud800b"',
  'a lone low surrogate': '"\\udc00"',
  'broken surrogates': '"\\ud800\\ud800"',
  markup: JSON.stringify('<img src=x onerror=alert(1)>'),
  quotes: JSON.stringify(`'; drop table public.messages; --`),
  'a number': '12',
  'an object': '{"a":[1]}',
  'right to left and emoji': JSON.stringify('שלום 👩‍👩‍👧‍👦 \u202e'),
};
const VALUES: Record<string, Record<string, string>> = {
  text: TEXTS,
  uuid: {
    ...TEXTS,
    'somebody else’s': `"${randomUUID()}"`,
    'almost one': '"00000000-0000-0000-0000-00000000000"',
    zeros: '"00000000-0000-0000-0000-000000000000"',
  },
  integer: {
    null: 'null',
    negative: '-1',
    'far too low': '-2147483649',
    'far too high': '99999999999',
    'highest possible': '2147483647',
    fraction: '1.5',
    text: '"many"',
    empty: '""',
    zero: '0',
  },
  boolean: { null: 'null', text: '"maybe"', number: '7', empty: '""' },
  bigint: { null: 'null', negative: '-1', 'far too high': '99999999999999999999', text: '"many"' },
  inet: {
    null: 'null',
    text: '"everywhere"',
    'a range': '"192.0.2.0/24"',
    'too much': '"1.2.3.4.5"',
    number: '7',
  },
  'timestamp with time zone': {
    null: 'null',
    text: '"soon"',
    'no day': '"2026-02-31T00:00:00Z"',
    'long ago': '"0001-01-01T00:00:00Z"',
    'far away': '"infinity"',
    number: '7',
    empty: '""',
  },
  'integer[]': {
    null: 'null',
    empty: '[]',
    text: '"x"',
    'of texts': '["x"]',
    'of nothing': '[null]',
    'far too high': '[99999999999]',
  },
  'uuid[]': {
    null: 'null',
    empty: '[]',
    text: '"x"',
    'of texts': '["x"]',
    'of nothing': '[null]',
    nested: '[[]]',
    NUL: '["\\u0000"]',
  },
  'text[]': {
    null: 'null',
    empty: '[]',
    text: '"x"',
    'of nothing': '[null]',
    'of numbers': '[1]',
    nested: '[["a"]]',
    NUL: '["\\u0000"]',
  },
  jsonb: {
    ...TEXTS,
    true: 'true',
    list: '[]',
    'list of nothing': '[null]',
    'an unknown field': '{"realtime_epoch":9}',
    'nothing in every field':
      '{"nickname":null,"rights":null,"modules":null,"scope":null,"languages":null,"channels":null,"live_max":null,"groups":null,"skills":null,"departments":null,"allowed_addresses":null,"status":null,"time_zone":null,"locale":null}',
    'wrong kinds': '{"rights":"administrator","groups":{"a":1},"live_max":"four","sites":7}',
    'unknown words': '{"rights":["owner"],"modules":["everything"],"scope":"world","locale":"xx"}',
    'ids of nobody': '{"groups":["00000000-0000-0000-0000-000000000000"],"sites":["x"],"skills":[null]}',
    'a row of nonsense': '[{"line":"x","email":null,"changes":7}]',
  },
  enum: { null: 'null', unknown: '"everything"', empty: '""', number: '1', NUL: '"\\u0000"' },
};

const parameters = () => sql<{ function: string; parameter: string; type: string }[]>`
  select p.proname as function, p.proargnames[n] as parameter,
         case when t.typtype = 'e' then 'enum' else format_type(t.oid, null) end as type
  from pg_proc p cross join generate_series(1, p.pronargs) n join pg_type t on t.oid = p.proargtypes[n - 1]
  where p.pronamespace = 'public'::regnamespace order by 1, 2`;

function withRaw(values: Record<string, unknown>, parameter: string, raw: string): string {
  const rest = Object.entries(values).filter(([name]) => name !== parameter);
  return `{${[...rest.map(([name, value]) => `"${name}":${JSON.stringify(value)}`), `"${parameter}":${raw}`].join(',')}}`;
}

function assertAnswered(answer: Answer, what: string): void {
  const { status } = answer;
  expect(`${what}: ${status} ${status < 500 ? '' : answer.text}`).toBe(`${what}: ${status} `);
  expect(`${what}: ${answer.text}`).not.toMatch(/syntax error|relation "|pg_catalog|PL\/pgSQL/);
}

test('every parameter of every function takes anything without a server error', async () => {
  const all = await parameters();
  expect(all.length).toBeGreaterThan(40);
  for (const { function: name, parameter, type } of all) {
    const rules = FUNCTION_RULES.filter((candidate) => candidate.function === name);
    const rule = rules.find((candidate) => candidate.answers.ok) ?? rules[0];
    const values = VALUES[type];
    if (!rule || !values) throw new Error(`No rule or no bad values for ${name}.${parameter} (${type}).`);
    const caller = callerOf(Object.values(rule.answers).flat()[0]);
    for (const [label, raw] of Object.entries(values)) {
      const answer = await rest(caller, {
        path: `rpc/${name}`,
        raw: withRaw(rule.parameters(world), parameter, raw),
      });
      assertAnswered(answer, `${name}.${parameter} = ${label}`);
    }
  }
  // Some thousand calls, and more with every function.
}, 180_000);

test('a body that is no object, names no parameter or a wrong one is the caller’s mistake', async () => {
  for (const raw of [
    '',
    'null',
    '[]',
    '"text"',
    '{',
    '{"p_other":1}',
    '{}',
    '\u0000',
    `{"p_conversation":`,
  ]) {
    const answer = await rest(world.agent, { path: 'rpc/send_message', raw });
    assertAnswered(answer, `body ${JSON.stringify(raw)}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  }
});

describe('a message', () => {
  const sendRaw = (body: string, id = randomUUID()) =>
    rest(world.agent, {
      path: 'rpc/send_message',
      raw: withRaw({ p_conversation: world.open, p_id: id, p_body: '' }, 'p_body', body),
    });
  const stored = () =>
    sql<{ count: number }[]>`select count(*)::int from public.messages where conversation_id = ${world.open}`;

  test.each([
    ['that is empty', TEXTS.empty, 422, 'message_is_empty'],
    ['of blanks', TEXTS.blank, 422, 'message_is_empty'],
    ['of nothing', TEXTS.null, 422, 'message_is_empty'],
    ['of 5,001 characters', TEXTS['5,001 characters'], 422, 'message_is_too_long'],
    ['of a megabyte', TEXTS['a megabyte'], 422, 'message_is_too_long'],
  ])(
    '%s is refused with the reason and the field, and nothing is stored',
    async (_, body, status, message) => {
      const before = await stored();
      expect(await sendRaw(body)).toMatchObject({ status, body: { message, details: 'body' } });
      expect(await stored()).toEqual(before);
    },
  );

  test.each([
    ['holding NUL', TEXTS.NUL],
    ['holding half a character', TEXTS['a lone high surrogate']],
  ])('%s is refused or stored without it, never an error of the server', async (_, body) => {
    const answer = await sendRaw(body);
    expect(answer.status).toBeLessThan(500);
    if (answer.status >= 300) return;
    // Half a character would not survive being written as UTF-8 and read again.
    const { body: kept } = answer.body as { body: string };
    expect(Buffer.from(kept).toString()).toBe(kept);
  });

  test('of exactly 5,000 characters, emoji counted as one each, is stored whole', async () => {
    const text = '💬'.repeat(5_000);
    const answer = await sendRaw(JSON.stringify(text));
    expect(answer).toMatchObject({ status: 200, body: { body: text } });
  });

  test('of markup is stored as the text it is', async () => {
    const text = '<script>alert("x")</script> &amp; {{constructor}}';
    expect(await sendRaw(JSON.stringify(text))).toMatchObject({ status: 200, body: { body: text } });
  });

  test('with an unusable id is refused', async () => {
    for (const id of ['not-an-id', '', null]) {
      const answer = await rest(world.agent, {
        path: 'rpc/send_message',
        body: { p_conversation: world.open, p_id: id, p_body: 'Hello' },
      });
      expect(answer.status).toBe(400);
    }
  });
});

describe('what people enter about themselves and their sites', () => {
  const change = (table: string, filter: string, body: unknown, caller: Caller) =>
    rest(caller, { method: 'PATCH', path: `${table}?${filter}`, body, prefer: 'return=representation' });

  test.each([
    ['nickname', ''],
    ['nickname', '   '],
    ['nickname', 'x'.repeat(41)],
    ['nickname', null],
    ['first_name', 'x'.repeat(81)],
    ['locale', 'xx'],
    ['time_zone', 'Mars/Olympus'],
    ['time_zone', 'Etc/Foo+5'],
    ['time_zone', 'x'.repeat(5_001)],
    ['avatar_path', '../../other/bucket.webp'],
    ['avatar_path', 'https://tracker.example/a.webp'],
    ['shows_avatar', null],
  ])('%s: %j is refused and changes nothing', async (column, value) => {
    const { agent } = world;
    const read = () => sql`select * from public.members where id = ${agent.memberId}`;
    const before = only(await read());
    const parameters = { p_member: agent.memberId, p_changes: { [column]: value } };
    expect(await tryRpc(sql, agent, 'update_member', parameters)).toMatchObject({
      ok: false,
      code: 'PT422',
      field: column,
    });
    expect(only(await read())).toEqual(before);
  });

  test('a picture is of one’s own organization: another’s is refused', async () => {
    const { agent, company, foreign } = world;
    const show = (path: string) =>
      attempt(sql, agent, (tx) =>
        call(tx, 'update_member', { p_member: agent.memberId, p_changes: { avatar_path: path } }),
      );
    expect(await show(`${foreign.id}/${randomUUID()}.webp`)).toMatchObject({
      code: 'PT422',
      field: 'avatar_path',
    });
    expect(await show(`${company.id}/${randomUUID()}.webp`)).toMatchObject({ ok: true });
  });

  test.each([
    ['addresses', ['https://shop.example']],
    ['addresses', ['shop.example/path']],
    ['addresses', ['shop .example']],
    ['addresses', ["shop.example; script-src 'unsafe-inline'"]],
    ['addresses', ['*']],
    ['addresses', ['*.*.example']],
    ['addresses', ['']],
    ['addresses', [null]],
    ['addresses', [['shop.example'], ['nested.example']]],
    ['addresses', Array.from({ length: 51 }, (_, n) => `shop-${n}.example`)],
    ['addresses', ['x'.repeat(254)]],
    ['addresses', null],
    ['name', ' '],
    ['name', 'x'.repeat(81)],
    ['assignment', 'never'],
  ])('a site’s %s: %j is refused and changes nothing [A17]', async (column, value) => {
    const { administrator } = world.company;
    const read = () => sql`select * from public.sites where id = ${world.site.id}`;
    const before = only(await read());
    const answer = await change('sites', `id=eq.${world.site.id}`, { [column]: value }, administrator);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(only(await read())).toEqual(before);
  });

  test('a site takes hosts with ports, wildcards and local names [A17]', async () => {
    const { administrator } = world.company;
    const addresses = [
      'shop.example',
      'www.shop.example',
      '*.shop.example',
      'localhost:3010',
      '127.0.0.1:8080',
    ];
    const answer = await change('sites', `id=eq.${world.site.id}`, { addresses }, administrator);
    expect(answer).toMatchObject({ status: 200, body: [{ addresses }] });
  });

  test('a visitor’s page is an address of the web, or none', async () => {
    const page = (url: string | null) =>
      rest(world.visitor, { path: 'rpc/set_visitor_page', body: { p_url: url, p_title: 'x'.repeat(1_000) } });
    const hostile = [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://x',
      'https://a b',
      ` https://x`,
      'x',
      `https://${'x'.repeat(2_000)}`,
    ];
    for (const url of hostile) {
      expect(await page(url)).toMatchObject({
        status: 422,
        body: { message: 'url_is_invalid', details: 'url' },
      });
    }
    expect((await page('https://shop.example/cart?x=1#y')).status).toBe(204);
    expect((await page(null)).status).toBe(204);
  });
});
