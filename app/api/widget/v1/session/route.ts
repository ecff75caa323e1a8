import { clientNetwork } from '@/lib/platform/client-ip';
import { env } from '@/lib/platform/env';
import { openVisitorSession } from '@/lib/visitors/commands';
import { readSessionInput } from '@/lib/visitors/session-input';
import { answerVisitor, readJsonBody } from '@/lib/visitors/visitor-route';

export const dynamic = 'force-dynamic';

export function POST(request: Request): Promise<Response> {
  return answerVisitor('visitors.openSession', request, async () => {
    const input = readSessionInput(await readJsonBody(request));
    return openVisitorSession(input, {
      network: clientNetwork(request.headers, env().TRUSTED_PROXIES),
      userAgent: request.headers.get('user-agent') ?? '',
    });
  });
}
