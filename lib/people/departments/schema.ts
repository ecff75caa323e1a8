import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { circleRow } from '@/lib/people/groups/schema';

export const moveDepartmentInput = z.object({
  ...inOrganizationShape,
  id: z.uuid(),
  /** Null: to the end. */
  beforeId: z.uuid().nullable(),
});
export const setDepartmentSitesInput = z.object({
  ...inOrganizationShape,
  id: z.uuid(),
  siteIds: z.array(z.uuid()).min(1).max(1000),
  isVisible: z.boolean(),
});

const departmentRow = circleRow.extend({
  /** Of its members, those who have joined and hold the agent right. */
  agent_count: z.number(),
  /** Agents who are in no other department. */
  only_here_count: z.number(),
  hidden_site_ids: z.array(z.string()),
});
export type Department = z.infer<typeof departmentRow>;

/** What the database function list_departments answers. */
export const departmentList = z.object({ is_confined: z.boolean(), departments: z.array(departmentRow) });
export type DepartmentList = z.infer<typeof departmentList>;

/** What the database function department_readiness answers. */
export const departmentCounts = z.object({ departments: z.number(), staffed_departments: z.number() });
export type DepartmentCounts = z.infer<typeof departmentCounts>;

/** What keeps the chat offline on every site, or null. */
export type DepartmentProblem = 'none' | 'unstaffed';

export function departmentProblem(counts: DepartmentCounts): DepartmentProblem | null {
  if (counts.departments === 0) return 'none';
  return counts.staffed_departments === 0 ? 'unstaffed' : null;
}

export const countDepartments = (departments: readonly Department[]): DepartmentCounts => ({
  departments: departments.length,
  staffed_departments: departments.filter(({ agent_count }) => agent_count > 0).length,
});
