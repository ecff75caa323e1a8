import { getTranslations } from 'next-intl/server';
import { readsAudit } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { exportAudit } from '@/lib/people/audit/export-audit';
import { openAudit } from '@/lib/people/audit/queries';
import { auditFilter } from '@/lib/people/audit/schema';

/** What is filtered, as a file, written while it is read: the log of years does not have to fit into memory. */
export async function GET(request: Request, { params }: RouteContext<'/[org]/people/audit/export'>) {
  const access = await requireMember((await params).org);
  if (!readsAudit(access.member)) return new Response(null, { status: 404 });
  const { before: _, ...filter } = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  const texts = await getTranslations('audit');
  return new Response(exportAudit(await openAudit(access), filter, texts), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-${access.organization.slug}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
