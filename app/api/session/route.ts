import { serverSupabase } from '@/lib/platform/supabase/server';

export const dynamic = 'force-dynamic';

/**
 * The page's access token, which the proxy has just renewed if it was about to end. Another site cannot
 * read the answer: the cookie is SameSite=Lax and there is no CORS header.
 */
export async function GET(): Promise<Response> {
  const supabase = await serverSupabase();
  const { data } = await supabase.auth.getSession();
  const noStore = { 'Cache-Control': 'no-store' };
  if (!data.session)
    return Response.json({ error: { code: 'session_is_over' } }, { status: 401, headers: noStore });
  const { access_token, expires_at } = data.session;
  return Response.json({ access_token, expires_at }, { headers: noStore });
}
