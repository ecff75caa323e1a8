import { isBillingOn } from '@/lib/billing/stripe';
import { handleEvent, readEvent } from '@/lib/billing/webhook';
import { log } from '@/lib/platform/log';

export const dynamic = 'force-dynamic';

/** Stripe sends an event again until it is answered with 2xx: whatever fails here is repeated. */
export async function POST(request: Request): Promise<Response> {
  if (!isBillingOn()) return new Response(null, { status: 404 });
  const event = readEvent(await request.text(), request.headers.get('stripe-signature'));
  if (!event) return new Response(null, { status: 400 });
  try {
    await handleEvent(event);
    return new Response(null, { status: 204 });
  } catch (error) {
    log().error({ event: event.id, type: event.type, err: error }, 'webhook failed');
    return new Response(null, { status: 500 });
  }
}
