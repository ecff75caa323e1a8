import { reconcile } from '@/lib/billing/reconcile';
import { isBillingOn } from '@/lib/billing/stripe';
import { isCron } from '@/lib/platform/cron';

export const dynamic = 'force-dynamic';

/** Called by a scheduler, hourly: what time alone changes, and whether what is stored is what Stripe has. */
export async function POST(request: Request): Promise<Response> {
  if (!isBillingOn() || !isCron(request)) return new Response(null, { status: 404 });
  return Response.json(await reconcile(), { headers: { 'Cache-Control': 'no-store' } });
}
