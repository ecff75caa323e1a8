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

export type Inviter = {
  supabase: DatabaseClient;
  /** Refuses when these are too many mails. */
  count: (mails: number) => Promise<void>;
  organizationName: string;
  inviterName: string;
};

const portionOf = (rows: readonly RowToHand[], handed: HandedRow[]): HandedPortion => ({
  rows: handed,
  lastLine: rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.line ?? null),
});

/** Sends an invitation to each. Who got none stays to be handed, so that going on sends it. */
async function invite(inviter: Inviter, importId: string, rows: readonly RowToHand[]): Promise<HandedRow[]> {
  const { supabase, count, organizationName, inviterName } = inviter;
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
  const sent = rows.filter(({ email }) => !failures.has(email));
  await markHanded(
    supabase,
    importId,
    sent.map(({ line }) => line),
  );
  return rows.map(({ line, email }) => ({
    line,
    email,
    password: null,
    code: failures.get(email) ?? codes.get(email) ?? null,
  }));
}

export async function inviteImported(
  inviter: Inviter,
  importId: string,
  afterLine: number,
): Promise<HandedPortion> {
  const rows = await nextRows(inviter.supabase, importId, afterLine);
  return portionOf(rows, await invite(inviter, importId, rows));
}

/**
 * Makes the next sign-ins. They count as handed once the file with the passwords was taken. Whose address signs in
 * already is invited instead: never without their knowing, and no more of them than mails may be sent.
 */
export async function makeImportedSignIns(
  inviter: Inviter,
  importId: string,
  afterLine: number,
): Promise<HandedPortion> {
  const { supabase } = inviter;
  const rows = await nextRows(supabase, importId, afterLine);
  const waiting = [...rows];
  const made: HandedRow[] = [];
  const others: RowToHand[] = [];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const handed = await makeSignIn(importId, row);
      if (handed) made.push(handed);
      else others.push(row);
    }
  };
  await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, work));
  await markHanded(
    supabase,
    importId,
    made.filter(({ code }) => code !== null).map(({ line }) => line),
  );
  const invited = others.length === 0 ? [] : await invite(inviter, importId, others).catch(refusedTo(others));
  return portionOf(
    rows,
    [...made, ...invited].sort((a, b) => a.line - b.line),
  );
}

/** The passwords just made are shown whatever becomes of the mails. */
const refusedTo =
  (rows: readonly RowToHand[]) =>
  (error: unknown): HandedRow[] => {
    if (!(error instanceof UserError) || error.status >= 500) throw error;
    return rows.map(({ line, email }) => ({ line, email, password: null, code: error.code }));
  };
