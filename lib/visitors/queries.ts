import 'server-only';
import type { FormKind } from '@/lib/forms/fields';
import { UserError, unwrap } from '@/lib/platform/errors';
import { adminSupabase } from '@/lib/platform/supabase/admin';
import { type SiteStatus, siteKey, type WidgetConfig, widgetConfig } from '@/lib/visitors/schema';

/** What the widget may show of a site; null for a key that names none. Asked with the secret key: a visitor is nobody yet. */
export async function getWidgetConfig(key: string): Promise<WidgetConfig | null> {
  if (!siteKey.safeParse(key).success) return null;
  const answer = await adminSupabase().rpc('widget_config', { p_site_key: key });
  return widgetConfig.nullable().parse(unwrap(answer));
}

/** Whether somebody would answer now, and who. */
export async function getSiteStatus(key: string): Promise<SiteStatus> {
  const config = await getWidgetConfig(key);
  if (!config) throw new UserError('unknown_site', { status: 404, field: 'site' });
  if (!config.is_enabled) throw new UserError('site_is_disabled', { status: 403, field: 'site' });
  const { is_online, agents, hours, has_start_form } = config;
  return { is_online, agents, hours, has_start_form };
}

/** What a site asks, ready to be drawn; null where it asks nothing. The database has judged each form when it was saved. */
export async function getSiteForm(key: string, kind: FormKind): Promise<unknown> {
  if (!siteKey.safeParse(key).success) throw new UserError('unknown_site', { status: 404, field: 'site' });
  return unwrap(await adminSupabase().rpc('widget_form', { p_site_key: key, p_kind: kind }));
}
