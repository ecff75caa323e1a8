import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

export async function moveDepartment(
  supabase: DatabaseClient,
  id: string,
  beforeId: string | null,
): Promise<void> {
  unwrap(
    await supabase.rpc('move_department', {
      p_department: id,
      ...(beforeId === null ? {} : { p_before: beforeId }),
    }),
  );
}

export async function setDepartmentSites(
  supabase: DatabaseClient,
  { id, siteIds, isVisible }: { id: string; siteIds: string[]; isVisible: boolean },
): Promise<void> {
  unwrap(
    await supabase.rpc('set_department_sites', {
      p_department: id,
      p_sites: siteIds,
      p_is_visible: isVisible,
    }),
  );
}
