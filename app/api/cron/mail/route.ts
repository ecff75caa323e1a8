import { sendDueMails } from '@/lib/mails/send-due-mails';
import { isCron } from '@/lib/platform/cron';

export const dynamic = 'force-dynamic';

/** Called by a scheduler, a few times a minute: sends the mails that are due. */
export async function POST(request: Request): Promise<Response> {
  if (!isCron(request)) return new Response(null, { status: 404 });
  return Response.json(await sendDueMails(), { headers: { 'Cache-Control': 'no-store' } });
}
