import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { conversationColumns } from '@/lib/conversations/schema';
import { openDatabase, rpc, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addSite,
  type Company,
  createCompany,
  type Member,
  type Site,
  send,
  startConversation,
} from '@/tests/support/people';
import { momentOf, ownTopic, sentTo } from '@/tests/support/topics';

/** Opening a thread: everything it shows in one answer, and nothing the caller may not read. */
const sql = openDatabase();
let company: Company;
let site: Site;
let agent: Member;
beforeAll(async () => {
  company = await createCompany(sql);
  agent = await addMember(sql, company, { limit: null });
  site = await addSite(sql, company, { agents: [agent] });
});

type ThreadPage = {
  conversation: Record<string, unknown>;
  visitor: Record<string, unknown>;
  messages: { seq: number; kind: string }[];
  has_older: boolean;
  others: { id: string }[];
};
const open = (id: string, organization = company.id) =>
  rpc<ThreadPage>(sql, agent, 'thread_page', { p_organization: organization, p_conversation: id });
const accept = (id: string) => rpc(sql, agent, 'accept_conversation', { p_conversation: id });
const close = (id: string) => rpc(sql, agent, 'close_conversation', { p_conversation: id });

test('holds the whole of a short thread, with its notes and events', async () => {
  const { id, visitor } = await startConversation(sql, site);
  await accept(id);
  await send(sql, agent, id, 'Between us', 'note');
  const page = await open(id);
  expect(page.messages.map(({ kind }) => kind)).toEqual(['text', 'event', 'note']);
  expect(page).toMatchObject({ conversation: { id, last_seq: 3 }, visitor: { id: visitor.id } });
  expect(page).toMatchObject({ has_older: false, others: [] });
});

test('holds the newest fifty messages of a long thread, in order, and says that there are older ones', async () => {
  const { id } = await startConversation(sql, site);
  await accept(id);
  for (let n = 0; n < 60; n += 1) await send(sql, agent, id, `Line ${n}`);
  const page = await open(id);
  expect(page.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 13));
  expect(page.has_older).toBe(true);
});

test('holds what is counted for the rate limit, and the visitor’s secret, for nobody', async () => {
  const { id } = await startConversation(sql, site);
  const page = await open(id);
  expect(Object.keys(page.conversation)).not.toContain('burst_count');
  expect(Object.keys(page.visitor)).not.toContain('secret_hash');
});

test('holds a conversation as lists ask for it and broadcasts carry it: what is known is not drawn anew', async () => {
  const { id } = await startConversation(sql, site);
  const topic = await ownTopic(sql, agent);
  const before = await momentOf(sql, [topic]);
  await accept(id);
  const heard = (await sentTo(sql, [topic], before)).find(({ event }) => event === 'conversation');
  const columns = conversationColumns.split(', ').sort();
  expect(Object.keys((await open(id)).conversation).sort()).toEqual(columns);
  expect(Object.keys(heard?.payload ?? {}).sort()).toEqual(columns);
});

test('holds what else the visitor said, as far as the caller may see it', async () => {
  const { id: first, visitor } = await startConversation(sql, site);
  await accept(first);
  await close(first);
  const second = randomUUID();
  await rpc(sql, visitor, 'start_conversation', {
    p_conversation: second,
    p_message: randomUUID(),
    p_body: 'Me again',
  });
  expect((await open(second)).others.map(({ id }) => id)).toEqual([first]);

  const elsewhere = await addMember(sql, company, { limit: null });
  await addSite(sql, company, { agents: [elsewhere] });
  await sql`insert into public.site_agents (organization_id, site_id, member_id)
            values (${company.id}, ${site.id}, ${elsewhere.memberId})`;
  const page = await rpc<ThreadPage>(sql, elsewhere, 'thread_page', {
    p_organization: company.id,
    p_conversation: second,
  });
  expect(page.others).toEqual([]);
});

test('is of the organization asked for, though the caller may be a member of several', async () => {
  const { id } = await startConversation(sql, site);
  const other = await createCompany(sql);
  const refused = await tryRpc(sql, agent, 'thread_page', { p_organization: other.id, p_conversation: id });
  expect(refused).toMatchObject({ ok: false, code: '42501', message: 'not_allowed' });
});
