import { randomUUID } from 'node:crypto';
import { anon, type Caller, only, rpc, type Sql } from './database';
import {
  addMember,
  addSite,
  addVisitor,
  type Company,
  createCompany,
  createPerson,
  type Member,
  type Person,
  type Site,
  send,
  startConversation,
  type Visitor,
} from './people';

/** Everybody who may come to a company's data, from nobody at all to its administrator. */
export const ACTORS = [
  'anon',
  'stranger',
  'visitor',
  'other visitor',
  'foreign visitor',
  'foreign administrator',
  'suspended administrator',
  'invited administrator',
  'expert',
  'neighbour',
  'colleague',
  'partner',
  'agent',
  'supervisor',
  'administrator',
] as const;
export type Actor = (typeof ACTORS)[number];

/** Active members of the company, whatever their rights. */
export const MEMBERS = [
  'expert',
  'neighbour',
  'colleague',
  'partner',
  'agent',
  'supervisor',
  'administrator',
] as const satisfies readonly Actor[];

export type World = {
  company: Company;
  foreign: Company;
  actors: Record<Actor, Caller>;
  /** Serves the main site and has the open conversation; sees only their own. */
  agent: Member;
  /** Serves the main site too, sees only their own, and has none. */
  colleague: Member;
  /** Sees all of the main site. */
  partner: Member;
  /** Sees all of another site. */
  neighbour: Member;
  expert: Member;
  supervisor: Member;
  suspended: Member;
  invited: Member;
  stranger: Person;
  visitor: Visitor;
  otherVisitor: Visitor;
  site: Site;
  otherSite: Site;
  /** Of `visitor`, assigned to `agent`; holds a text of each side and a note. */
  open: string;
  /** Of `visitor`, closed by `agent` before the open one. */
  previous: string;
  /** Closed by `agent`, of a visitor who has no other. */
  closed: string;
  /** Of `otherVisitor`, in the queue of the main site. */
  waiting: string;
  visitorMessage: string;
  agentMessage: string;
  note: string;
  /** Shown to the first default operator, who has not come yet. */
  invitation: { memberId: string; token: string };
  foreignSite: Site;
  foreignConversation: string;
};

export async function createWorld(sql: Sql): Promise<World> {
  const [company, foreign, stranger] = await Promise.all([
    createCompany(sql, 'Acme'),
    createCompany(sql, 'Globex'),
    createPerson(sql, 'Stranger'),
  ]);
  const all = ['administrator', 'supervisor', 'agent'] as const;
  const [agent, colleague, partner, neighbour, expert, supervisor, suspended, invited] = await Promise.all([
    addMember(sql, company, { nickname: 'Agent' }),
    addMember(sql, company, { nickname: 'Colleague' }),
    addMember(sql, company, { nickname: 'Partner', scope: 'site' }),
    addMember(sql, company, { nickname: 'Neighbour', scope: 'site' }),
    addMember(sql, company, { nickname: 'Expert', rights: ['expert'], scope: 'all' }),
    addMember(sql, company, { nickname: 'Supervisor', rights: ['supervisor'], scope: 'all' }),
    addMember(sql, company, { nickname: 'Suspended', rights: [...all], scope: 'all', status: 'suspended' }),
    addMember(sql, company, { nickname: 'Invited', rights: [...all], scope: 'all', status: 'invited' }),
  ]);
  const site = await addSite(sql, company, {
    agents: [agent, colleague, partner, suspended, company.administrator],
  });
  const otherSite = await addSite(sql, company, { agents: [neighbour] });
  const foreignSite = await addSite(sql, foreign);

  const visitor = await addVisitor(sql, site);
  const previous = await converse(sql, visitor, agent);
  await rpc(sql, agent, 'close_conversation', { p_conversation: previous });
  const open = await converse(sql, visitor, agent);
  const closed = await converse(sql, await addVisitor(sql, site), agent);
  await rpc(sql, agent, 'close_conversation', { p_conversation: closed });
  const visitorMessage = await send(sql, visitor, open, 'Where is my order?');
  const agentMessage = await send(sql, agent, open, 'On its way.');
  const note = await send(sql, agent, open, 'Lost by the carrier.', 'note');
  const waiting = await startConversation(sql, site, 'Anybody there?');
  const other = await startConversation(sql, foreignSite, 'Hello, Globex');
  await rpc(sql, supervisor, 'watch_conversation', { p_conversation: open });

  const operator = only(
    await sql<{ id: string }[]>`
      select id from public.members where organization_id = ${company.id} and nickname = 'Operator 1'`,
  );
  const token = await rpc<string>(sql, company.administrator, 'create_invitation', { p_member: operator.id });

  return {
    company,
    foreign,
    agent,
    colleague,
    partner,
    neighbour,
    expert,
    supervisor,
    suspended,
    invited,
    stranger,
    visitor,
    otherVisitor: waiting.visitor,
    site,
    otherSite,
    open,
    previous,
    closed,
    waiting: waiting.id,
    visitorMessage: visitorMessage.id,
    agentMessage: agentMessage.id,
    note: note.id,
    invitation: { memberId: operator.id, token },
    foreignSite,
    foreignConversation: other.id,
    actors: {
      anon,
      stranger,
      visitor,
      'other visitor': waiting.visitor,
      'foreign visitor': other.visitor,
      'foreign administrator': foreign.administrator,
      'suspended administrator': suspended,
      'invited administrator': invited,
      expert,
      neighbour,
      colleague,
      partner,
      agent,
      supervisor,
      administrator: company.administrator,
    },
  };
}

async function converse(sql: Sql, visitor: Visitor, agent: Member): Promise<string> {
  const id = randomUUID();
  await rpc(sql, visitor, 'start_conversation', {
    p_conversation: id,
    p_message: randomUUID(),
    p_body: 'Hello',
  });
  await rpc(sql, agent, 'accept_conversation', { p_conversation: id });
  return id;
}
