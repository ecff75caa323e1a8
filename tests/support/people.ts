import { randomUUID } from 'node:crypto';
import { type Caller, only, rpc, type Sql, server, signedIn } from './database';

export type Right = 'administrator' | 'supervisor' | 'agent' | 'expert' | 'tester';
export type Scope = 'own' | 'group' | 'site' | 'all';
export type Status = 'invited' | 'active' | 'suspended' | 'deleted';

export type Person = Caller & { id: string; email: string };
export type Member = Person & { memberId: string };
export type Site = { id: string; key: string };
export type Visitor = Caller & { id: string; secret: string };
export type Company = {
  id: string;
  slug: string;
  departmentId: string;
  administrator: Member;
};

/** Somebody who has signed up and done nothing else. */
export async function createPerson(sql: Sql, name = 'Person'): Promise<Person> {
  const id = randomUUID();
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${id}@example.org`;
  await sql`insert into auth.users (id, email, email_confirmed_at) values (${id}, ${email}, now())`;
  return { ...signedIn(id), id, email };
}

/** A company as sign-up makes it: its administrator, one department, three invited operators. */
export async function createCompany(sql: Sql, name = 'Company'): Promise<Company> {
  const person = await createPerson(sql, 'Administrator');
  const created = await rpc<{ id: string; slug: string; member_id: string }>(
    sql,
    person,
    'create_organization',
    { p_name: `${name} ${randomUUID()}`, p_first_name: 'Ada', p_last_name: 'Admin', p_nickname: 'Ada' },
  );
  const department = only(
    await sql<{ id: string }[]>`select id from public.departments where organization_id = ${created.id}`,
  );
  return {
    id: created.id,
    slug: created.slug,
    departmentId: department.id,
    administrator: { ...person, memberId: created.member_id },
  };
}

type NewMember = {
  nickname?: string;
  rights?: Right[];
  scope?: Scope;
  status?: Status;
  inDepartment?: boolean;
  /** Conversations at once; null is unlimited. */
  limit?: number | null;
};

export async function addMember(sql: Sql, company: Company, options: NewMember = {}): Promise<Member> {
  const { nickname = 'Member', rights = ['agent'], scope = 'own', status = 'active', limit = 4 } = options;
  const person = await createPerson(sql, nickname);
  const { id } = only(
    await sql<{ id: string }[]>`
      insert into public.members (organization_id, user_id, email, nickname, rights, scope, status)
      values (${company.id}, ${person.id}, ${person.email}, ${nickname}, ${rights}::public.member_right[],
              ${scope}, ${status})
      returning id`,
  );
  await sql`update public.agent_availability set live_max = ${limit} where member_id = ${id}`;
  if (options.inDepartment ?? true) {
    await sql`insert into public.department_members (organization_id, department_id, member_id)
              values (${company.id}, ${company.departmentId}, ${id})`;
  }
  return { ...person, memberId: id };
}

export function addMembers(
  sql: Sql,
  company: Company,
  count: number,
  options: NewMember = {},
): Promise<Member[]> {
  return Promise.all(
    Array.from({ length: count }, (_, n) =>
      addMember(sql, company, { nickname: `Agent ${n + 1}`, ...options }),
    ),
  );
}

/** A site of the company; with agents named, only they serve it. */
export async function addSite(
  sql: Sql,
  company: Company,
  options: { assignment?: 'automatic' | 'manual'; agents?: Member[] } = {},
): Promise<Site> {
  const { assignment = 'manual', agents } = options;
  const site = only(
    await sql<Site[]>`
      insert into public.sites (organization_id, name, addresses, assignment, all_agents)
      values (${company.id}, 'Shop', '{shop.example}', ${assignment}, ${agents === undefined})
      returning id, public_key as key`,
  );
  for (const agent of agents ?? []) {
    await sql`insert into public.site_agents (organization_id, site_id, member_id)
              values (${company.id}, ${site.id}, ${agent.memberId})`;
  }
  return site;
}

export async function addVisitor(sql: Sql, site: Site, isTest = false): Promise<Visitor> {
  const session = await rpc<{ visitor_id: string; secret: string }>(sql, server, 'open_visitor_session', {
    p_site_key: site.key,
    p_secret: null,
    p_locale: 'en',
    p_user_agent: 'test',
    p_create: true,
    p_is_test: isTest,
  });
  return { ...signedIn(session.visitor_id), id: session.visitor_id, secret: session.secret };
}

/** A new visitor of the site with a conversation that waits, or is assigned at once when somebody is free. */
export async function startConversation(
  sql: Sql,
  site: Site,
  body = 'Hello',
  isTest = false,
): Promise<{ id: string; visitor: Visitor }> {
  const visitor = await addVisitor(sql, site, isTest);
  const id = randomUUID();
  await rpc(sql, visitor, 'start_conversation', {
    p_conversation: id,
    p_message: randomUUID(),
    p_body: body,
  });
  return { id, visitor };
}

export function send(
  sql: Sql,
  caller: Caller,
  conversation: string,
  body = 'Hello',
  kind: 'text' | 'note' = 'text',
): Promise<{ id: string; seq: number }> {
  return rpc(sql, caller, 'send_message', {
    p_conversation: conversation,
    p_id: randomUUID(),
    p_body: body,
    p_kind: kind,
  });
}

export async function goOnline(sql: Sql, company: Company, member: Member): Promise<void> {
  await rpc(sql, member, 'set_availability', { p_organization: company.id, p_status: 'online' });
}

/** A group of these members; its id. */
export async function addGroup(
  sql: Sql,
  company: Company,
  name: string,
  members: readonly Member[],
): Promise<string> {
  const id = randomUUID();
  await rpc(sql, company.administrator, 'save_group', { p_organization: company.id, p_id: id, p_name: name });
  await rpc(sql, company.administrator, 'set_group_members', {
    p_group: id,
    p_members: members.map(({ memberId }) => memberId),
    p_is_member: true,
  });
  return id;
}
