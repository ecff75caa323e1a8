import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A Node request as the fetch Request that Auth and Storage understand. */
export function toFetchRequest(req: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (let index = 0; index < req.rawHeaders.length; index += 2) {
    headers.append(req.rawHeaders[index] ?? '', req.rawHeaders[index + 1] ?? '');
  }
  const method = req.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers,
    body: Readable.toWeb(req) as ReadableStream,
    duplex: 'half',
  };
  return new Request(url, init);
}

export async function sendFetchResponse(answer: Response, res: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) {
    if (!name.startsWith('access-control-') && name !== 'set-cookie') res.setHeader(name, value);
  }
  res.writeHead(answer.status);
  if (!answer.body || res.req.method === 'HEAD') {
    res.end();
    return;
  }
  // A caller that hangs up mid-download is no fault of ours.
  await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), res).catch(() => res.destroy());
}
