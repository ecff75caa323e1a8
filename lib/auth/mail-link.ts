import { type MailLink, mailLinkInput } from '@/lib/auth/schema';

type SearchParams = Record<string, string | string[] | undefined>;

/** The link's secret out of the page's address: ours carry a hash, those of Supabase's default mails a code. */
export function readMailLink({ token_hash, code, type }: SearchParams): MailLink | null {
  const candidate = token_hash === undefined ? { code, type } : { tokenHash: token_hash, type };
  const link = mailLinkInput.safeParse(candidate);
  return link.success ? link.data : null;
}
