import type postgres from 'postgres';
import { z } from 'zod';
import type { FoundedCompany, Member } from '@/embedded/seed/companies';
import type { Doors } from '@/embedded/seed/doors';

export type Site = { id: string; key: string; agents: [Member, ...Member[]] };

const siteRow = z.object({ id: z.string(), public_key: z.string() });

export type SitePlan = {
  name: string;
  addresses: string[];
  assignment: 'automatic' | 'manual';
  /** First names of the only agents who serve it; everybody when absent. */
  agents?: string[];
};

/** Adds a site as the administrator; who alone serves it is written straight away, all with high priority. */
export async function addSite(
  plan: SitePlan,
  company: FoundedCompany,
  doors: Doors,
  sql: postgres.Sql,
): Promise<Site> {
  const { organizationId, members } = company;
  const [administrator] = members;
  if (!administrator) throw new Error('A company without members has no site.');
  const row = await doors.insert(
    administrator.caller,
    'sites',
    {
      organization_id: organizationId,
      name: plan.name,
      addresses: plan.addresses,
      assignment: plan.assignment,
    },
    siteRow,
  );
  const only = plan.agents && members.filter((member) => plan.agents?.includes(member.firstName));
  if (only) {
    await sql`update public.sites set all_agents = false where id = ${row.id}`;
    await sql`insert into public.site_agents ${sql(
      only.map((member) => ({
        organization_id: organizationId,
        site_id: row.id,
        member_id: member.memberId,
      })),
    )}`;
  }
  const [first, ...rest] = only ?? members;
  return { id: row.id, key: row.public_key, agents: [first ?? administrator, ...rest] };
}

/** Departments beside the first one, which every organization starts with. */
export async function addDepartments(
  names: Record<string, string[]>,
  company: FoundedCompany,
  sql: postgres.Sql,
): Promise<void> {
  const { organizationId, members } = company;
  for (const [index, [name, firstNames]] of Object.entries(names).entries()) {
    const [department] = await sql<{ id: string }[]>`
      insert into public.departments (organization_id, name, position)
      values (${organizationId}, ${name}, ${index + 1}) returning id`;
    const staff = members.filter((member) => firstNames.includes(member.firstName));
    await sql`insert into public.department_members ${sql(
      staff.map((member, position) => ({
        organization_id: organizationId,
        department_id: department?.id ?? '',
        member_id: member.memberId,
        position,
      })),
    )}`;
  }
}
