import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '@/embedded/config';

export type PageOptions = {
  /** The line pasted into the page. */
  snippet: string;
  /** localhost shares its site with the app, 127.0.0.1 is another one: what browsers call third-party. */
  host?: '127.0.0.1' | 'localhost';
  /** The last part of the address; also the page's title. */
  name?: string;
};

export type CustomerWebsite = {
  /** What an administrator enters for it. */
  addresses: string[];
  pageUrl(options: PageOptions): string;
  stop(): Promise<void>;
};

/** The line the installation page offers. */
export const snippetFor = (appUrl: string, siteKey: string): string =>
  `<script async src="${appUrl}/widget/loader.js?site=${siteKey}" data-site="${siteKey}"></script>`;

const render = (snippet: string, title: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,">
<style>body{font:16px/1.5 serif;margin:2rem auto;max-width:40rem} section{min-height:60vh}</style></head>
<body>
<h1>${title}</h1>
<p><a href="next">Next page</a></p>
<section><p>Lamps made by hand, one at a time.</p></section><section><p>Delivered within a week.</p></section>
${snippet}
</body>
</html>`;

/** A customer's website on an origin of its own: each snippet has pages that carry it, long enough to scroll. */
export async function startCustomerWebsite(): Promise<CustomerWebsite> {
  const snippets: string[] = [];
  const server = createServer((request, response) => {
    const [, index = '', name = ''] = /^\/(\d+)\/([a-z]+)$/.exec(request.url ?? '') ?? [];
    const snippet = snippets[Number(index)];
    if (index === '' || snippet === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(render(snippet, name));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, LOOPBACK, done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    addresses: [`127.0.0.1:${port}`, `localhost:${port}`],
    pageUrl({ snippet, host = '127.0.0.1', name = 'lamps' }) {
      if (!snippets.includes(snippet)) snippets.push(snippet);
      return `http://${host}:${port}/${snippets.indexOf(snippet)}/${name}`;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
