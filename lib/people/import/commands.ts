import 'server-only';
import { z } from 'zod';
import { LOCALES } from '@/lib/i18n/locales';
import { createInvitation } from '@/lib/organizations/invitations/commands';
import { sendInvitationMails } from '@/lib/organizations/invitations/mail';
import type { HandedPortion, HandedRow } from '@/lib/people/import/run-import';
import { makeSignIn } from '@/lib/people/import/sign-ins';
import { UserError, unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

const rowToHand = z.object({
  line: z.number(),
  email: z.string(),
  member_id: z.string(),
  status: z.enum(['invited', 'active', 'suspended', 'deleted']),
  locale: z.enum(LOCALES),
  is_manageable: z.boolean(),
  user_id: z.string().nullable(),
  has_other_sign_in: z.boolean(),
});
export type RowToHand = z.infer<typeof rowToHand>;

const ROWS_AT_ONCE = 20;
const SIGN_INS_AT_ONCE = 4;

async function nextRows(supabase: DatabaseClient, importId: string, afterLine: number): Promise<RowToHand[]> {
  const parameters = { p_import: importId, p_after: afterLine, p_limit: ROWS_AT_ONCE };
  return z.array(rowToHand).parse(unwrap(await supabase.rpc('import_rows_to_hand', parameters)));
}

async function markHanded(supabase: DatabaseClient, importId: string, lines: number[]): Promise<void> {
  if (lines.length === 0) return;
  unwrap(await supabase.rpc('hand_import_rows', { p_import: importId, p_lines: lines }));
}

type Invited = {
  supabase: DatabaseClient;
  /** Refuses when these are too many mails. */
  count: (mails: number) => Promise<void>;
  organizationName: string;
  inviterName: string;
};

/** Sends the next invitations. Who got none stays to be handed, so that going on sends it. */
export async function inviteImported(
  { supabase, count, organizationName, inviterName }: Invited,
  importId: string,
  afterLine: number,
): Promise<HandedPortion> {
  const rows = await nextRows(supabase, importId, afterLine);
  await count(rows.length);
  const mails = [];
  const codes = new Map<string, string>();
  for (const row of rows) {
    try {
      const token = await createInvitation(supabase, row.member_id);
      mails.push({ email: row.email, locale: row.locale, token, organizationName, inviterName });
    } catch (error) {
      if (!(error instanceof UserError) || error.status >= 500) throw error;
      codes.set(row.email, error.code);
    }
  }
  const failures = await sendInvitationMails(mails);
  const unsent = rows.filter(({ email }) => failures.has(email));
  await markHanded(
    supabase,
    importId,
    rows.filter((row) => !unsent.includes(row)).map(({ line }) => line),
  );
  return {
    rows: rows.map(({ line, email }) => ({
      line,
      email,
      password: null,
      code: failures.get(email) ?? codes.get(email) ?? null,
    })),
    lastLine: rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.line ?? null),
  };
}

/** Makes the next sign-ins. They count as handed once the file with the passwords was taken. */
export async function makeImportedSignIns(
  supabase: DatabaseClient,
  importId: string,
  afterLine: number,
): Promise<HandedPortion> {
  const rows = await nextRows(supabase, importId, afterLine);
  const waiting = [...rows];
  const handed: HandedRow[] = [];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) handed.push(await makeSignIn(importId, row));
  };
  await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, work));
  handed.sort((a, b) => a.line - b.line);
  await markHanded(
    supabase,
    importId,
    handed.filter(({ code }) => code !== null).map(({ line }) => line),
  );
  return { rows: handed, lastLine: rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.line ?? null) };
}
