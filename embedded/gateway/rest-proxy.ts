import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { answerJson, serviceDown } from '@/embedded/gateway/json-answer';
import type { RestAddress } from '@/embedded/postgrest';

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Answered by the gateway for every API alike; PostgREST's own would come twice. */
const OURS = new Set([
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-allow-credentials',
]);

export type RestProxy = {
  /** `path` is what PostgREST sees; `token` undefined means the anon role. */
  forward(req: IncomingMessage, res: ServerResponse, path: string, token: string | undefined): void;
  answers(): Promise<boolean>;
  close(): void;
};

/** Up to here an answer is kept until it is complete and sent in one write; larger ones flow as they come. */
const WHOLE_BYTES_MAX = 64 * 1024;

/** PostgREST answers in chunks; passed on as such, each answer would cost its own write and another to end it. */
function relay(answer: IncomingMessage, res: ServerResponse): void {
  const headers: string[] = [];
  const raw = answer.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    const lower = name.toLowerCase();
    if (!HOP_BY_HOP.has(lower) && !OURS.has(lower)) headers.push(name, raw[index + 1] ?? '');
  }
  for (const [name, value] of Object.entries(res.getHeaders())) headers.push(name, String(value));
  const status = answer.statusCode ?? 502;
  const chunks: Buffer[] = [];
  let size = 0;

  const keep = (chunk: Buffer): void => {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= WHOLE_BYTES_MAX) return;
    answer.off('data', keep);
    answer.off('end', sendWhole);
    res.writeHead(status, headers);
    for (const kept of chunks) res.write(kept);
    answer.pipe(res);
  };
  const sendWhole = (): void => {
    if (answer.headers['content-length'] === undefined && size > 0)
      headers.push('content-length', String(size));
    res.writeHead(status, headers);
    res.end(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  };
  answer.on('data', keep);
  answer.on('end', sendWhole);
  answer.on('error', () => res.destroy());
}

/** The hot path: raw headers copied once, bodies streamed, connections to PostgREST kept open. */
export function createRestProxy(address: RestAddress): RestProxy {
  // PostgREST closes idle connections after 30 s; ours go first, so that none is closed just as it is reused.
  const agent = new Agent({
    keepAlive: true,
    timeout: 20_000,
    maxSockets: 128,
    maxFreeSockets: 64,
    scheduling: 'lifo',
  });

  const forward: RestProxy['forward'] = (req, res, path, token) => {
    const headers: string[] = [];
    const raw = req.rawHeaders;
    for (let index = 0; index < raw.length; index += 2) {
      const name = raw[index] ?? '';
      const lower = name.toLowerCase();
      if (HOP_BY_HOP.has(lower) || lower === 'authorization' || lower === 'apikey' || lower === 'origin')
        continue;
      headers.push(name, raw[index + 1] ?? '');
    }
    if (token) headers.push('authorization', `Bearer ${token}`);
    // A body without a length is streamed in chunks, as it came.
    if (req.headers['transfer-encoding']) headers.push('transfer-encoding', 'chunked');

    const upstream = request({ ...address, agent, method: req.method, path, headers });
    upstream.on('response', (answer) => relay(answer, res));
    upstream.on('error', () => {
      if (res.destroyed || res.writableEnded) return;
      answerJson(res, 503, serviceDown('The database API'));
    });
    res.on('close', () => {
      if (!res.writableFinished) upstream.destroy();
    });
    req.pipe(upstream);
  };

  // PostgREST answers 503 while it has no database; anything else means that it serves.
  const answers = (): Promise<boolean> =>
    new Promise((done) => {
      const probe = request({ ...address, agent, method: 'HEAD', path: '/' }, (answer) => {
        answer.resume();
        done(answer.statusCode !== 503);
      });
      probe.on('error', () => done(false));
      probe.end();
    });

  return { forward, answers, close: () => agent.destroy() };
}
