import 'server-only';
import { isLocale, type Locale, preferredLocale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';
import { publicConfig } from '@/lib/platform/supabase/public-config';
import { frameStyle } from '@/lib/sites/look/launcher-style';
import { logoUrl } from '@/lib/sites/look/logo-url';
import { framePolicy, renderFramePage } from '@/lib/visitors/frame-page';
import { limitDoor } from '@/lib/visitors/limit-door';
import { getEarlyRules, getWidgetConfig } from '@/lib/visitors/queries';
import type { WidgetBoot, WidgetConfig, WidgetProblem } from '@/lib/visitors/schema';
import { isTestToken, TEST_COOKIE } from '@/lib/visitors/test-token';
import { frameAssets } from '@/lib/visitors/widget-assets';

type Problem = { error: WidgetProblem; status: number };

async function findConfig(siteKey: string, request: Request): Promise<WidgetConfig | Problem> {
  try {
    limitDoor('frame', request);
    const config = await getWidgetConfig(siteKey);
    if (!config) return { error: 'unknown_site', status: 404 };
    return config.is_enabled ? config : { error: 'site_is_disabled', status: 403 };
  } catch (error) {
    answerError(error, 'visitors.showFrame');
    return { error: 'unreachable', status: error instanceof UserError ? error.status : 503 };
  }
}

/** The snippet may name a language; otherwise the browser's, and where that is none of ours, the organization's. */
function chooseLocale(request: Request, organizationLocale: Locale): Locale {
  const asked = new URL(request.url).searchParams.get('locale')?.toLowerCase().split('-')[0];
  if (isLocale(asked)) return asked;
  return preferredLocale(request.headers.get('accept-language'), organizationLocale);
}

/**
 * The token of somebody who looks at the chat on Foyer's own test page. The same browser on the company's real pages
 * sends the cookie too where both share a domain, so the browser must also say that a page of this origin asked.
 */
function testTokenOf(request: Request, siteKey: string): string | undefined {
  if (request.headers.get('sec-fetch-site') !== 'same-origin') return undefined;
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const token = cookies.find((cookie) => cookie.startsWith(`${TEST_COOKIE}=`))?.slice(TEST_COOKIE.length + 1);
  if (token === undefined || !isTestToken(env().VISITOR_JWT_KEY, siteKey, token, systemClock()))
    return undefined;
  return token;
}

/** The page inside the iframe: the chat of a site, or a few words on why there is none. */
export async function showFrame(siteKey: string, request: Request): Promise<Response> {
  const found = await findConfig(siteKey, request);
  const isProblem = 'error' in found;
  const locale = chooseLocale(request, isProblem ? 'en' : found.locale);
  const own = (isProblem ? undefined : found.look.texts[locale]) ?? {};
  const style = isProblem ? null : frameStyle(found.look);
  const test = testTokenOf(request, siteKey);
  const boot: WidgetBoot = isProblem
    ? { siteKey, locale, error: found.error }
    : {
        siteKey,
        locale,
        organization_name: own.title ?? found.organization_name,
        is_online: found.is_online,
        agents: found.agents,
        hours: found.hours,
        has_start_form: found.has_start_form,
        logo_url: logoUrl(publicConfig().supabaseUrl, found.look.logo_path),
        texts: {
          ...(own.greeting === undefined ? {} : { greeting: own.greeting }),
          ...(own.away === undefined ? {} : { awayGreeting: own.away }),
        },
        is_targeted: (await getEarlyRules(siteKey)) !== null,
        ...publicConfig(),
        ...(test === undefined ? {} : { test }),
      };
  return new Response(renderFramePage(boot, { ...(await frameAssets(locale)), style }), {
    status: isProblem ? found.status : 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': framePolicy(boot, isProblem ? [] : found.addresses, style),
      // Who is there changes by the minute; everything heavy has a name of its own and is kept for a year.
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language, Sec-Fetch-Site, Cookie',
    },
  });
}
