import { z } from 'zod';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { siteLook } from '@/lib/sites/look/schema';

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
  /** Signed by the server for Foyer's own test page: whoever it makes a visitor is a test. */
  test: z.string().max(100).optional(),
});
export type SessionInput = z.infer<typeof sessionInput>;

export type SessionAnswer =
  | { token: null }
  | { token: string; expires_at: string; secret: string; visitor_id: string };

/** All a visitor ever learns about a member. */
const agentCard = z.object({ nickname: z.string(), avatar_path: z.string().nullable() });
/** Instants, so that the visitor reads them by their own clock; null when there is none to wait for. */
const siteHours = z.object({
  is_open: z.boolean(),
  opens_at: z.string().nullable(),
  closes_at: z.string().nullable(),
});
const siteStatus = z.object({
  is_online: z.boolean(),
  agents: z.array(agentCard),
  hours: siteHours,
  /** Visitors are asked something before they write. */
  has_start_form: z.boolean(),
});
export type SiteStatus = z.infer<typeof siteStatus>;

/** What the site's rules mean before anybody writes. */
const targeting = z.object({
  hides_chat: z.boolean(),
  invitation: z
    .object({ id: z.string(), en: z.string(), fr: z.string(), after_seconds: z.number() })
    .nullable(),
});
export type Targeting = z.infer<typeof targeting>;

/** What a browser says of a visit; the database believes of it what can be true. */
const facts = z.object({
  page_url: z.string().max(2000).nullable(),
  referrer: z.string().max(2000),
  language: z.string().max(35),
  device: z.enum(['desktop', 'tablet', 'phone']),
  visits: z.number().int().min(0),
  seconds: z.number().int().min(0),
});
export const statusInput = z.object({ site: siteKey, facts });
export type StatusInput = z.infer<typeof statusInput>;

export const widgetConfig = siteStatus.extend({
  targeting,
  organization_name: z.string(),
  is_enabled: z.boolean(),
  addresses: z.array(z.string()),
  locale: z.enum(LOCALES),
  look: siteLook,
});
export type WidgetConfig = z.infer<typeof widgetConfig>;

/** Why there is no chat: the key names no site, the site is switched off, or the backend does not answer. */
export type WidgetProblem = 'unknown_site' | 'site_is_disabled' | 'unreachable';

/** What the frame finds in its page when it starts. */
export type WidgetBoot =
  | ({
      siteKey: string;
      locale: Locale;
      organization_name: string;
      supabaseUrl: string;
      publishableKey: string;
      /** The site's own mark, at an address that names nobody. */
      logo_url: string | null;
      /** The site's own words for what the language's texts say. */
      texts?: { greeting?: string; awayGreeting?: string };
      /** On Foyer's own test page: says that this is a test. */
      test?: string;
      /** The site's rules act before anybody writes, and want to know on which page. */
      is_targeted: boolean;
    } & SiteStatus)
  | { siteKey: string; locale: Locale; error: WidgetProblem };
