import { showLoader } from '@/lib/visitors/show-loader';

export const dynamic = 'force-dynamic';

export async function GET(_request: Request, { params }: RouteContext<'/widget/[siteKey]/loader'>) {
  return showLoader((await params).siteKey);
}
