import { Agent, request } from 'node:http';
import type { Backend } from '@/embedded/backend';

export type RestClient = {
  rpc(token: string, name: string, args: object): Promise<unknown>;
  get(token: string, pathAndQuery: string): Promise<unknown>;
  close(): void;
};

/** As light a client as Node has, because it shares the processor with what it measures. Connections stay open. */
export function createRestClient(backend: Backend): RestClient {
  const { hostname, port } = new URL(backend.url);
  const agent = new Agent({ keepAlive: true, scheduling: 'lifo', maxSockets: 128 });

  const send = (method: 'GET' | 'POST', path: string, token: string, body: string | undefined) =>
    new Promise<unknown>((done, fail) => {
      const outgoing = request(
        {
          hostname,
          port,
          agent,
          method,
          path: `/rest/v1${path}`,
          headers: {
            apikey: backend.publishableKey,
            authorization: `Bearer ${token}`,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', fail);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if ((response.statusCode ?? 500) < 300) done(text ? JSON.parse(text) : undefined);
            else fail(new Error(`${method} ${path} was refused (${response.statusCode}): ${text}`));
          });
        },
      );
      outgoing.on('error', fail);
      outgoing.end(body);
    });

  return {
    rpc: (token, name, args) => send('POST', `/rpc/${name}`, token, JSON.stringify(args)),
    get: (token, pathAndQuery) => send('GET', pathAndQuery, token, undefined),
    close: () => agent.destroy(),
  };
}
