import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { only, openDatabase, rpc, server, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  type Member,
  send,
} from '@/tests/support/people';
import { rest } from '@/tests/support/rest';
import { ownTopic, sentTo } from '@/tests/support/topics';

/** Marked strings stand where a visitor must not look; then a visitor does all a visitor can do. */
const sql = openDatabase();
const CANARY = `canary-${randomUUID()}`;

type Story = {
  company: Company;
  agent: Member;
  helper: Member;
  visitor: Awaited<ReturnType<typeof addVisitor>>;
  conversation: string;
};
let story: Story;

beforeAll(async () => {
  const company = await createCompany(sql);
  const agent = await addMember(sql, company, { nickname: 'Robin' });
  const helper = await addMember(sql, company, {
    nickname: 'Sam',
    rights: ['agent', 'supervisor'],
    scope: 'all',
  });
  for (const member of [agent, helper, company.administrator]) {
    await sql`update public.members
              set first_name = ${CANARY}, last_name = ${CANARY}, email = ${`${CANARY}-${member.memberId}@example.org`}
              where id = ${member.memberId}`;
  }
  await sql`update public.departments set name = ${CANARY} where organization_id = ${company.id}`;
  const site = await addSite(sql, company);
  await sql`update public.sites set name = ${CANARY}, addresses = array[${`${CANARY}.example`}] where id = ${site.id}`;

  const neighbour = await addVisitor(sql, site);
  await sql`update public.visitors set name = ${CANARY}, email = ${`${CANARY}@example.org`} where id = ${neighbour.id}`;
  await start(neighbour, CANARY);

  const visitor = await addVisitor(sql, site);
  const conversation = await start(visitor, 'Hello');
  await rpc(sql, agent, 'accept_conversation', { p_conversation: conversation });
  await rpc(sql, agent, 'set_typing', { p_conversation: conversation, p_is_typing: true });
  await send(sql, agent, conversation, 'Hello, this is Robin.');
  await send(sql, agent, conversation, CANARY, 'note');
  await send(sql, helper, conversation, CANARY, 'note');
  await send(sql, visitor, conversation, 'Thanks');
  await rpc(sql, agent, 'mark_conversation', { p_conversation: conversation, p_delivered: 9, p_read: 9 });
  await rpc(sql, agent, 'return_conversation', { p_conversation: conversation });
  await rpc(sql, helper, 'accept_conversation', { p_conversation: conversation });
  await rpc(sql, helper, 'close_conversation', { p_conversation: conversation });
  await rpc(sql, helper, 'reopen_conversation', { p_conversation: conversation });
  story = { company, agent, helper, visitor, conversation };
});

async function start(visitor: Story['visitor'], body: string): Promise<string> {
  const id = randomUUID();
  await rpc(sql, visitor, 'start_conversation', {
    p_conversation: id,
    p_message: randomUUID(),
    p_body: body,
  });
  return id;
}

/** Ids and sign-ins of people, which a visitor has as little business with as their names. */
const forbidden = (): string[] => [
  CANARY,
  ...[story.agent, story.helper, story.company.administrator].flatMap((member) => [
    member.memberId,
    member.id,
  ]),
];

function expectNothingForbidden(what: string, learned: unknown): void {
  const text = JSON.stringify(learned);
  for (const word of forbidden()) expect(`${what}: ${text}`).not.toContain(word);
}

test('calling everything, a visitor learns nicknames and pictures, never names, addresses or notes [I21, P22]', async () => {
  const { visitor, conversation, company, agent } = story;
  const functions = await sql<{ name: string; parameters: string[]; types: string[] }[]>`
    select proname as name, coalesce(proargnames, '{}') as parameters,
           array(select format_type(t, null) from unnest(proargtypes) t) as types
    from pg_proc where pronamespace = 'public'::regnamespace order by proname = 'close_conversation'`;
  const ids: Record<string, string> = {
    p_conversation: conversation,
    p_organization: company.id,
    p_member: agent.memberId,
  };
  const valueFor = (parameter: string, type: string | undefined): unknown => {
    if (type === 'uuid') return ids[parameter] ?? randomUUID();
    if (type === 'integer') return 0;
    if (type === 'boolean') return true;
    if (type?.startsWith('timestamp')) return new Date().toISOString();
    return (
      { message_kind: 'text', availability_status: 'online', member_status: 'suspended' }[type ?? ''] ??
      'text'
    );
  };
  let answered = 0;
  for (const { name, parameters, types } of functions) {
    const values = Object.fromEntries(
      parameters.map((parameter, n) => [parameter, valueFor(parameter, types[n])]),
    );
    const outcome = await tryRpc(sql, visitor, name, values);
    if (outcome.ok) answered += 1;
    expectNothingForbidden(name, outcome);
    expectNothingForbidden(
      `${name} through REST`,
      (await rest(visitor, { path: `rpc/${name}`, body: values })).text,
    );
  }
  expect(answered).toBeGreaterThanOrEqual(7);
});

test('reading every table, a visitor gets no rows at all', async () => {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')`;
  for (const { name } of tables) {
    const answer = await rest(story.visitor, { path: `${name}?limit=5` });
    expectNothingForbidden(name, answer.text);
    // Some tables refuse `select *` because of their secret columns; the others are empty.
    expect([200, 403]).toContain(answer.status);
    if (answer.status === 200) expect(answer.body).toEqual([]);
  }
});

test('on their topic a visitor hears nicknames and pictures, never names, addresses or notes [I21]', async () => {
  const heard = await sentTo(sql, [`conversation:${story.conversation}`]);
  expect(new Set(heard.map((broadcast) => broadcast.event))).toEqual(
    new Set(['message', 'conversation', 'receipt', 'typing']),
  );
  expectNothingForbidden('the conversation’s topic', heard);
  expect(heard.filter(({ payload }) => payload.kind === 'note')).toEqual([]);
});

test('the same words do reach the members they are for, so their absence above means something', async () => {
  const heard = await sentTo(sql, [await ownTopic(sql, story.agent), await ownTopic(sql, story.helper)]);
  expect(heard.filter(({ payload }) => payload.body === CANARY && payload.kind === 'note')).not.toEqual([]);
  const seen = await rest(story.company.administrator, { path: 'members?select=first_name,email' });
  expect(seen.text).toContain(CANARY);
});

test('who answers is shown by nickname, and by picture only if they show it [I17, U19]', async () => {
  const { company, helper, visitor } = story;
  const conversation = await start(visitor, 'Me again');
  const path = `${company.id}/${randomUUID()}.webp`;
  const agentShown = async () => {
    const state = await rpc<{ conversation: { agent: unknown } }>(sql, visitor, 'visitor_messages', {
      p_conversation: conversation,
    });
    return state.conversation.agent;
  };
  await rpc(sql, helper, 'accept_conversation', { p_conversation: conversation });
  await sql`update public.members set avatar_path = ${path}, shows_avatar = true where id = ${helper.memberId}`;
  expect(await agentShown()).toEqual({ nickname: 'Sam', avatar_path: path });
  await sql`update public.members set shows_avatar = false where id = ${helper.memberId}`;
  expect(await agentShown()).toEqual({ nickname: 'Sam', avatar_path: null });
});

test('before anybody writes, the widget is told nicknames, pictures and whether somebody is there [I17, P5]', async () => {
  const { company, helper } = story;
  const site = await addSite(sql, company);
  await rpc(sql, helper, 'set_availability', { p_organization: company.id, p_status: 'online' });
  const config = await rpc<{ agents: unknown[]; is_online: boolean }>(sql, server, 'widget_config', {
    p_site_key: site.key,
  });
  expect(config.is_online).toBe(true);
  expect(config.agents).toEqual([{ nickname: 'Sam', avatar_path: null }]);
  expectNothingForbidden('widget_config', { ...config, addresses: [] });
});

test('a visitor’s secret is kept as a hash, and another secret opens nobody', async () => {
  const { visitor, company } = story;
  const row = only(
    await sql`select v.*, s.public_key from public.visitors v
                             join public.sites s on s.id = v.site_id where v.id = ${visitor.id}`,
  );
  expect(JSON.stringify(row)).not.toContain(visitor.secret);
  const elsewhere = await addSite(sql, company);
  const open = (key: unknown, secret: string) =>
    rpc<{ visitor_id: string } | null>(sql, server, 'open_visitor_session', {
      p_site_key: key,
      p_secret: secret,
      p_locale: 'en',
      p_user_agent: null,
      p_create: false,
    });
  expect(await open(row.public_key, visitor.secret)).toMatchObject({ visitor_id: visitor.id });
  expect(await open(row.public_key, `${visitor.secret.slice(0, -1)}x`)).toBeNull();
  expect(await open(row.public_key, '')).toBeNull();
  // The secret belongs to one site: another site of the same company does not know the visitor.
  expect(await open(elsewhere.key, visitor.secret)).toBeNull();
});
