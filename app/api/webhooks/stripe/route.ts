import { isBillingOn } from '@/lib/billing/stripe';
import { handleEvent, readEvent } from '@/lib/billing/webhook';
import { UserError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { readBody } from '@/lib/platform/read-body';

export const dynamic = 'force-dynamic';

/** Anybody may knock here: more than any event of Stripe's is not read, and nothing without a signature. */
const BODY_BYTES_MAX = 512 * 1024;

/** Stripe sends an event again until it is answered with 2xx: whatever fails here is repeated. */
export async function POST(request: Request): Promise<Response> {
  if (!isBillingOn()) return new Response(null, { status: 404 });
  const signature = request.headers.get('stripe-signature');
  if (signature === null) return new Response(null, { status: 400 });
  let body: string;
  try {
    body = await readBody(request, BODY_BYTES_MAX);
  } catch (error) {
    return new Response(null, { status: error instanceof UserError ? error.status : 400 });
  }
  const event = readEvent(body, signature);
  if (!event) return new Response(null, { status: 400 });
  try {
    await handleEvent(event);
    return new Response(null, { status: 204 });
  } catch (error) {
    log().error({ event: event.id, type: event.type, err: error }, 'webhook failed');
    return new Response(null, { status: 500 });
  }
}
