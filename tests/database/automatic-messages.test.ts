import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  actAs,
  attempt,
  type Caller,
  only,
  openDatabase,
  rpc,
  type Transaction,
  withoutSweep,
} from '@/tests/support/database';
import {
  addMember,
  addSite,
  addVisitor,
  createCompany,
  goOnline,
  send,
  startConversation,
} from '@/tests/support/people';
import { ownTopic, sentTo } from '@/tests/support/topics';

const sql = openDatabase(12);

const MESSAGES = {
  en: { start: 'Hello, I am {OP_pseudo}.\n{OP_pseudo} reads {', end: 'Goodbye from {OP_pseudo}!' },
  fr: { start: 'Bonjour, ici {OP_pseudo}.' },
};

type Line = { seq: number; author: string; kind: string; body: string; author_member_id: string | null };
const linesOf = (id: string) =>
  sql<Line[]>`select seq, author, kind, body, author_member_id from public.messages
              where conversation_id = ${id} order by seq`;
/** The thread in short: events and notes by what they are, texts by who said what. */
const threadOf = async (id: string) =>
  (await linesOf(id)).map(({ author, kind, body }) => (kind === 'event' ? body : `${author}: ${body}`));
const rowOf = async (id: string) => only(await sql`select * from public.conversations where id = ${id}`);
const act = (caller: Caller, name: string, id: string, more: Record<string, unknown> = {}) =>
  rpc(sql, caller, name, { p_conversation: id, ...more });

async function team(options: { messages?: typeof MESSAGES; accept_within?: number } = {}) {
  const company = await createCompany(sql);
  const mira = await addMember(sql, company, { nickname: 'Mira {OP_pseudo}' });
  const bo = await addMember(sql, company, { nickname: 'Bo' });
  await sql`update public.members set first_name = 'Aldegonde', last_name = 'Secret' where organization_id = ${company.id}`;
  const site = await addSite(sql, company, { agents: [mira, bo] });
  await sql`update public.sites set automatic_messages = ${sql.json(options.messages ?? MESSAGES)},
            accept_within = ${options.accept_within ?? null}, misses_until_away = 20 where id = ${site.id}`;
  return { company, mira, bo, site };
}

const HELLO = 'system: Hello, I am Mira {OP_pseudo}.\nMira {OP_pseudo} reads {';

test('an agent who joins is introduced by nickname, once, and the chat ends with a word of theirs [I18, I19, I52]', async () => {
  const { mira, bo, site } = await team();
  const { id, visitor } = await startConversation(sql, site);
  await act(mira, 'accept_conversation', id);
  await act(mira, 'accept_conversation', id);
  expect(await threadOf(id)).toEqual(['visitor: Hello', 'assigned', HELLO]);

  // A colleague introduces themselves too; whoever comes back does not again.
  await act(mira, 'transfer_conversation', id, { p_member: bo.memberId });
  await act(bo, 'return_conversation', id);
  await act(mira, 'accept_conversation', id);
  await act(mira, 'close_conversation', id);
  await act(mira, 'close_conversation', id);
  await act(mira, 'reopen_conversation', id);
  await act(visitor, 'close_conversation', id);
  expect((await threadOf(id)).slice(3)).toEqual([
    'transferred',
    'system: Hello, I am Bo.\nBo reads {',
    'returned',
    'assigned',
    'system: Goodbye from Mira {OP_pseudo}!',
    'closed',
    'reopened',
    'system: Goodbye from Mira {OP_pseudo}!',
    'closed',
  ]);
  const lines = await linesOf(id);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
  expect(await rowOf(id)).toMatchObject({ last_seq: lines.length });
  // What a visitor reads and hears names nobody otherwise.
  const read = JSON.stringify([
    await act(visitor, 'visitor_messages', id),
    await sentTo(sql, [`conversation:${id}`]),
  ]);
  expect(read).toContain('Hello, I am Bo.');
  expect(read).not.toMatch(/Aldegonde|Secret/);
});

test('both sides hear it live, and it counts as no answer: not as read, not as accepted, not as the last word [I18, I19]', async () => {
  const { company, mira, site } = await team();
  const { id, visitor } = await startConversation(sql, site, 'Is it in stock?');
  await act(mira, 'accept_conversation', id);
  const before = await rowOf(id);
  expect(before).toMatchObject({
    agent_unread: 1,
    visitor_unread: 0,
    agent_read_seq: 0,
    first_answered_at: null,
    last_message_author: 'visitor',
    last_message_preview: 'Is it in stock?',
    burst_count: 1,
  });
  for (const topic of [`conversation:${id}`, await ownTopic(sql, mira)]) {
    const heard = (await sentTo(sql, [topic])).filter(({ event }) => event === 'message');
    expect(heard.at(-1)?.payload).toMatchObject({ seq: 3, author: 'system', kind: 'text' });
  }
  await act(visitor, 'mark_conversation', id, { p_delivered: 3, p_read: 2 });
  expect(await rowOf(id)).toMatchObject({ visitor_unread: 0 });
  await send(sql, mira, id, 'It is.');
  const answered = await rowOf(id);
  await act(mira, 'close_conversation', id);
  expect(await rowOf(id)).toMatchObject({
    visitor_unread: 1,
    last_message_preview: 'It is.',
    last_message_at: answered.last_message_at,
    first_answered_at: answered.first_answered_at,
  });
  expect(await sql`select 1 from private.mails where organization_id = ${company.id}`).toHaveLength(0);
});

test('who is given a chat is introduced when they open it, and who does not is not [I18]', async () => {
  const { company, mira, bo, site } = await team({ accept_within: 20 });
  await sql`update public.sites set assignment = 'automatic' where id = ${site.id}`;
  await withoutSweep(sql, async () => {
    await goOnline(sql, company, mira);
    const { id } = await startConversation(sql, site);
    await goOnline(sql, company, bo);
    expect(await threadOf(id)).toEqual(['visitor: Hello', 'assigned']);
    await sql`update public.conversations set accept_by = now() - interval '1 second' where id = ${id}`;
    await sql`select private.pass_time(${company.id})`;
    const open = () => act(bo, 'mark_conversation', id, { p_delivered: 1, p_read: 1 });
    await Promise.all([open(), open(), open(), open()]);
    expect((await threadOf(id)).slice(2)).toEqual([
      'missed',
      'assigned',
      'system: Hello, I am Bo.\nBo reads {',
    ]);
  });
});

test('of ten who take and ten who end a chat at once, one is introduced and one word ends it [I18, I19]', async () => {
  const { company, site } = await team();
  const agents = await Promise.all(
    Array.from({ length: 5 }, (_, n) => addMember(sql, company, { nickname: `Agent ${n}` })),
  );
  await sql`update public.sites set all_agents = true where id = ${site.id}`;
  const { id, visitor } = await startConversation(sql, site);
  await Promise.allSettled([...agents, ...agents].map((agent) => act(agent, 'accept_conversation', id)));
  const { assignee_id } = await rowOf(id);
  const owner = agents.find(({ memberId }) => memberId === assignee_id);
  if (!owner) throw new Error('Nobody has it.');
  await Promise.allSettled(
    Array.from({ length: 5 }).flatMap(() => [
      act(visitor, 'close_conversation', id),
      act(owner, 'close_conversation', id),
    ]),
  );
  const said = (await linesOf(id)).filter(({ author, kind }) => author === 'system' && kind === 'text');
  expect(said.map(({ author_member_id }) => author_member_id)).toEqual([owner.memberId, owner.memberId]);
});

test('it is said in the language of the visitor’s chat, to tests too, and not where there is no text or no agent', async () => {
  const { mira, site, company } = await team();
  const tester = await addMember(sql, company, { nickname: 'Tess', rights: ['tester'], inDepartment: false });
  const french = await startConversation(sql, site);
  await sql`update public.visitors set locale = 'fr' where id = ${french.visitor.id}`;
  await act(mira, 'accept_conversation', french.id);
  await act(mira, 'close_conversation', french.id);
  expect(await threadOf(french.id)).toEqual([
    'visitor: Hello',
    'assigned',
    'system: Bonjour, ici Mira {OP_pseudo}.',
    'closed',
  ]);

  await sql`insert into public.site_agents (organization_id, site_id, member_id)
            values (${company.id}, ${site.id}, ${tester.memberId})`;
  const trial = await startConversation(sql, site, 'Does it work?', true);
  await act(tester, 'accept_conversation', trial.id);
  expect((await threadOf(trial.id)).at(-1)).toContain('I am Tess');

  const nobody = await startConversation(sql, site);
  await act(nobody.visitor, 'close_conversation', nobody.id);
  expect(await threadOf(nobody.id)).toEqual(['visitor: Hello', 'closed']);
});

test('an offline message is no chat: nobody is introduced until its agent makes it one [I18]', async () => {
  const { mira, site } = await team();
  const visitor = await addVisitor(sql, site);
  const id = randomUUID();
  await sql`update public.sites set offline_form_id = null where id = ${site.id}`;
  await rpc(sql, visitor, 'leave_message', {
    p_conversation: id,
    p_message: randomUUID(),
    p_body: 'Write to me',
    p_start: { answers: { name: 'Ann', email: 'ann@example.org' } },
  });
  await act(mira, 'accept_conversation', id);
  expect(await threadOf(id)).toEqual(['visitor: Write to me', 'assigned']);
  await act(mira, 'make_live', id);
  expect((await threadOf(id)).slice(2)).toEqual(['made_live', HELLO]);
});

test('what cannot be said is refused where it is written; all else is stored as it was typed [I18, I52]', async () => {
  const { company, mira, site } = await team();
  const save = (messages: unknown) => (tx: Transaction) =>
    tx`update public.sites set automatic_messages = ${tx.json(messages as never)} where id = ${site.id} returning id`;
  const wrong = [
    [],
    'Hello',
    { de: {} },
    { en: 'Hello' },
    { en: { start: 1 } },
    { en: { start: '' } },
    { en: { start: '  ' } },
    { en: { start: ' Hello' } },
    { en: { middle: 'Hello' } },
    { en: { start: `Ring${String.fromCodePoint(7)}` } },
    { en: { start: 'x'.repeat(501) } },
    ...['{op_pseudo}', '{OP_psuedo}', '{ OP_pseudo }', '{{OP_pseudo}}', '{name}', '{}'].map((tag) => ({
      fr: { end: `Bonjour ${tag}` },
    })),
  ];
  for (const messages of wrong)
    expect(await attempt(sql, company.administrator, save(messages)), JSON.stringify(messages)).toMatchObject(
      { ok: false, code: '23514' },
    );
  const right = { en: { start: `${'x'.repeat(489)}{OP_pseudo}` }, fr: { end: 'À bientôt :-{\nMerci' } };
  expect(await actAs(sql, mira, save(right))).toHaveLength(0);
  expect(await actAs(sql, company.administrator, save(right))).toHaveLength(1);
  const stored = only(await sql`select automatic_messages from public.sites where id = ${site.id}`);
  expect(stored.automatic_messages).toEqual(right);
});
