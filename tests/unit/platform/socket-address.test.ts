import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { trustSocketOnly } from '@/lib/platform/socket-address';

test('without a proxy in front, an address the caller claims is replaced by that of the socket', async () => {
  trustSocketOnly();
  const server = createServer((req, res) => res.end(String(req.headers['x-forwarded-for'])));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    for (const headers of [{ 'x-forwarded-for': '6.6.6.6, 1.2.3.4' }, {}]) {
      const heard = await new Promise<string>((resolve, reject) => {
        request({ port, host: '127.0.0.1', headers }, async (response) => {
          let text = '';
          for await (const chunk of response) text += String(chunk);
          resolve(text);
        })
          .on('error', reject)
          .end();
      });
      expect(heard).toBe('127.0.0.1');
    }
  } finally {
    server.close();
  }
});
