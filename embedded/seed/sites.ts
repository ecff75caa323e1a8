import { z } from 'zod';
import type { FoundedCompany, Member } from '@/embedded/seed/companies';
import type { Doors } from '@/embedded/seed/doors';

export type Site = { id: string; key: string; agents: [Member, ...Member[]] };

const siteRow = z.object({ id: z.string(), public_key: z.string() });

export type SitePlan = {
  name: string;
  addresses: string[];
  assignment: 'automatic' | 'manual';
  /** First names of those who answer in the story told of it; everybody when absent. */
  agents?: string[];
};

/** Adds a site as the administrator. */
export async function addSite(plan: SitePlan, company: FoundedCompany, doors: Doors): Promise<Site> {
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
  const [first, ...rest] = only ?? members;
  return { id: row.id, key: row.public_key, agents: [first ?? administrator, ...rest] };
}
