import 'server-only';
import { z } from 'zod';
import { LOCALES } from '@/lib/i18n/locales';
import { unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';

/** What the database says is to be sent now; see supabase/migrations/…_mail.sql. */

const shared = {
  id: z.string(),
  claim: z.string(),
  to: z.string(),
  locale: z.enum(LOCALES),
  site_name: z.string(),
  /** Up to which message it tells: the same mail sent twice is the same mail. */
  seq: z.number(),
};

const answerMail = z.object({
  ...shared,
  kind: z.literal('answer'),
  site_addresses: z.array(z.string()),
  page_url: z.string().nullable(),
  question: z.string().nullable(),
  answers: z.array(z.string()),
});
export type AnswerMail = z.infer<typeof answerMail>;

const offlineMessageMail = z.object({
  ...shared,
  kind: z.literal('offline_message'),
  visitor_name: z.string().nullable(),
  organization_slug: z.string(),
  conversation_id: z.string(),
  message: z.string().nullable(),
});
export type OfflineMessageMail = z.infer<typeof offlineMessageMail>;

const dueMail = z.discriminatedUnion('kind', [answerMail, offlineMessageMail]);
export type DueMail = z.infer<typeof dueMail>;

/** Each is this server's alone until it is settled, or five minutes have passed. */
export async function claimMails(limit: number): Promise<DueMail[]> {
  const answer = await adminSupabase().rpc('claim_mails', { p_limit: limit });
  return z.array(dueMail).parse(unwrap(answer));
}

export type Settlement = { error?: string; isFinal?: boolean };

export async function settleMail({ id, claim }: DueMail, { error, isFinal }: Settlement = {}): Promise<void> {
  const answer = await adminSupabase().rpc('settle_mail', {
    p_id: id,
    p_claim: claim,
    ...(error !== undefined && { p_error: error }),
    ...(isFinal !== undefined && { p_is_final: isFinal }),
  });
  unwrap(answer);
}
