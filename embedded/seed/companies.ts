import { randomBytes, randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { z } from 'zod';
import type { DemoRecord } from '@/embedded/demo-record';
import type { Caller, Doors } from '@/embedded/seed/doors';
import type { Company, Person } from '@/embedded/seed/people';
import { drawPortrait } from '@/embedded/seed/portrait';

export type Member = Person & { memberId: string; caller: Exclude<Caller, 'server'> };
export type FoundedCompany = { organizationId: string; members: Member[]; signIns: DemoRecord['signIns'] };

const founded = z.object({ id: z.string(), member_id: z.string() });
const joined = z.object({ member_id: z.string() });

const passwordOfThisInstallation = (): string => randomBytes(12).toString('base64url');

/** Founds a company as its administrator would, and brings everybody in through single-use invitations. */
export async function foundCompany(
  company: Company,
  doors: Doors,
  sql: postgres.Sql,
): Promise<FoundedCompany> {
  const signIns: DemoRecord['signIns'] = [];
  const signUp = async (person: Person): Promise<Exclude<Caller, 'server'>> => {
    const password = passwordOfThisInstallation();
    const caller = await doors.signUp(person.email, password);
    signIns.push({
      organization: company.name,
      name: `${person.firstName} ${person.lastName}`,
      role: person.role,
      email: person.email,
      password,
    });
    return caller;
  };

  const { administrator } = company;
  const owner = await signUp(administrator);
  const organization = await doors.rpc(
    owner,
    'create_organization',
    {
      p_name: company.name,
      p_first_name: administrator.firstName,
      p_last_name: administrator.lastName,
      p_nickname: administrator.firstName,
      p_locale: company.locale,
      p_time_zone: company.timeZone,
    },
    founded,
  );
  const members: Member[] = [{ ...administrator, memberId: organization.member_id, caller: owner }];

  const places = await placesFor(company, organization.id, sql);
  for (const [index, person] of company.colleagues.entries()) {
    const caller = await signUp(person);
    const invitation = await doors.rpc(owner, 'create_invitation', { p_member: places[index] }, z.string());
    const { member_id } = await doors.rpc(caller, 'accept_invitation', { p_token: invitation }, joined);
    members.push({ ...person, memberId: member_id, caller });
  }
  for (const member of members) await introduce(member, organization.id, company, doors);
  await inviteOneMore(company, organization.id, sql);
  return { organizationId: organization.id, members, signIns };
}

/**
 * A new organization has three operators waiting to be invited. Who is more than that gets a row, who is
 * fewer leaves none behind; rights and scopes are set here because no door for them exists yet.
 */
async function placesFor(company: Company, organizationId: string, sql: postgres.Sql): Promise<string[]> {
  const waiting = await sql<{ id: string }[]>`
    select id from public.members
    where organization_id = ${organizationId} and status = 'invited' order by position`;
  const ids = waiting.map((row) => row.id);
  const spare = ids.slice(company.colleagues.length);
  if (spare.length > 0) await sql`delete from public.members where id in ${sql(spare)}`;
  const places: string[] = [];
  for (const [index, person] of company.colleagues.entries()) {
    const rights = person.role === 'supervisor' ? ['supervisor', 'agent'] : ['agent'];
    const [place] = ids[index]
      ? await sql<{ id: string }[]>`
          update public.members set rights = ${rights}, scope = ${person.scope}, position = ${index + 1}
          where id = ${ids[index]} returning id`
      : await sql<{ id: string }[]>`
          insert into public.members (organization_id, nickname, rights, scope, position)
          values (${organizationId}, ${person.firstName}, ${rights}, ${person.scope}, ${index + 1}) returning id`;
    if (place) places.push(place.id);
  }
  return places;
}

/** What each member does on their own account page: their names, their language, their picture. */
async function introduce(
  member: Member,
  organizationId: string,
  company: Company,
  doors: Doors,
): Promise<void> {
  const path = `${organizationId}/${randomUUID()}.webp`;
  await doors.uploadAvatar(path, await drawPortrait(member.portrait));
  await doors.rpc(
    member.caller,
    'update_member',
    {
      p_member: member.memberId,
      p_changes: {
        first_name: member.firstName,
        last_name: member.lastName,
        nickname: member.firstName,
        locale: member.locale,
        time_zone: company.timeZone,
        avatar_path: path,
      },
    },
    z.unknown(),
  );
}

async function inviteOneMore(company: Company, organizationId: string, sql: postgres.Sql): Promise<void> {
  const { invited } = company;
  if (!invited) return;
  await sql`
    insert into public.members (organization_id, email, first_name, last_name, nickname, rights, locale, time_zone, position)
    values (${organizationId}, ${invited.email}, ${invited.firstName}, ${invited.lastName}, ${invited.firstName},
            '{agent}', ${company.locale}, ${company.timeZone}, ${company.colleagues.length + 1})`;
}
