import 'server-only';
import { answerError } from '@/lib/platform/action';
import { isTargeted } from '@/lib/visitors/queries';

const NOTHING = 'export {};\n';
const ACTS = `export { early } from '/widget/early.js';\n`;

/**
 * What a site wants on the customer's page before anybody acts: a module the loader imports, empty for most. It says
 * nothing about who asks, so that the browser keeps it from page to page.
 */
export async function earlyModule(siteKey: string): Promise<Response> {
  const answer = (source: string, caching: string) =>
    new Response(source, {
      headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': caching },
    });
  try {
    return answer(
      (await isTargeted(siteKey)) ? ACTS : NOTHING,
      'public, max-age=300, stale-while-revalidate=86400',
    );
  } catch (error) {
    answerError(error, 'visitors.earlyModule');
    // The chat works without; the next page asks again.
    return answer(NOTHING, 'no-store');
  }
}
