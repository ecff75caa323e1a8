import { randomUUID } from 'node:crypto';
import { subscribe } from './billing';
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
  'walled administrator',
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
  'walled administrator',
  'administrator',
] as const satisfies readonly Actor[];

export type World = {
  company: Company;
  foreign: Company;
  actors: Record<Actor, Caller>;
  /** Serves the main site and has the open conversation; sees only their own. In the southern group. */
  agent: Member;
  /** Serves the main site too, sees only their own, and has none. In the northern group. */
  colleague: Member;
  /** Sees all of the main site. */
  partner: Member;
  /** Sees all of another site. */
  neighbour: Member;
  expert: Member;
  supervisor: Member;
  /** Of the northern group, and so confined to it. */
  walled: Member;
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
  /** The group of `agent`, alone. */
  south: string;
  /** The group of `walled` and `colleague`. */
  north: string;
  /** Held by `agent`. */
  skill: string;
  /** Of the administrator: one row waits. */
  import: string;
  /** A targeting rule of `otherSite`. */
  rule: string;
  /** The company's calendar and one row of each kind in it; it is open all the same. */
  hours: { calendar: string; slot: string; dayType: string; exception: string };
  /** The company's one invoice at Stripe. */
  invoice: string;
  /** A start form no site uses; `expert` is its adviser. The open conversation has answers to it. */
  form: string;
};

export async function createWorld(sql: Sql): Promise<World> {
  const [company, foreign, stranger] = await Promise.all([
    createCompany(sql, 'Acme'),
    createCompany(sql, 'Globex'),
    createPerson(sql, 'Stranger'),
  ]);
  const all = ['administrator', 'supervisor', 'agent'] as const;
  const [agent, colleague, partner, neighbour, expert, supervisor, walled, suspended, invited] =
    await Promise.all([
      addMember(sql, company, { nickname: 'Agent' }),
      addMember(sql, company, { nickname: 'Colleague' }),
      addMember(sql, company, { nickname: 'Partner', scope: 'site' }),
      addMember(sql, company, { nickname: 'Neighbour', scope: 'site' }),
      addMember(sql, company, { nickname: 'Expert', rights: ['expert'], scope: 'all' }),
      addMember(sql, company, { nickname: 'Supervisor', rights: ['supervisor'], scope: 'all' }),
      addMember(sql, company, { nickname: 'Walled', rights: ['administrator'], scope: 'all' }),
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
  const { south, north, skill } = await sortIntoGroups(sql, company, { agent, colleague, walled });
  const importId = await beginImport(sql, company);
  const hours = await setHours(sql, company);
  const rule = randomUUID();
  await rpc(sql, company.administrator, 'save_targeting_rule', {
    p_site: otherSite.id,
    p_id: rule,
    p_rule: { name: 'From the shop', conditions: [{ on: 'referrer', is: 'contains', value: 'shop' }] },
  });
  const invoice = await subscribe(sql, company);
  const form = await answerForm(sql, company, { adviser: expert, conversation: open });
  await sql`insert into public.member_sites (organization_id, member_id, site_id)
            values (${company.id}, ${neighbour.memberId}, ${otherSite.id})`;
  await rpc(sql, company.administrator, 'set_department_sites', {
    p_department: company.departmentId,
    p_sites: [otherSite.id],
    p_is_visible: false,
  });
  // Requests of these tests come from no address; a session from the network allowed is prepared where one is meant.
  await sql`insert into public.member_allowed_addresses (organization_id, member_id, addresses)
            values (${company.id}, ${invited.memberId}, '{192.0.2.0/24}')`;

  return {
    company,
    foreign,
    agent,
    colleague,
    partner,
    neighbour,
    expert,
    supervisor,
    walled,
    suspended,
    invited,
    stranger,
    south,
    north,
    skill,
    import: importId,
    rule,
    hours,
    invoice,
    form,
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
      'walled administrator': walled,
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

async function sortIntoGroups(
  sql: Sql,
  company: Company,
  { agent, colleague, walled }: { agent: Member; colleague: Member; walled: Member },
): Promise<{ south: string; north: string; skill: string }> {
  const [south, north, skill] = [randomUUID(), randomUUID(), randomUUID()];
  const by = company.administrator;
  const organization = { p_organization: company.id };
  await rpc(sql, by, 'save_group', { ...organization, p_id: south, p_name: 'South' });
  await rpc(sql, by, 'save_group', { ...organization, p_id: north, p_name: 'North' });
  await rpc(sql, by, 'save_skill', { ...organization, p_id: skill, p_name: 'Returns' });
  const change = (member: Member, p_changes: Record<string, unknown>) =>
    rpc(sql, by, 'update_member', { p_member: member.memberId, p_changes });
  await change(agent, { groups: [south], skills: [skill] });
  await change(colleague, { groups: [north] });
  await change(walled, { groups: [north] });
  return { south, north, skill };
}

async function setHours(sql: Sql, company: Company): Promise<World['hours']> {
  const [slot, dayType, exception] = [randomUUID(), randomUUID(), randomUUID()];
  await rpc(sql, company.administrator, 'save_opening_hours', {
    p_organization: company.id,
    p_version: 0,
    p_hours: {
      time_zone: null,
      is_always_open: true,
      slots: [{ id: slot, weekday: 1, starts: '09:00', ends: '18:00', label: 'Office' }],
      day_types: [{ id: dayType, name: 'Public holidays' }],
      exceptions: [
        {
          id: exception,
          day_type_id: dayType,
          name: 'May Day',
          first_day: '2020-05-01',
          last_day: '2020-05-01',
        },
      ],
    },
  });
  const calendar = only(
    await sql<{ id: string }[]>`
      select id from public.opening_hours where organization_id = ${company.id} and site_id is null`,
  );
  return { calendar: calendar.id, slot, dayType, exception };
}

async function beginImport(sql: Sql, company: Company): Promise<string> {
  const id = randomUUID();
  await rpc(sql, company.administrator, 'begin_member_import', {
    p_organization: company.id,
    p_id: id,
    p_file_name: 'team.csv',
    p_sign_in: 'later',
    p_row_count: 1,
  });
  await rpc(sql, company.administrator, 'add_import_rows', {
    p_import: id,
    p_rows: [{ line: 2, email: `new-${id}@example.org`, changes: { rights: ['agent'] } }],
  });
  return id;
}

async function answerForm(
  sql: Sql,
  company: Company,
  { adviser, conversation }: { adviser: Member; conversation: string },
): Promise<string> {
  const id = randomUUID();
  const fields = [{ key: 'order', type: 'text', label: { en: 'Order number' } }];
  await rpc(sql, company.administrator, 'save_form', {
    p_organization: company.id,
    p_id: id,
    p_kind: 'start',
    p_name: 'Order',
    p_fields: fields,
  });
  await sql`insert into public.member_forms (organization_id, member_id, form_id)
            values (${company.id}, ${adviser.memberId}, ${id})`;
  await sql`insert into public.form_responses (organization_id, conversation_id, kind, form_id, fields, answers)
            values (${company.id}, ${conversation}, 'start', ${id}, ${sql.json(fields)}, ${sql.json({ order: '1234' })})`;
  return id;
}
