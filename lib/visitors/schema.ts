import { z } from 'zod';

/** The public name of a site in its snippet. It identifies and opens nothing. */
export const siteKey = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const sessionInput = z.object({
  siteKey,
  secret: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  locale: z.string().max(35),
  /** False asks only whether the secret is known: reading a page makes nobody a visitor. */
  create: z.boolean(),
});
export type SessionInput = z.infer<typeof sessionInput>;

export type SessionAnswer =
  | { token: null }
  | { token: string; expires_at: string; secret: string; visitor_id: string };

/** All a visitor ever learns about a member. */
export type AgentCard = { nickname: string; avatar_path: string | null };

export type SiteStatus = { is_online: boolean; agents: AgentCard[] };

/** What the frame finds in its page when it starts. */
export type WidgetBoot =
  | ({
      siteKey: string;
      locale: string;
      organization_name: string;
      supabaseUrl: string;
      publishableKey: string;
    } & SiteStatus)
  | { siteKey: string; locale: string; error: 'unknown_site' | 'site_is_disabled' };
