import { FORM_KINDS } from '@/lib/forms/fields';
import { UserError } from '@/lib/platform/errors';
import { limitDoor } from '@/lib/visitors/limit-door';
import { getSiteForm } from '@/lib/visitors/queries';
import { answerVisitor } from '@/lib/visitors/visitor-route';

export const dynamic = 'force-dynamic';

export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const kind = FORM_KINDS.find((each) => each === searchParams.get('kind'));
  return answerVisitor('visitors.siteForm', request, async () => {
    limitDoor('form', request);
    if (!kind) throw new UserError('value_is_invalid', { status: 422, field: 'kind' });
    return getSiteForm(searchParams.get('site') ?? '', kind);
  });
}
