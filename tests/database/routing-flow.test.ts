import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { only, openDatabase, rpc, tryRpc, withoutSweep } from '@/tests/support/database';
import {
  addGroup,
  addMember,
  addMembers,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  goOnline,
  type Member,
  type Site,
  send,
  startConversation,
  type Visitor,
} from '@/tests/support/people';
import { sentTo } from '@/tests/support/topics';
import { contradictions } from './assignment-truth';

const sql = openDatabase(6);
const LEFT = { name: 'Vi', email: 'vi@example.org' };

async function team(count: number, limit: number | null = 4, settings: Record<string, unknown> = {}) {
  const company = await createCompany(sql);
  const agents = await addMembers(sql, company, count, { limit });
  const site = await addSite(sql, company, { assignment: 'automatic', agents });
  if (Object.keys(settings).length > 0)
    await sql`update public.sites set ${sql(settings)} where id = ${site.id}`;
  const [one = company.administrator, two = company.administrator] = agents;
  return { company, agents, one, two, site };
}
const rowOf = async (id: string) =>
  only(
    await sql<
      {
        status: string;
        channel: string;
        assignee_id: string | null;
        department_id: string | null;
        skill_id: string | null;
        language: string | null;
        is_urgent: boolean;
        wanted_member_id: string | null;
      }[]
    >`select status, channel, assignee_id, department_id, skill_id, language, is_urgent, wanted_member_id
      from public.conversations where id = ${id}`,
  );
const eventsOf = async (id: string) =>
  (
    await sql<{ body: string }[]>`
      select body from public.messages where conversation_id = ${id} and kind = 'event' order by seq`
  ).map((row) => row.body);
const begin = (visitor: Visitor, name: string, p_start: Record<string, unknown> = {}, id = randomUUID()) =>
  tryRpc<{ conversation: { id: string; queue: { position: number } | null } }>(sql, visitor, name, {
    p_conversation: id,
    p_message: randomUUID(),
    p_body: 'Hello',
    p_start,
  });
/** A chat with facts or answers of its own; its id. */
async function startWith(site: Site, p_start: Record<string, unknown>, visitor?: Visitor): Promise<string> {
  const id = randomUUID();
  const outcome = await begin(visitor ?? (await addVisitor(sql, site)), 'start_conversation', p_start, id);
  expect(outcome).toMatchObject({ ok: true });
  return id;
}
/** What the scheduler's sweep does, for one company and at the moment that is meant. */
const passTime = (company: Company) => sql`select private.pass_time(${company.id})`;
const closeTheSite = async (company: Company, site: Site) =>
  sql`update public.opening_hours set is_always_open = false where organization_id = ${company.id} and site_id is null
      returning (select private.site_is_open(${site.id}, now())) as was_open`;
const act = (member: Member, name: string, id: string, more: Record<string, unknown> = {}) =>
  tryRpc(sql, member, name, { p_conversation: id, ...more });

describe('what is given and not opened', () => {
  test('goes to the next agent; who misses too many is away, and opening one starts the count again', async () => {
    const { company, one, two, site } = await team(2, 4, { accept_within: 20, misses_until_away: 2 });
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const { id } = await startConversation(sql, site);
      expect((await rowOf(id)).assignee_id).toBe(one.memberId);
      await goOnline(sql, company, two);
      const late =
        () => sql`update public.conversations set accept_by = now() - interval '1 second' where accept_by is not null
                             and organization_id = ${company.id}`;
      await late();
      await passTime(company);
      expect(await rowOf(id)).toMatchObject({ status: 'open', assignee_id: two.memberId });
      expect(await eventsOf(id)).toEqual(['assigned', 'missed', 'assigned']);
      await rpc(sql, two, 'mark_conversation', { p_conversation: id, p_delivered: 1, p_read: 1 });
      await late();
      await passTime(company);
      expect(await rowOf(id)).toMatchObject({ status: 'open', assignee_id: two.memberId });

      await rpc(sql, two, 'set_availability', { p_organization: company.id, p_status: 'away' });
      const next = await startConversation(sql, site);
      expect((await rowOf(next.id)).assignee_id).toBe(one.memberId);
      await late();
      await passTime(company);
      const state = only(
        await sql`select status, misses from public.agent_availability where member_id = ${one.memberId}`,
      );
      expect(state).toEqual({ status: 'away', misses: 0 });
      expect(await rowOf(next.id)).toMatchObject({ status: 'waiting' });
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });
});

describe('an agent who is gone', () => {
  test('and signs out leaves their chats to a colleague who is there; without one they stay theirs', async () => {
    const { company, one, two, site } = await team(2);
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const { id } = await startConversation(sql, site);
      await rpc(sql, one, 'end_lease', { p_organization: company.id });
      expect(await rowOf(id)).toMatchObject({ status: 'open', assignee_id: one.memberId });
      await goOnline(sql, company, one);
      await goOnline(sql, company, two);
      await rpc(sql, one, 'end_lease', { p_organization: company.id });
      expect(await rowOf(id)).toMatchObject({ status: 'open', assignee_id: two.memberId });
      const [first, second] = await sql<{ ended: string | null; reason: unknown }[]>`
        select ended, reason from public.assignments where conversation_id = ${id} order by id`;
      expect(first?.ended).toBe('left');
      expect(second).toMatchObject({ ended: null, reason: { by: 'high', of: 1, without: [] } });
    });
  });

  test('and whose computer fell silent does so too, a moment after the lease has ended', async () => {
    const { company, one, two, site } = await team(2);
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const { id } = await startConversation(sql, site);
      await goOnline(sql, company, two);
      const silentFor = (seconds: number) => sql`
        update public.agent_availability set lease_expires_at = now() - make_interval(secs => ${seconds}) where member_id = ${one.memberId}`;
      await silentFor(5);
      await passTime(company);
      expect((await rowOf(id)).assignee_id).toBe(one.memberId);
      await silentFor(25);
      await passTime(company);
      expect((await rowOf(id)).assignee_id).toBe(two.memberId);
    });
  });
});

describe('the queue', () => {
  test('tells each visitor their place, and all of them when it moves', async () => {
    const { company, one, site } = await team(1, 1);
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const served = await startConversation(sql, site);
      const second = await startConversation(sql, site);
      const third = await startConversation(sql, site);
      const placeOf = async ({ id, visitor }: { id: string; visitor: Visitor }) =>
        (
          await rpc<{ conversation: { queue: { position: number } | null } }>(
            sql,
            visitor,
            'visitor_messages',
            {
              p_conversation: id,
            },
          )
        ).conversation.queue?.position ?? null;
      expect([await placeOf(served), await placeOf(second), await placeOf(third)]).toEqual([null, 1, 2]);
      await act(one, 'close_conversation', served.id);
      expect([await placeOf(second), await placeOf(third)]).toEqual([null, 1]);
      const told = (await sentTo(sql, [`conversation:${third.id}`])).filter(({ event }) => event === 'queue');
      expect(told.at(-1)?.payload).toMatchObject({ conversation_id: third.id, position: 1 });
    });
  });

  test('makes nobody wait who is refused: full, closed or badly answered is plain before anything is locked', async () => {
    const { company, one, site } = await team(1, 1, { queue_max: 0 });
    await goOnline(sql, company, one);
    await startConversation(sql, site);
    const visitor = await addVisitor(sql, site);
    const start = () => begin(visitor, 'start_conversation', {});
    await sql.begin(async (holder) => {
      await holder`select private.lock_assignment(${company.id})`;
      expect(await start()).toMatchObject({ ok: false, message: 'queue_is_full' });
      expect(await begin(visitor, 'leave_message', { answers: { email: 'nobody' } })).toMatchObject({
        ok: false,
        code: 'PT422',
      });
    });
    await closeTheSite(company, site);
    await sql.begin(async (holder) => {
      await holder`select private.lock_assignment(${company.id})`;
      expect(await start()).toMatchObject({ ok: false, message: 'nobody_can_answer' });
    });
  });

  test('is no longer than the site allows: one more is refused, and nothing of it is kept', async () => {
    const { company, one, site } = await team(1, 1, { queue_max: 1 });
    await goOnline(sql, company, one);
    await startConversation(sql, site);
    await startConversation(sql, site);
    const visitor = await addVisitor(sql, site);
    const id = randomUUID();
    expect(await begin(visitor, 'start_conversation', {}, id)).toMatchObject({
      ok: false,
      code: 'PT409',
      message: 'queue_is_full',
    });
    expect(await sql`select 1 from public.conversations where id = ${id}`).toEqual([]);
    expect(await begin(visitor, 'leave_message', { answers: LEFT }, id)).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ channel: 'nrt' });
  });

  test('keeps nobody longer than the site allows: their chat is answered when there is time', async () => {
    const { company, one, site } = await team(1, 1, { wait_max: 60 });
    await sql`update public.agent_availability set nrt_max = 1 where member_id = ${one.memberId}`;
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      await startConversation(sql, site);
      const { id } = await startConversation(sql, site);
      await sql`update public.conversations set waiting_since = now() - interval '61 seconds' where id = ${id}`;
      await passTime(company);
      expect(await rowOf(id)).toMatchObject({ channel: 'nrt', status: 'open', assignee_id: one.memberId });
      expect(await eventsOf(id)).toEqual(['overflowed', 'assigned']);
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });

  test('whose wait has ended says where to answer, under what was said already; who still waits may go the same way', async () => {
    const { company, one, site } = await team(1, 1, { wait_max: 60 });
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      await startConversation(sql, site);
      for (const hasEnded of [true, false]) {
        const visitor = await addVisitor(sql, site);
        const id = randomUUID();
        const said = { p_conversation: id, p_message: randomUUID(), p_body: 'Hello' };
        await rpc(sql, visitor, 'start_conversation', said);
        if (hasEnded) {
          await sql`update public.conversations set waiting_since = now() - interval '61 seconds' where id = ${id}`;
          await passTime(company);
        }
        expect(await rowOf(id)).toMatchObject({ channel: hasEnded ? 'nrt' : 'live' });
        expect(await tryRpc(sql, visitor, 'leave_message', { ...said, p_start: {} })).toMatchObject({
          ok: false,
          field: 'name',
        });
        const left = { ...said, p_start: { answers: LEFT } };
        expect(await rpc(sql, visitor, 'leave_message', left)).toMatchObject({
          conversation: { channel: 'nrt', queue: null, has_email: true },
        });
        expect((await eventsOf(id)).filter((event) => event === 'overflowed')).toHaveLength(1);
        const texts =
          await sql`select body from public.messages where conversation_id = ${id} and kind = 'text'`;
        expect(texts.map(({ body }) => body)).toEqual(['Hello']);
      }
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });

  test('serves the urgent first, and chats before messages', async () => {
    const { company, one, site } = await team(1, 1, {});
    await rpc(sql, company.administrator, 'save_targeting_rule', {
      p_site: site.id,
      p_id: randomUUID(),
      p_rule: {
        name: 'Checkout',
        conditions: [{ on: 'page', is: 'contains', value: '/checkout' }],
        is_urgent: true,
      },
    });
    await withoutSweep(sql, async () => {
      const message = randomUUID();
      await begin(await addVisitor(sql, site), 'leave_message', { answers: LEFT }, message);
      const first = await startConversation(sql, site);
      const urgent = await startWith(site, { facts: { page_url: 'https://shop.example/checkout?step=2' } });
      expect((await rowOf(urgent)).is_urgent).toBe(true);
      await sql`update public.agent_availability set nrt_max = 1 where member_id = ${one.memberId}`;
      await goOnline(sql, company, one);
      expect((await rowOf(urgent)).assignee_id).toBe(one.memberId);
      expect((await rowOf(first.id)).status).toBe('waiting');
      expect((await rowOf(message)).assignee_id).toBe(one.memberId);
    });
  });
});

describe('outside opening hours', () => {
  test('no chat starts, whoever is signed in; what waits becomes a message; opening gives out what waited [A29, A30]', async () => {
    const { company, one, site } = await team(1, 1);
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      await startConversation(sql, site);
      const waiting = await startConversation(sql, site);
      await closeTheSite(company, site);
      expect(await begin(await addVisitor(sql, site), 'start_conversation')).toMatchObject({
        ok: false,
        code: 'PT409',
        message: 'nobody_can_answer',
      });
      await passTime(company);
      expect(await rowOf(waiting.id)).toMatchObject({ channel: 'nrt', status: 'waiting' });
      const left = randomUUID();
      expect(
        await begin(await addVisitor(sql, site), 'leave_message', { answers: LEFT }, left),
      ).toMatchObject({ ok: true });
      expect(await rowOf(left)).toMatchObject({ channel: 'nrt', status: 'waiting' });
      await sql`update public.opening_hours set is_always_open = true where organization_id = ${company.id}`;
      await passTime(company);
      expect(await rowOf(left)).toMatchObject({ status: 'open', assignee_id: one.memberId });
      expect(await rowOf(waiting.id)).toMatchObject({ status: 'open', assignee_id: one.memberId });
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });

  test('a message needs an address to answer to, and says which field is wrong', async () => {
    const { site } = await team(1);
    const visitor = await addVisitor(sql, site);
    expect(await begin(visitor, 'leave_message')).toMatchObject({ ok: false, code: 'PT422', field: 'name' });
    expect(
      await begin(visitor, 'leave_message', { answers: { name: 'Vi', email: 'nowhere' } }),
    ).toMatchObject({
      ok: false,
      code: 'PT422',
      field: 'email',
    });
  });
});

describe('messages that are answered when there is time', () => {
  test('count apart from chats, up to a limit of their own, and become chats when there is room [U21, U22]', async () => {
    const { company, one, site } = await team(1, 1);
    await sql`update public.agent_availability set nrt_max = 1 where member_id = ${one.memberId}`;
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const chat = await startConversation(sql, site);
      const [first, second] = [randomUUID(), randomUUID()];
      await begin(await addVisitor(sql, site), 'leave_message', { answers: LEFT }, first);
      await begin(await addVisitor(sql, site), 'leave_message', { answers: LEFT }, second);
      expect([(await rowOf(first)).assignee_id, (await rowOf(second)).assignee_id]).toEqual([
        one.memberId,
        null,
      ]);
      expect(await act(one, 'make_live', first)).toMatchObject({ ok: false, message: 'agent_is_at_limit' });
      await act(one, 'close_conversation', chat.id);
      expect(await act(one, 'make_live', first)).toMatchObject({ ok: true, value: { channel: 'live' } });
      const load = only(
        await sql`select live_load, nrt_load from public.agent_availability where member_id = ${one.memberId}`,
      );
      expect(load).toMatchObject({ live_load: 1 });
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });
});

describe('a returning visitor', () => {
  test.each([
    [true, 'meets the agent they talked to last'],
    [false, 'meets whoever is next where the site does not want that'],
  ])('%s: %s', async (prefers) => {
    const { company, one, two, site } = await team(2, 4, { prefers_last_agent: prefers });
    await goOnline(sql, company, two);
    const { id, visitor } = await startConversation(sql, site);
    expect((await rowOf(id)).assignee_id).toBe(two.memberId);
    await startConversation(sql, site);
    await act(two, 'close_conversation', id);
    await goOnline(sql, company, one);
    const again = await startWith(site, {}, visitor);
    expect((await rowOf(again)).assignee_id).toBe(prefers ? two.memberId : one.memberId);
  });
});

describe('handing over', () => {
  test('to a colleague, who then sees it and must have room; to a department, whose next free agent has it [N10]', async () => {
    const { company, one, two, site } = await team(2, 1);
    await withoutSweep(sql, async () => {
      await goOnline(sql, company, one);
      const { id } = await startConversation(sql, site);
      expect(await act(two, 'transfer_conversation', id, { p_member: two.memberId })).toMatchObject({
        ok: false,
        code: '42501',
      });
      expect(await act(one, 'transfer_conversation', id, { p_member: two.memberId })).toMatchObject({
        ok: true,
      });
      expect(await rowOf(id)).toMatchObject({ status: 'open', assignee_id: two.memberId });
      expect(await send(sql, two, id, 'I take over.')).toBeTruthy();
      await sql`update public.agent_availability set live_load = 1 where member_id = ${one.memberId}`;
      expect(await act(two, 'transfer_conversation', id, { p_member: one.memberId })).toMatchObject({
        ok: false,
        message: 'agent_is_at_limit',
      });
      await sql`update public.agent_availability set live_load = 0 where member_id = ${one.memberId}`;
      const department = randomUUID();
      await rpc(sql, company.administrator, 'save_department', {
        p_organization: company.id,
        p_id: department,
        p_name: 'Billing',
      });
      expect(await act(two, 'transfer_conversation', id, { p_department: department })).toMatchObject({
        ok: true,
      });
      expect(await rowOf(id)).toMatchObject({ status: 'waiting', department_id: department });
      expect(await act(two, 'accept_conversation', id)).toMatchObject({ ok: false, code: '42501' });
      await rpc(sql, company.administrator, 'set_department_members', {
        p_department: department,
        p_members: [one.memberId],
        p_is_member: true,
      });
      expect(await rowOf(id)).toMatchObject({ status: 'open', assignee_id: one.memberId });
      expect(await eventsOf(id)).toEqual([
        'assigned',
        'transferred',
        'transferred_to_department',
        'assigned',
      ]);
    });
    expect(await contradictions(sql, company.id)).toEqual([]);
  });

  test('never to somebody who cannot answer, and never across groups', async () => {
    const { company, one, site } = await team(1);
    const expert = await addMember(sql, company, { rights: ['expert'] });
    const { id } = await startConversation(sql, site);
    await act(one, 'accept_conversation', id);
    expect(await act(one, 'transfer_conversation', id, { p_member: expert.memberId })).toMatchObject({
      ok: false,
      code: 'PT422',
      message: 'member_cannot_answer',
    });
    await addGroup(sql, company, 'North', [one]);
    expect(
      await act(one, 'transfer_conversation', id, { p_member: company.administrator.memberId }),
    ).toMatchObject({ ok: false, message: 'member_cannot_answer' });
  });
});

describe('rules that look at the visit', () => {
  const save = (company: Company, site: Site, rule: Record<string, unknown>) =>
    rpc<{ id: string }>(sql, company.administrator, 'save_targeting_rule', {
      p_site: site.id,
      p_id: randomUUID(),
      p_rule: rule,
    });

  test('send it to a skill; the first that fits decides; what would happen says the same as what happens [I38, P7]', async () => {
    const { company, one, two, site } = await team(2);
    const skill = randomUUID();
    await rpc(sql, company.administrator, 'save_skill', {
      p_organization: company.id,
      p_id: skill,
      p_name: 'Returns',
    });
    await rpc(sql, company.administrator, 'update_member', {
      p_member: two.memberId,
      p_changes: { skills: [skill] },
    });
    const page = { on: 'page', is: 'contains', value: '/returns' };
    const fits = await save(company, site, { name: 'Returns', conditions: [page], skill_id: skill });
    const later = await save(company, site, { name: 'Later', conditions: [page], is_urgent: true });
    await goOnline(sql, company, one);
    await goOnline(sql, company, two);
    const facts = {
      page_url: 'https://shop.example/RETURNS/7',
      language: 'en-GB',
      device: 'phone',
      visits: 3,
    };
    const preview = () =>
      rpc<Record<string, unknown> & { agents: { nickname: string; obstacle: string | null }[] }>(
        sql,
        company.administrator,
        'preview_routing',
        { p_site: site.id, p_facts: facts },
      );
    expect(await preview()).toMatchObject({
      outcome: 'assigned',
      rule: { id: fits.id, name: 'Returns' },
      skill_id: skill,
      language: 'en',
      choice: { member_id: two.memberId },
      agents: [
        { nickname: 'Agent 2', obstacle: null },
        { nickname: 'Agent 1', obstacle: 'no_skill' },
        ...Array.from({ length: 1 }, () => expect.anything()),
      ],
    });
    const id = await startWith(site, { facts });
    expect(await rowOf(id)).toMatchObject({ skill_id: skill, assignee_id: two.memberId, is_urgent: false });
    await rpc(sql, company.administrator, 'move_targeting_rule', { p_rule: later.id, p_before: fits.id });
    expect(await rowOf(await startWith(site, { facts }))).toMatchObject({ skill_id: null, is_urgent: true });
  });

  test('where agents help themselves, What would happen knows a full queue too', async () => {
    const { company, site } = await team(1, 4, { assignment: 'manual', queue_max: 1 });
    const outcome = async () => {
      const parameters = { p_site: site.id };
      const preview = await rpc<{ outcome: string }>(
        sql,
        company.administrator,
        'preview_routing',
        parameters,
      );
      return preview.outcome;
    };
    expect(await outcome()).toBe('offered');
    await startWith(site, {});
    expect(await outcome()).toBe('queue_is_full');
    expect(await begin(await addVisitor(sql, site), 'start_conversation', {})).toMatchObject({
      ok: false,
      message: 'queue_is_full',
    });
  });

  test('what cannot be a fact is left out, and a false condition is refused by name', async () => {
    const { company, site } = await team(1);
    const id = await startWith(site, {
      facts: {
        page_url: 'javascript:alert(1)',
        language: '<b>',
        visits: -4,
        device: 'toaster',
        seconds: 'x',
      },
    });
    expect(await rowOf(id)).toMatchObject({ language: 'en' });
    const page = { on: 'page', is: 'contains', value: 'x' };
    for (const condition of [{ ...page, on: 'moon' }, { ...page, more: 'x'.repeat(1_000_000) }, 'page']) {
      const refused = await tryRpc(sql, company.administrator, 'save_targeting_rule', {
        p_site: site.id,
        p_id: randomUUID(),
        p_rule: { name: 'X', conditions: [condition] },
      });
      expect(refused).toMatchObject({ ok: false, code: 'PT422', field: 'conditions' });
    }
  });

  test('may hide the chat, or have it speak first, after the seconds asked for', async () => {
    const { company, site } = await team(1);
    await save(company, site, {
      name: 'Jobs',
      conditions: [{ on: 'page', is: 'contains', value: '/jobs' }],
      hides_chat: true,
    });
    const invited = await save(company, site, {
      name: 'Undecided',
      conditions: [{ on: 'seconds', is: 'at_least', value: 40 }],
      invitation_en: 'Can we help?',
    });
    const card = async (facts: Record<string, unknown>) =>
      only(
        await sql<{ card: unknown }[]>`
          select private.targeting_card(${site.id}, private.clean_facts(${sql.json(facts as never)})) as card`,
      ).card;
    expect(await card({ page_url: 'https://shop.example/jobs' })).toEqual({
      hides_chat: true,
      invitation: null,
    });
    expect(await card({ page_url: 'https://shop.example/', seconds: 15 })).toEqual({
      hides_chat: false,
      invitation: { id: invited.id, en: 'Can we help?', fr: 'Can we help?', after_seconds: 25 },
    });
  });
});
