import { getLocale, getTranslations } from 'next-intl/server';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { requireSite } from '@/lib/sites/require-site';
import { renderTestPage, testPagePolicy } from '@/lib/sites/test-page';
import { createTestToken, TEST_COOKIE, TEST_COOKIE_SECONDS, testCookiePath } from '@/lib/visitors/test-token';

/**
 * A page with nothing but the site's real snippet. Only Foyer's own test page may frame it. What is said in its chat is
 * a test: the browser holds a token for the frame of this site alone, so the snippet is the one people paste.
 */
export async function GET(_request: Request, { params }: RouteContext<'/[org]/sites/[siteId]/test/page'>) {
  const { org, siteId } = await params;
  const { site } = await requireSite(org, siteId);
  const { APP_URL, SUPABASE_URL, VISITOR_JWT_KEY } = env();
  const t = await getTranslations('sites.testPage');
  const html = renderTestPage({
    locale: await getLocale(),
    title: t('title', { site: site.name }),
    text: t('text'),
    appUrl: APP_URL,
    siteKey: site.public_key,
  });
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': testPagePolicy(SUPABASE_URL),
      'Cache-Control': 'no-store',
      'Set-Cookie': [
        `${TEST_COOKIE}=${createTestToken(VISITOR_JWT_KEY, site.public_key, systemClock())}`,
        `Path=${testCookiePath(site.public_key)}`,
        `Max-Age=${TEST_COOKIE_SECONDS}`,
        'HttpOnly',
        'SameSite=Strict',
        ...(APP_URL.startsWith('https:') ? ['Secure'] : []),
      ].join('; '),
    },
  });
}
