import { getLocale, getTranslations } from 'next-intl/server';
import { env } from '@/lib/platform/env';
import { requireSite } from '@/lib/sites/require-site';
import { renderTestPage, testPagePolicy } from '@/lib/sites/test-page';

/** A page with nothing but the site's real snippet. Only Foyer's own test page may frame it. */
export async function GET(_request: Request, { params }: RouteContext<'/[org]/sites/[siteId]/test/page'>) {
  const { org, siteId } = await params;
  const { site } = await requireSite(org, siteId);
  const { APP_URL, SUPABASE_URL } = env();
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
    },
  });
}
