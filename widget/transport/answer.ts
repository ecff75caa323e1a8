import { Failure } from '@/widget/core/failure';

type ErrorBody = { code?: unknown; message?: unknown; details?: unknown; error?: { code?: unknown } };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

async function readBody(response: Response): Promise<ErrorBody> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as ErrorBody) : {};
  } catch {
    return {};
  }
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/**
 * Turns a refusal into a Failure. Our own routes answer {error: {code}}; a function of the database refuses
 * with SQLSTATE PTnnn and its code as the message. What PostgREST says in its own name (PGRST…), such as a
 * schema it has not read yet, passes.
 */
export async function failureOf(response: Response): Promise<Failure> {
  const { status } = response;
  const body = await readBody(response);
  const sqlState = text(body.code);
  const code =
    text(body.error?.code) ||
    (sqlState.startsWith('PT') ? text(body.message) : '') ||
    sqlState ||
    `http_${status}`;
  if (status === 401) return new Failure('expired', code);
  if (status === 429) return new Failure('limited', code, retryAfterMs(response));
  const passes = status >= 500 || status === 408 || status === 425 || sqlState.startsWith('PGRST');
  if (passes) return new Failure('server', code);
  return new Failure('refused', sqlState === '42501' ? 'not_allowed' : code, null, text(body.details));
}

/** Sends one request and reads its JSON answer; anything but success is a Failure. */
export async function request<T>(url: string, init: RequestInit, timeoutMs: number): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(url, { ...init, signal: abort.signal });
    if (!response.ok) throw await failureOf(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('network', 'no_answer');
  } finally {
    clearTimeout(timer);
  }
}
