import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { checkApiKey, createServiceTokens } from '@/embedded/gateway/api-key';
import { exceedsBodyLimit } from '@/embedded/gateway/body-limit';
import { allowAnyOrigin, answerPreflight } from '@/embedded/gateway/cors';
import { answerJson } from '@/embedded/gateway/json-answer';
import type { Log } from '@/embedded/gateway/log';
import type { RestProxy } from '@/embedded/gateway/rest-proxy';
import type { InstallKeys } from '@/embedded/install-keys';

export type HttpHandler = (req: IncomingMessage, res: ServerResponse, url: URL) => void | Promise<void>;

export type GatewayParts = {
  keys: InstallKeys;
  log: Log;
  rest: RestProxy | HttpHandler;
  auth: HttpHandler;
  storage: HttpHandler;
  realtime: {
    handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
    handleHttp: HttpHandler;
  };
  health: HttpHandler;
};

const REST = '/rest/v1/';

/** One front door, laid out like a Supabase project's. A failing part answers 503; nothing here may throw. */
export function createGatewayServer(parts: GatewayParts): Server {
  const serviceToken = createServiceTokens(parts.keys.jwtSecret);

  const route = async (req: IncomingMessage, res: ServerResponse, id: string): Promise<void> => {
    const url = parseUrl(req);
    if (!url) return answerJson(res, 400, { message: 'The address of the request is malformed.' });
    const path = url.pathname;
    if (path === '/health') return parts.health(req, res, url);
    allowAnyOrigin(res);
    if (req.method === 'OPTIONS') return answerPreflight(req, res);
    if (exceedsBodyLimit(req, path)) {
      return answerJson(res, 413, { message: 'The request is too large.' }, { connection: 'close' });
    }
    if (path.startsWith(REST)) return restRequest(req, res, url);
    if (path.startsWith('/auth/v1/')) return parts.auth(req, res, url);
    if (path.startsWith('/storage/v1/')) return parts.storage(req, res, url);
    if (path.startsWith('/realtime/v1/')) return parts.realtime.handleHttp(req, res, url);
    parts.log.debug({ id, path }, 'no such route');
    answerJson(res, 404, { message: 'no Route matched with those values' });
  };

  const restRequest = async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const key = checkApiKey(req, url, parts.keys);
    if (!key.ok) return answerJson(res, key.status, key.body);
    if (typeof parts.rest === 'function') return parts.rest(req, res, url);
    const token = key.bearer ?? (key.role === 'service_role' ? await serviceToken() : undefined);
    // The key is for the gateway; PostgREST would take it for a filter.
    if (url.searchParams.has('apikey')) url.searchParams.delete('apikey');
    parts.rest.forward(req, res, url.pathname.slice(REST.length - 1) + url.search, token);
  };

  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (req, res) => {
    const id = randomUUID();
    const startedAt = parts.log.isLevelEnabled('debug') ? performance.now() : 0;
    if (startedAt) {
      res.on('close', () => {
        const ms = Math.round((performance.now() - startedAt) * 100) / 100;
        parts.log.debug(
          { id, method: req.method, path: req.url?.split('?')[0], status: res.statusCode, ms },
          'request',
        );
      });
    }
    res.on('error', () => undefined);
    route(req, res, id).catch((error: unknown) => {
      parts.log.error({ id, err: error }, 'request failed');
      answerJson(res, 500, { message: `Something went wrong (ref ${id.slice(0, 8)}).` });
    });
  });

  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy());
    const path = parseUrl(req)?.pathname;
    if (path?.startsWith('/realtime/v1/')) {
      parts.realtime.handleUpgrade(req, socket, head);
      return;
    }
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  return server;
}

function parseUrl(req: IncomingMessage): URL | undefined {
  try {
    return new URL(req.url ?? '/', `http://${req.headers.host ?? 'localhost'}`);
  } catch {
    return undefined;
  }
}
