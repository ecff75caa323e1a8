import 'server-only';
import { z } from 'zod';
import { type ImportProgress, importProgress } from '@/lib/people/import/live';
import { type ImportDirectory, SIGN_INS } from '@/lib/people/import/schema';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

const named = z.array(z.object({ id: z.string(), name: z.string() }));

/** What names in a file may mean. */
export async function getImportDirectory(organizationId: string): Promise<ImportDirectory> {
  const supabase = await serverSupabase();
  const read = async (table: 'groups' | 'skills' | 'departments' | 'sites') =>
    named.parse(
      unwrap(
        await supabase.from(table).select('id, name').eq('organization_id', organizationId).order('name'),
      ),
    );
  const [groups, skills, departments, sites] = await Promise.all([
    read('groups'),
    read('skills'),
    read('departments'),
    read('sites'),
  ]);
  return { groups, skills, departments, sites };
}

const unfinishedRow = z.object({
  id: z.string(),
  file_name: z.string(),
  sign_in: z.enum(SIGN_INS),
  row_count: z.number(),
  created_at: z.string(),
});
export type UnfinishedImport = z.infer<typeof unfinishedRow> & { progress: ImportProgress };

/** The caller's newest import that something stopped, or null. */
export async function getUnfinishedImport(
  organizationId: string,
  memberId: string,
): Promise<UnfinishedImport | null> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('member_imports')
    .select('id, file_name, sign_in, row_count, created_at')
    .eq('organization_id', organizationId)
    .eq('created_by', memberId)
    .is('finished_at', null)
    .order('created_at', { ascending: false })
    .limit(1);
  const [row] = z.array(unfinishedRow).parse(unwrap(answer));
  if (!row) return null;
  // Handing nothing over answers how far it is.
  const progress = await supabase.rpc('hand_import_rows', { p_import: row.id, p_lines: [] });
  return { ...row, progress: importProgress.parse(unwrap(progress)) };
}
