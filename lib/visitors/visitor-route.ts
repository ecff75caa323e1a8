import 'server-only';
import { answerError } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';
import { readBody } from '@/lib/platform/read-body';

const BODY_BYTES_MAX = 4096;
/** Long enough to matter, short enough that a visitor who waits does not leave. */
const RETRY_AFTER_SECONDS = 15;

/**
 * The widget's own pages call these routes, and they are on Foyer's origin. A browser names another origin
 * only when a script of another page calls; callers without a browser name none, and prove nothing by it.
 */
function requireOwnOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  if (origin === null) return;
  const isOwn = origin === new URL(env().APP_URL).origin;
  const isSameHost = URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
  if (!isOwn && !isSameHost) throw new UserError('foreign_origin', { status: 403 });
}

/** The body as JSON, whatever it says; anything that is not JSON is refused. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readBody(request, BODY_BYTES_MAX);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('body_is_invalid', { status: 400, cause: error });
  }
}

/** Runs one request of a visitor: JSON out, refusals as {error: {code, field}} with their status. */
export async function answerVisitor(
  name: string,
  request: Request,
  run: () => Promise<unknown>,
): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' };
  try {
    requireOwnOrigin(request);
    return Response.json(await run(), { headers });
  } catch (error) {
    const status = error instanceof UserError ? error.status : 500;
    return Response.json(
      { error: answerError(error, name) },
      {
        status,
        headers: status === 429 ? { ...headers, 'Retry-After': String(RETRY_AFTER_SECONDS) } : headers,
      },
    );
  }
}
