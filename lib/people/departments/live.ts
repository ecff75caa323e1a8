import { type DepartmentList, departmentList } from '@/lib/people/departments/schema';
import { unwrap } from '@/lib/platform/errors';
import type { Rest } from '@/lib/platform/supabase/rest';

/** All departments in the order visitors see. Read again after each change: who counts as an agent is known there. */
export async function readDepartments(rest: Rest, organizationId: string): Promise<DepartmentList> {
  return departmentList.parse(unwrap(await rest.rpc('list_departments', { p_organization: organizationId })));
}
