import 'server-only';
import { readDepartments } from '@/lib/people/departments/live';
import {
  type DepartmentCounts,
  type DepartmentList,
  departmentCounts,
} from '@/lib/people/departments/schema';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

export async function listDepartments(organizationId: string): Promise<DepartmentList> {
  return readDepartments(await serverSupabase(), organizationId);
}

/** Whether the chat can be online at all: how many departments there are, and how many have an agent. */
export async function getDepartmentCounts(organizationId: string): Promise<DepartmentCounts> {
  const supabase = await serverSupabase();
  return departmentCounts.parse(
    unwrap(await supabase.rpc('department_readiness', { p_organization: organizationId })),
  );
}
