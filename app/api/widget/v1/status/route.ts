import { getSiteStatus } from '@/lib/visitors/queries';
import { answerVisitor } from '@/lib/visitors/visitor-route';

export const dynamic = 'force-dynamic';

export function GET(request: Request): Promise<Response> {
  const key = new URL(request.url).searchParams.get('site') ?? '';
  return answerVisitor('visitors.siteStatus', request, () => getSiteStatus(key));
}
