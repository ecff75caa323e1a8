import { checkBackend } from '@/lib/platform/health';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const backend = await checkBackend();
  const status = backend === 'ok' ? 200 : 503;
  return Response.json({ app: 'ok', backend }, { status, headers: { 'Cache-Control': 'no-store' } });
}
