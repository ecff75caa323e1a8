import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkoutRoutes } from '@/embedded/stripe/api/checkout-sessions';
import { customerRoutes } from '@/embedded/stripe/api/customers';
import { expand } from '@/embedded/stripe/api/expand';
import { invoiceRoutes } from '@/embedded/stripe/api/invoices';
import { paymentRoutes } from '@/embedded/stripe/api/payments';
import { portalRoutes } from '@/embedded/stripe/api/portal-sessions';
import { productRoutes } from '@/embedded/stripe/api/products';
import { findRoute, type RouteMatch } from '@/embedded/stripe/api/route';
import { subscriptionRoutes } from '@/embedded/stripe/api/subscriptions';
import { webhookRoutes } from '@/embedded/stripe/api/webhooks';
import { ApiError, type ApiErrorBody, invalid } from '@/embedded/stripe/api-error';
import { parseForm } from '@/embedded/stripe/form-body';
import { readBody } from '@/embedded/stripe/http-body';
import { newId } from '@/embedded/stripe/ids';
import { Params } from '@/embedded/stripe/params';
import { API_VERSION, type World } from '@/embedded/stripe/world';

const ROUTES = [
  ...productRoutes,
  ...customerRoutes,
  ...paymentRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...checkoutRoutes,
  ...portalRoutes,
  ...webhookRoutes,
];

const DAY_MS = 86_400_000;

type Answer = { status: number; body: string; replayedFrom?: string };

const errorText = (error: ApiErrorBody & { request_log_url?: string }): string =>
  JSON.stringify({ error }, null, 2);

export function isKey(req: IncomingMessage, secretKey: string): boolean {
  const header = req.headers.authorization ?? '';
  const basic = header.startsWith('Basic ') ? Buffer.from(header.slice(6), 'base64').toString() : undefined;
  const sent = basic === undefined ? header.replace(/^Bearer /, '') : (basic.split(':')[0] ?? '');
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(secretKey));
}

/** `/v1/…`: one request is one change of the store, with its events and its remembered answer. */
export function createApiHandler(world: World, secretKey: string) {
  const run = (match: RouteMatch, params: Params, requestWorld: World): object => {
    const [id = '', second = ''] = match.ids;
    const paths = params.strings('expand') ?? [];
    const answer = match.route.run({ world: requestWorld, params, id, second });
    params.assertAllRead();
    return expand(requestWorld, answer, paths);
  };

  const execute = (req: IncomingMessage, url: URL, text: string, requestId: string): Answer => {
    const method = req.method ?? 'GET';
    const match = findRoute(ROUTES, method, url.pathname);
    if (!match) {
      const message = `Unrecognized request URL (${method}: ${url.pathname}).`;
      throw new ApiError(404, { type: 'invalid_request_error', message });
    }
    const version = req.headers['stripe-version'];
    if (version && version !== API_VERSION) {
      throw invalid(`The stand-in speaks version ${API_VERSION} only, not ${String(version)}.`);
    }
    const params = new Params(parseForm(method === 'POST' ? text : url.search.slice(1)));
    const key = req.headers['idempotency-key'];
    if (method !== 'POST' || typeof key !== 'string') {
      const requestWorld = { ...world, request: { id: requestId, idempotency_key: null } };
      const body = world.store.change(() => run(match, params, requestWorld));
      return { status: 200, body: JSON.stringify(body, null, 2) };
    }
    return once(key, `${method} ${url.pathname} ${text}`, requestId, () => {
      const requestWorld = { ...world, request: { id: requestId, idempotency_key: key } };
      return JSON.stringify(run(match, params, requestWorld), null, 2);
    });
  };

  /** The same key gives the same answer for a day; with other parameters it is refused. */
  const once = (key: string, request: string, requestId: string, work: () => string): Answer => {
    const { store } = world;
    const fingerprint = createHash('sha256').update(request).digest('hex');
    const now = world.realClock().getTime();
    const known = store.get('answer', key);
    if (known && now - known.at < DAY_MS) {
      if (known.fingerprint !== fingerprint) {
        throw new ApiError(400, {
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        });
      }
      return { status: known.status, body: known.body, replayedFrom: known.request };
    }
    const remember = (status: number, body: string): Answer => {
      store.put('answer', { id: key, fingerprint, status, body, request: requestId, at: now });
      return { status, body };
    };
    try {
      return store.change(() => {
        for (const old of store.all('answer', ({ at }) => now - at >= DAY_MS)) store.remove('answer', old.id);
        return remember(200, work());
      });
    } catch (error) {
      // Only what a bank decided is remembered; a request that was never valid may be sent again, corrected.
      if (!(error instanceof ApiError) || error.status !== 402) throw error;
      return store.change(() => remember(402, errorText(error.body)));
    }
  };

  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const requestId = newId('req');
    const send = ({ status, body, replayedFrom }: Answer): void => {
      const key = req.headers['idempotency-key'];
      res.writeHead(status, {
        'content-type': 'application/json',
        'request-id': requestId,
        'stripe-version': API_VERSION,
        ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
        ...(replayedFrom ? { 'idempotent-replayed': 'true', 'original-request': replayedFrom } : {}),
      });
      res.end(body);
    };
    const text = await readBody(req);
    if (!isKey(req, secretKey)) {
      const message = req.headers.authorization
        ? 'Invalid API Key provided.'
        : 'You did not provide an API key. You need to provide your API key in the Authorization header.';
      send({ status: 401, body: errorText({ type: 'invalid_request_error', message }) });
      return;
    }
    try {
      send(execute(req, url, text, requestId));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      send({ status: error.status, body: errorText(error.body) });
    }
  };
}
