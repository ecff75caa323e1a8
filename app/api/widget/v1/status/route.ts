import { limitDoor } from '@/lib/visitors/limit-door';
import { getPageStatus, getSiteStatus } from '@/lib/visitors/queries';
import { readStatusInput } from '@/lib/visitors/session-input';
import { answerVisitor, readJsonBody } from '@/lib/visitors/visitor-route';

export const dynamic = 'force-dynamic';

export function GET(request: Request): Promise<Response> {
  const key = new URL(request.url).searchParams.get('site') ?? '';
  return answerVisitor('visitors.siteStatus', request, async () => {
    limitDoor('status', request);
    return getSiteStatus(key);
  });
}

/** With what is known of the visit, in the body because addresses of pages belong into no log. */
export function POST(request: Request): Promise<Response> {
  return answerVisitor('visitors.pageStatus', request, async () => {
    limitDoor('status', request);
    return getPageStatus(readStatusInput(await readJsonBody(request)));
  });
}
