'use server';

import { memberAction } from '@/lib/auth/member-action';
import { moveDepartment, setDepartmentSites } from '@/lib/people/departments/commands';
import { moveDepartmentInput, setDepartmentSitesInput } from '@/lib/people/departments/schema';

export const moveDepartmentAction = memberAction
  .metadata({ name: 'departments.move', module: 'people' })
  .inputSchema(moveDepartmentInput)
  .action(async ({ parsedInput: { id, beforeId }, ctx }) => {
    await moveDepartment(ctx.supabase, id, beforeId);
    return null;
  });

export const setDepartmentSitesAction = memberAction
  .metadata({ name: 'departments.set-sites', module: 'sites' })
  .inputSchema(setDepartmentSitesInput)
  .action(async ({ parsedInput: { id, siteIds, isVisible }, ctx }) => {
    await setDepartmentSites(ctx.supabase, { id, siteIds, isVisible });
    return null;
  });
