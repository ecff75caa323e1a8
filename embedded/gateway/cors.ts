import type { IncomingMessage, ServerResponse } from 'node:http';

const EXPOSED =
  'content-encoding, content-location, content-range, content-type, date, location, range-unit, x-total-count, link, x-sb-error-code';

/** Any page may call, as on hosted: what a caller may do depends on its key and token, never on its origin. */
export function allowAnyOrigin(res: ServerResponse): void {
  res.setHeader('access-control-allow-origin', '*');
  res.setHeader('access-control-expose-headers', EXPOSED);
}

export function answerPreflight(req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(200, {
    'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS',
    'access-control-allow-headers': req.headers['access-control-request-headers'] ?? '*',
    // Without this every rpc of a browser costs two round trips; browsers cap it at 2 to 24 hours.
    'access-control-max-age': '86400',
    vary: 'access-control-request-headers',
    'content-length': '0',
  });
  res.end();
}
