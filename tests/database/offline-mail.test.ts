import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { only, openDatabase, rpc } from '@/tests/support/database';
import {
  addMember,
  addMembers,
  addSite,
  addVisitor,
  createCompany,
  type Member,
  send,
} from '@/tests/support/people';
import { fillBucket } from '@/tests/support/rate-limits';

const sql = openDatabase(4);

type Claimed = {
  id: string;
  claim: string;
  kind: 'answer' | 'offline_message';
  to: string;
  locale: string;
  answers?: string[];
  question?: string;
  message?: string;
};

async function left(options: { email?: string | null; agents?: number } = {}) {
  const company = await createCompany(sql);
  const agents = await addMembers(sql, company, options.agents ?? 1, { limit: 4 });
  const site = await addSite(sql, company, { assignment: 'manual', agents });
  const visitor = await addVisitor(sql, site);
  const email = options.email === undefined ? `${randomUUID()}@example.org` : options.email;
  const id = randomUUID();
  await rpc(sql, visitor, 'leave_message', {
    p_conversation: id,
    p_message: randomUUID(),
    p_body: 'Where is my order?',
    p_start: { answers: { name: 'Vi', email: 'vi@example.org' }, facts: { language: 'fr-FR' } },
  });
  await sql`update public.visitors set email = ${email} where id = ${visitor.id}`;
  const [agent = company.administrator] = agents;
  return { company, agents, agent, site, visitor, email, id };
}
type Left = Awaited<ReturnType<typeof left>>;

async function answered(options: { email?: string | null } = {}): Promise<Left> {
  const message = await left(options);
  await rpc(sql, message.agent, 'accept_conversation', { p_conversation: message.id });
  await send(sql, message.agent, message.id, 'It left today.');
  return message;
}

/** Claims what is due of one conversation, as if the time had come. Other tests' mails are not touched. */
async function claim(id: string): Promise<Claimed[]> {
  await sql`update private.mails set due_at = now() - interval '1 day' where conversation_id = ${id} and due_at is not null`;
  return take(id);
}
async function take(id: string): Promise<Claimed[]> {
  const { mails } = only(await sql<{ mails: Claimed[] }[]>`select public.claim_mails(100) as mails`);
  const ours = await sql<{ id: string }[]>`select id from private.mails where conversation_id = ${id}`;
  const ids = new Set(ours.map((row) => row.id));
  return mails.filter((mail) => ids.has(mail.id));
}
const settle = async (mail: Claimed | undefined, error: string | null = null, isFinal = false) =>
  only(
    await sql<{ is_settled: boolean }[]>`
      select public.settle_mail(${mail?.id ?? null}, ${mail?.claim ?? null}, ${error}, ${isFinal}) as is_settled`,
  ).is_settled;
const rowOf = async (id: string, recipient = 'visitor') =>
  only(
    await sql<{ due_in: number | null; attempts: number; error: string | null }[]>`
      select extract(epoch from due_at - now())::float8 as due_in, attempts, error
      from private.mails where conversation_id = ${id} and recipient = ${recipient}`,
  );

describe('an answer to an offline message [A30]', () => {
  test('is mailed after a minute, with what was asked, in the language of the visitor', async () => {
    const { id, email } = await answered();
    expect(await take(id)).toEqual([]);
    expect((await rowOf(id)).due_in).toBeGreaterThan(50);
    const [mail] = await claim(id);
    expect(mail).toMatchObject({
      kind: 'answer',
      to: email,
      locale: 'fr',
      question: 'Where is my order?',
      answers: ['It left today.'],
    });
    expect(await settle(mail)).toBe(true);
    expect(await claim(id)).toEqual([]);
  });

  test('says nothing of who wrote it', async () => {
    const { id, agent } = await answered();
    await send(sql, agent, id, 'Only for colleagues.', 'note');
    const [mail] = await claim(id);
    const { nickname, email } = only(
      await sql<
        { nickname: string; email: string }[]
      >`select nickname, email from public.members where id = ${agent.memberId}`,
    );
    const text = JSON.stringify(mail);
    for (const secret of [nickname, email, agent.memberId, 'Only for colleagues.'])
      expect(text).not.toContain(secret);
  });

  test('waits for the end of a burst, but not for ever: one mail has all of it', async () => {
    const { id, agent } = await answered();
    await send(sql, agent, id, 'By post.');
    await sql`update private.mails set since = now() - interval '170 seconds' where conversation_id = ${id} and recipient = 'visitor'`;
    await send(sql, agent, id, 'It takes two days.');
    expect((await rowOf(id)).due_in).toBeLessThanOrEqual(10);
    const [mail, ...others] = await claim(id);
    expect(others).toEqual([]);
    expect(mail?.answers).toEqual(['It left today.', 'By post.', 'It takes two days.']);
  });

  test('is not mailed when it was read in time, nor without an address', async () => {
    const read = await answered();
    await rpc(sql, read.visitor, 'mark_conversation', {
      p_conversation: read.id,
      p_delivered: 99,
      p_read: 99,
    });
    expect(await claim(read.id)).toEqual([]);
    const nobody = await answered({ email: null });
    expect(await claim(nobody.id)).toEqual([]);
  });

  test('only what is new goes into the next mail', async () => {
    const { id, agent } = await answered();
    await settle((await claim(id))[0]);
    await send(sql, agent, id, 'It has arrived.');
    expect((await claim(id))[0]?.answers).toEqual(['It has arrived.']);
  });

  test('is not lost when it is written while the last mail is being sent', async () => {
    const { id, agent } = await answered();
    const [mail] = await claim(id);
    await send(sql, agent, id, 'One more thing.');
    expect(await take(id)).toEqual([]);
    await settle(mail);
    expect((await claim(id))[0]?.answers).toEqual(['One more thing.']);
  });

  test('is never sent by two at once, and is due again when a server dies between claim and send', async () => {
    const { id } = await answered();
    await sql`update private.mails set due_at = now() - interval '1 day' where conversation_id = ${id} and recipient = 'visitor'`;
    const claims = (await Promise.all([take(id), take(id), take(id)])).flat();
    expect(claims).toHaveLength(1);
    const [died] = claims;
    expect((await rowOf(id)).due_in).toBeGreaterThan(240);
    const [again] = await claim(id);
    expect(again?.answers).toEqual(['It left today.']);
    // The one that was thought dead comes back: it decides nothing any more.
    expect(await settle(died)).toBe(false);
    expect(await settle(again)).toBe(true);
  });

  test('is tried again later and later, and given up when the address does not exist', async () => {
    const { id, agent } = await answered();
    const waits: (number | null)[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(await settle((await claim(id))[0], 'Connection refused')).toBe(true);
      waits.push((await rowOf(id)).due_in);
    }
    const minutes = waits.map((wait) => (wait === null ? null : Math.round(wait / 60)));
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, null]);
    await send(sql, agent, id, 'Are you there?');
    const [mail] = await claim(id);
    expect(mail?.answers).toEqual(['It left today.', 'Are you there?']);
    await settle(mail, '550 no such user', true);
    expect(await rowOf(id)).toMatchObject({ due_in: null, error: '550 no such user' });
    expect(await claim(id)).toEqual([]);
  });
});

describe('an address nobody has proved', () => {
  const answerAgain = async ({ agent, id }: Left) => {
    await send(sql, agent, id, 'And another thing.');
    return claim(id);
  };

  test('is answered 20 times a day, by whichever organization; the rest waits and is not lost', async () => {
    const first = await answered();
    const other = await answered();
    const name = (message: Left, email: string | null) =>
      sql`update public.visitors set email = ${email} where id = ${message.visitor.id}`;
    await name(other, first.email?.toUpperCase() ?? null);
    for (let sent = 0; sent < 20; sent += 1) {
      const [mail] = await answerAgain(sent % 2 === 0 ? first : other);
      expect(await settle(mail), `mail ${sent + 1}`).toBe(true);
    }
    for (const message of [first, other]) {
      expect(await answerAgain(message)).toEqual([]);
      expect((await rowOf(message.id)).due_in).toBeGreaterThan(0);
    }
    // An address of somebody else is none of this.
    const { email } = await answered();
    await name(other, email);
    expect((await claim(other.id))[0]?.answers).toEqual(['And another thing.']);
    await sql`delete from private.rate_limits where bucket like 'answer-mail-address:%'`;
    expect((await claim(first.id))[0]?.answers).toEqual(['And another thing.']);
  });

  test('is one of the 1000 an organization answers to in a day', async () => {
    const message = await answered();
    const bucket = `answer-mail-organization:${message.company.id}`;
    await fillBucket(sql, bucket, { hits: 999, windowSeconds: 86_400 });
    expect(await settle((await claim(message.id))[0])).toBe(true);
    expect(await answerAgain(message)).toEqual([]);
    expect((await rowOf(message.id)).due_in).toBeGreaterThan(0);
    expect(await claim((await answered()).id)).toHaveLength(1);
  });

  test('is counted once for a mail that has to be tried again', async () => {
    const message = await answered();
    await fillBucket(sql, `answer-mail-organization:${message.company.id}`, {
      hits: 999,
      windowSeconds: 86_400,
    });
    await settle((await claim(message.id))[0], 'Connection refused');
    expect(await claim(message.id)).toHaveLength(1);
  });
});

describe('a message nobody took', () => {
  const recipients = async (id: string) => (await claim(id)).map((mail) => mail.to).sort();
  const emailsOf = async (members: Member[]) =>
    (
      await sql<{ email: string }[]>`
        select email from public.members where id in ${sql(members.map((member) => member.memberId))}`
    )
      .map((row) => row.email)
      .sort();

  test('is mailed once to each agent of the site after five minutes', async () => {
    const { id, agents, company } = await left({ agents: 2 });
    expect(await take(id)).toEqual([]);
    expect((await rowOf(id, 'team')).due_in).toBeGreaterThan(290);
    const mails = await claim(id);
    expect(mails.map((mail) => mail.to).sort()).toEqual(await emailsOf(agents));
    expect(mails[0]).toMatchObject({ kind: 'offline_message', message: 'Where is my order?' });
    for (const mail of mails) await settle(mail);
    expect(await claim(id)).toEqual([]);
    const strangers = await addMember(sql, company, { nickname: 'Late' });
    expect(await recipients(id)).not.toContain((await emailsOf([strangers]))[0]);
  });

  test('of a department is mailed to its members only', async () => {
    const { id, agents, company } = await left({ agents: 2 });
    const [, second = company.administrator] = agents;
    const department = randomUUID();
    await rpc(sql, company.administrator, 'save_department', {
      p_organization: company.id,
      p_id: department,
      p_name: 'Billing',
    });
    await rpc(sql, company.administrator, 'set_department_members', {
      p_department: department,
      p_members: [second.memberId],
      p_is_member: true,
    });
    await sql`update public.conversations set department_id = ${department} where id = ${id}`;
    expect(await recipients(id)).toEqual(await emailsOf([second]));
  });

  test('is nobody’s mail once somebody has it', async () => {
    const { id, agent } = await left();
    await rpc(sql, agent, 'accept_conversation', { p_conversation: id });
    expect(await claim(id)).toEqual([]);
  });

  test('is mailed to each member ten times an hour at most; of the others those still wait that nobody has', async () => {
    const { id, agent, site } = await left();
    const ids = [id];
    for (let more = 0; more < 2; more += 1) {
      const another = randomUUID();
      const parameters = { p_conversation: another, p_message: randomUUID(), p_body: 'Hello' };
      const answers = { name: 'Vi', email: 'vi@example.org' };
      await rpc(sql, await addVisitor(sql, site), 'leave_message', { ...parameters, p_start: { answers } });
      ids.push(another);
    }
    await fillBucket(sql, `offline-mail:${agent.memberId}`, { hits: 9, windowSeconds: 3600 });
    const [first = '', second = '', third = ''] = ids;
    expect(await claim(first)).toHaveLength(1);
    expect(await claim(second)).toEqual([]);
    expect(await claim(third)).toEqual([]);
    expect((await rowOf(second, 'member')).due_in).toBeGreaterThan(0);
    await rpc(sql, agent, 'accept_conversation', { p_conversation: second });
    await sql`delete from private.rate_limits where bucket = ${`offline-mail:${agent.memberId}`}`;
    expect(await claim(second)).toEqual([]);
    expect((await rowOf(second, 'member')).due_in).toBeNull();
    expect(await claim(third)).toHaveLength(1);
  });

  test.each<[string, (message: Left) => Promise<unknown>]>([
    [
      'the right',
      ({ agent }) => sql`update public.members set rights = '{expert}' where id = ${agent.memberId}`,
    ],
    ['the module', ({ agent }) => sql`update public.members set modules = '{}' where id = ${agent.memberId}`],
    ['the site', ({ agent }) => sql`delete from public.site_agents where member_id = ${agent.memberId}`],
    [
      'the department',
      ({ agent }) => sql`delete from public.department_members where member_id = ${agent.memberId}`,
    ],
  ])('is not mailed again to whom %s was taken meanwhile', async (_what, takeAway) => {
    const message = await left({ agents: 2 });
    const mails = await claim(message.id);
    expect(mails).toHaveLength(2);
    for (const mail of mails) await settle(mail, 'Connection refused');
    await takeAway(message);
    const [, other = message.company.administrator] = message.agents;
    expect(await recipients(message.id)).toEqual(await emailsOf([other]));
  });

  test('may be a chat that waited too long', async () => {
    const { site } = await left();
    const visitor = await addVisitor(sql, site);
    const id = randomUUID();
    const parameters = { p_conversation: id, p_message: randomUUID(), p_body: 'Hello' };
    await rpc(sql, visitor, 'start_conversation', parameters);
    expect(await claim(id)).toEqual([]);
    await sql`select private.stop_waiting(c) from public.conversations c where id = ${id}`;
    expect(await claim(id)).toHaveLength(1);
  });
});
