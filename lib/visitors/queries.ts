import 'server-only';
import type { FormKind } from '@/lib/forms/fields';
import { UserError, unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import {
  type SiteStatus,
  type StatusInput,
  siteKey,
  type Targeting,
  type WidgetConfig,
  widgetConfig,
} from '@/lib/visitors/schema';

/** What the widget may show of a site; null for a key that names none. Asked with the secret key: a visitor is nobody yet. */
export async function getWidgetConfig(
  key: string,
  facts: StatusInput['facts'] | Record<string, never> = {},
): Promise<WidgetConfig | null> {
  if (!siteKey.safeParse(key).success) return null;
  const answer = await adminSupabase().rpc('widget_config', { p_site_key: key, p_facts: facts });
  return widgetConfig.nullable().parse(unwrap(answer));
}

async function enabledConfig(key: string, facts: StatusInput['facts'] | Record<string, never> = {}) {
  const config = await getWidgetConfig(key, facts);
  if (!config) throw new UserError('unknown_site', { status: 404, field: 'site' });
  if (!config.is_enabled) throw new UserError('site_is_disabled', { status: 403, field: 'site' });
  const { is_online, agents, hours, has_start_form, targeting } = config;
  return { status: { is_online, agents, hours, has_start_form }, targeting };
}

/** Whether somebody would answer now, and who. */
export async function getSiteStatus(key: string): Promise<SiteStatus> {
  return (await enabledConfig(key)).status;
}

/** The same, and what the site's rules mean for a page. */
export async function getPageStatus({
  site,
  facts,
}: StatusInput): Promise<SiteStatus & { targeting: Targeting }> {
  const { status, targeting } = await enabledConfig(site, facts);
  return { ...status, targeting };
}

/**
 * What the site's rules do before anybody writes: take the chat away on some pages, which the launcher then waits to
 * learn, or invite, or know of every page to be right later. Null where there are no such rules.
 */
export async function getEarlyRules(key: string): Promise<'hide' | 'act' | null> {
  if (!siteKey.safeParse(key).success) return null;
  const actsEarly = [
    'hides_chat.is.true',
    'invitation_en.not.is.null',
    'invitation_fr.not.is.null',
    'conditions.cs.[{"on":"visits"}]',
    'conditions.cs.[{"on":"seconds"}]',
  ];
  const found = await adminSupabase()
    .from('targeting_rules')
    .select('hides_chat, sites!inner(public_key)')
    .eq('sites.public_key', key)
    .eq('sites.is_enabled', true)
    .eq('is_enabled', true)
    .or(actsEarly.join(','))
    .order('hides_chat', { ascending: false })
    .limit(1);
  const [first] = unwrap(found);
  return first ? (first.hides_chat ? 'hide' : 'act') : null;
}

/** What a site asks, ready to be drawn; null where it asks nothing. The database has judged each form when it was saved. */
export async function getSiteForm(key: string, kind: FormKind): Promise<unknown> {
  if (!siteKey.safeParse(key).success) throw new UserError('unknown_site', { status: 404, field: 'site' });
  return unwrap(await adminSupabase().rpc('widget_form', { p_site_key: key, p_kind: kind }));
}
