import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '@/embedded/config';

export type PageOptions = {
  /** Whose widget the page carries. */
  siteKey: string;
  /** localhost shares its site with the app, 127.0.0.1 is another one: what browsers call third-party. */
  host?: '127.0.0.1' | 'localhost';
  path?: string;
  title?: string;
};

export type CustomerWebsite = { pageUrl(options: PageOptions): string; stop(): Promise<void> };

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The line of the installation page, in a page long enough to scroll. */
const render = (snippet: string, title: string, next: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,">
<style>body{font:16px/1.5 serif;margin:2rem auto;max-width:40rem} section{min-height:60vh}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
<p><a href="${escapeHtml(next)}">Next page</a></p>
<section><p>Lamps made by hand, one at a time.</p></section><section><p>Delivered within a week.</p></section>
${snippet}
</body>
</html>`;

/** A customer's website on an origin of its own; every page carries the real snippet. */
export async function startCustomerWebsite(appUrl: string): Promise<CustomerWebsite> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://customer');
    const siteKey = url.searchParams.get('site');
    if (siteKey === null) {
      response.writeHead(404).end();
      return;
    }
    const title = url.searchParams.get('title') ?? 'Lamps';
    const snippet = `<script async src="${appUrl}/widget/loader.js" data-site="${escapeHtml(siteKey)}"></script>`;
    const next = new URL(url);
    next.pathname = '/next';
    next.searchParams.set('title', 'Next');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(render(snippet, title, next.pathname + next.search));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, LOOPBACK, done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    pageUrl({ siteKey, host = '127.0.0.1', path = '/', title }) {
      const url = new URL(path, `http://${host}:${port}`);
      url.searchParams.set('site', siteKey);
      if (title !== undefined) url.searchParams.set('title', title);
      return url.toString();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
