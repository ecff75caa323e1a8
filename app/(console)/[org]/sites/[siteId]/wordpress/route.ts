import { env } from '@/lib/platform/env';
import { requireSite } from '@/lib/sites/require-site';
import { wordPressPlugin } from '@/lib/sites/wordpress/plugin-zip';

/** The WordPress plugin of one site, made for it. */
export async function GET(_request: Request, { params }: RouteContext<'/[org]/sites/[siteId]/wordpress'>) {
  const { org, siteId } = await params;
  const { site } = await requireSite(org, siteId);
  const plugin = await wordPressPlugin({ appUrl: env().APP_URL, siteKey: site.public_key });
  return new Response(plugin, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="foyer-chat.zip"',
      'Cache-Control': 'no-store',
    },
  });
}
