import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '@supabase/lite';
import { jwtVerify } from 'jose';
import type postgres from 'postgres';
import { databaseAnswers } from '@/embedded/auth/database-answers';
import { checkApiKey } from '@/embedded/gateway/api-key';
import { sendFetchResponse, toFetchRequest } from '@/embedded/gateway/fetch-bridge';
import { answerJson, serviceDown } from '@/embedded/gateway/json-answer';
import type { HttpHandler } from '@/embedded/gateway/server';
import type { InstallKeys } from '@/embedded/install-keys';

export type StorageContext = { lite: App; sql: postgres.Sql; keys: InstallKeys };

const refusal = (status: number, error: string, message: string): Response =>
  Response.json({ statusCode: String(status), error, message }, { status: status === 413 ? 413 : 400 });

/** Lite's Storage with the request and answer shapes storage-js has, and without the shortcuts around policies. */
export function createStorageHandler(context: StorageContext): HttpHandler {
  const secret = new TextEncoder().encode(context.keys.jwtSecret);

  const respond = async (req: IncomingMessage, url: URL): Promise<Response> => {
    const path = url.pathname.slice('/storage/v1'.length);
    const hasKey = req.headers.apikey !== undefined || url.searchParams.has('apikey');
    // Public and signed addresses are opened without a key.
    const key = hasKey ? checkApiKey(req, url, context.keys) : undefined;
    if (key && !key.ok) return Response.json(key.body, { status: key.status });

    // Lite empties a bucket for whoever may see it, whatever the delete policy of its objects says.
    if (/^\/bucket\/[^/]+\/empty$/.test(path) && !(key?.ok && key.role === 'service_role' && !key.bearer)) {
      return refusal(403, 'Unauthorized', 'new row violates row-level security policy');
    }
    // The size limits of buckets are checked against the announced length.
    if (req.headers['transfer-encoding'] !== undefined) {
      return refusal(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
    }
    const token = url.searchParams.get('token');
    if (/^\/object\/(?:upload\/)?sign\//.test(path) && req.method !== 'POST') {
      const valid =
        token !== null && (await jwtVerify(token, secret, { algorithms: ['HS256'] }).catch(() => null));
      if (!valid) return refusal(400, 'InvalidJWT', 'The token of this address is invalid or has expired');
    }
    const answer = await context.lite.fetch(await unwrapForm(toFetchRequest(req, url)));
    if (!answer.ok) return answer;
    if (req.method === 'POST' && /^\/object\/(?:upload\/)?sign\//.test(path)) return signedShape(answer);
    if (req.method === 'GET' && /^\/object\/(?!info\/|list\/)/.test(path))
      return guardedDownload(answer, url);
    return answer;
  };

  return async (req: IncomingMessage, res: ServerResponse, url: URL) => {
    const answer = await respond(req, url);
    if (answer.status === 500 && !(await databaseAnswers(context.sql))) {
      answerJson(res, 503, serviceDown('File storage'));
      return;
    }
    await sendFetchResponse(answer, res);
  };
}

/** Browsers upload as a form whose file field has an empty name; Lite reads the bare file. */
async function unwrapForm(request: Request): Promise<Request> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return request;
  const form = await request.formData();
  const file = [...form.values()].find((value): value is File => value instanceof File);
  if (!file) return new Request(request.url, { method: request.method, headers: request.headers });
  const headers = new Headers(request.headers);
  headers.set('content-type', file.type || 'application/octet-stream');
  headers.set('content-length', String(file.size));
  const seconds = form.get('cacheControl');
  if (typeof seconds === 'string') headers.set('cache-control', `max-age=${seconds}`);
  return new Request(request.url, { method: request.method, headers, body: await file.arrayBuffer() });
}

type LiteSigned = { signedUrl: string; error?: string | null; path?: string; token?: string };

const withoutPrefix = (signedUrl: string): string => signedUrl.replace(/^\/storage\/v1/, '');

async function signedShape(answer: Response): Promise<Response> {
  const body = (await answer.json()) as LiteSigned | LiteSigned[];
  if (Array.isArray(body)) {
    return Response.json(
      body.map(({ error, path, signedUrl }) => ({
        error: error ?? null,
        path: path ?? null,
        signedURL: signedUrl ? withoutPrefix(signedUrl) : null,
      })),
    );
  }
  const address = withoutPrefix(body.signedUrl);
  return Response.json(body.token ? { url: address, token: body.token } : { signedURL: address });
}

/** Files are strangers' bytes on our origin: never sniffed, never run, saved under a name when asked. */
function guardedDownload(answer: Response, url: URL): Response {
  const headers = new Headers(answer.headers);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-security-policy', "default-src 'none'; sandbox");
  if (/^(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '')) {
    headers.set('content-type', 'text/plain; charset=utf-8');
  }
  const name = url.searchParams.get('download');
  if (name !== null) {
    const fallback = decodeURIComponent(url.pathname.split('/').at(-1) ?? 'file');
    headers.set(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(name || fallback)}`,
    );
  }
  return new Response(answer.body, { status: answer.status, headers });
}
