import { z } from 'zod';
import type { SignIn } from '@/lib/people/import/schema';
import { toUserError, UserError } from '@/lib/platform/errors';
import type { Json } from '@/lib/platform/supabase/database.types';
import type { Rest } from '@/lib/platform/supabase/rest';

/** The import's database functions, called straight from the browser: rows go one way, once. */

export const importProgress = z.object({
  uploaded: z.number(),
  waiting: z.number(),
  done: z.number(),
  failed: z.number(),
  to_hand: z.number(),
  is_finished: z.boolean(),
});
export type ImportProgress = z.infer<typeof importProgress>;

const failedRow = z.object({
  line: z.number(),
  email: z.string(),
  code: z.string().nullable(),
  field: z.string().nullable(),
});
export type FailedRow = z.infer<typeof failedRow>;

type UploadedRow = { line: number; email: string; changes: { [field: string]: Json } };

const timeoutMs = 60_000;
const FAILED_AT_ONCE = 1_000;

type Answer = { data: unknown; error: { code?: string; message: string; details?: string | null } | null };

function dataOf({ data, error }: Answer): unknown {
  if (error === null) return data;
  throw toUserError(error) ?? new UserError('service_is_away', { status: 503, cause: error });
}

const timeout = () => AbortSignal.timeout(timeoutMs);

export async function beginImport(
  rest: Rest,
  started: { organizationId: string; importId: string; fileName: string; signIn: SignIn; rowCount: number },
): Promise<void> {
  const call = rest.rpc('begin_member_import', {
    p_organization: started.organizationId,
    p_id: started.importId,
    p_file_name: started.fileName,
    p_sign_in: started.signIn,
    p_row_count: started.rowCount,
  });
  dataOf(await call.abortSignal(timeout()));
}

export async function addImportRows(rest: Rest, importId: string, rows: UploadedRow[]): Promise<void> {
  const call = rest.rpc('add_import_rows', { p_import: importId, p_rows: rows });
  dataOf(await call.abortSignal(timeout()));
}

export async function runImport(rest: Rest, importId: string, limit: number): Promise<ImportProgress> {
  const call = rest.rpc('run_member_import', { p_import: importId, p_limit: limit });
  return importProgress.parse(dataOf(await call.abortSignal(timeout())));
}

export async function handRows(rest: Rest, importId: string, lines: number[]): Promise<ImportProgress> {
  const call = rest.rpc('hand_import_rows', { p_import: importId, p_lines: lines });
  return importProgress.parse(dataOf(await call.abortSignal(timeout())));
}

export async function endImport(rest: Rest, importId: string): Promise<void> {
  dataOf(await rest.rpc('end_member_import', { p_import: importId }).abortSignal(timeout()));
}

/** Every row the database refused, in the order of the file. */
export async function listFailedRows(rest: Rest, importId: string): Promise<FailedRow[]> {
  const all: FailedRow[] = [];
  for (;;) {
    const query = rest
      .from('member_import_rows')
      .select('line, email, code, field')
      .eq('import_id', importId)
      .eq('status', 'failed')
      .gt('line', all.at(-1)?.line ?? 0)
      .order('line')
      .limit(FAILED_AT_ONCE);
    const rows = z.array(failedRow).parse(dataOf(await query.abortSignal(timeout())));
    all.push(...rows);
    if (rows.length < FAILED_AT_ONCE) return all;
  }
}

const doneRow = z.object({ line: z.number(), email: z.string() });
export type DoneRow = z.infer<typeof doneRow>;

/** Who came in, in the order of the file. */
export async function listDoneRows(rest: Rest, importId: string): Promise<DoneRow[]> {
  const all: DoneRow[] = [];
  for (;;) {
    const query = rest
      .from('member_import_rows')
      .select('line, email')
      .eq('import_id', importId)
      .eq('status', 'done')
      .gt('line', all.at(-1)?.line ?? 0)
      .order('line')
      .limit(FAILED_AT_ONCE);
    const rows = z.array(doneRow).parse(dataOf(await query.abortSignal(timeout())));
    all.push(...rows);
    if (rows.length < FAILED_AT_ONCE) return all;
  }
}
