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
  /** Up to which message it tells: the same mail sent twice is the same mail. */
  seq: z.number(),
};

const answerMail = z.object({
  ...shared,
  kind: z.literal('answer'),
  site_name: z.string(),
  site_addresses: z.array(z.string()),
  page_url: z.string().nullable(),
  question: z.string().nullable(),
  answers: z.array(z.string()),
});
export type AnswerMail = z.infer<typeof answerMail>;

const offlineMessageMail = z.object({
  ...shared,
  kind: z.literal('offline_message'),
  site_name: z.string(),
  visitor_name: z.string().nullable(),
  organization_slug: z.string(),
  conversation_id: z.string(),
  message: z.string().nullable(),
});
export type OfflineMessageMail = z.infer<typeof offlineMessageMail>;

const billingShared = { ...shared, organization_name: z.string(), organization_slug: z.string() };
const deadline = { ...billingShared, until: z.string(), is_reminder: z.boolean() };

const billingMail = z.discriminatedUnion('kind', [
  z.object({ ...deadline, kind: z.literal('payment_failed') }),
  z.object({ ...deadline, kind: z.literal('choose_seats') }),
  z.object({
    ...deadline,
    kind: z.literal('shorter_retention'),
    days: z.number(),
    conversations: z.number(),
  }),
  z.object({
    ...billingShared,
    kind: z.literal('disputed'),
    number: z.string().nullable(),
    total: z.number(),
    currency: z.string(),
  }),
]);
export type BillingMail = z.infer<typeof billingMail>;

const dueMail = z.discriminatedUnion('kind', [answerMail, offlineMessageMail, billingMail]);
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
