import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LOOPBACK } from '@/embedded/config';
import { pageAt } from '@/embedded/demo-shop/addresses';
import { cartCookie, changeCart, readCart } from '@/embedded/demo-shop/cart';
import { renderPage, type Snippet } from '@/embedded/demo-shop/pages';

export type DemoShopOptions = Snippet & { port: number };
export type DemoShop = { url: string; stop(): Promise<void> };

const FORM_BYTES_MAX = 1_000;

/**
 * As strict as a customer's policy can be. What the chat needs of it is the app's address in two
 * places: script-src for the loader, frame-src for the chat itself.
 */
export function shopContentPolicy(appUrl: string): string {
  const app = new URL(appUrl).origin;
  return [
    `default-src 'none'`,
    `script-src 'self' ${app}`,
    `frame-src ${app}`,
    `style-src 'self'`,
    `img-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

const asset = (name: string) => readFile(new URL(`./assets/${name}`, import.meta.url));

/** A customer's website on an origin of its own, with the real snippet in every page. */
export async function startDemoShop(options: DemoShopOptions): Promise<DemoShop> {
  const assets = new Map([
    ['/style.css', { type: 'text/css; charset=utf-8', body: await asset('style.css') }],
    ['/spa.js', { type: 'text/javascript; charset=utf-8', body: await asset('spa.js') }],
    ['/icon.svg', { type: 'image/svg+xml', body: await asset('icon.svg') }],
  ]);
  const policy = shopContentPolicy(options.appUrl);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
    const path = new URL(request.url ?? '/', 'http://shop').pathname;
    const file = assets.get(path);
    if (file) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.body);
      return;
    }
    const found = pageAt(path);
    const cart = readCart(request.headers.cookie);
    if (request.method === 'POST' && found?.page.kind === 'cart') {
      const changed = changeCart(cart, new URLSearchParams(await readForm(request)));
      response.writeHead(303, { location: path, 'set-cookie': cartCookie(changed) }).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const locale = found?.locale ?? (path.startsWith('/en') ? 'en' : 'fr');
    const html = renderPage({ locale, page: found?.page ?? { kind: 'missing' }, cart, snippet: options });
    response.writeHead(found ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(html);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, LOOPBACK, done);
  });
  return {
    url: `http://localhost:${options.port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > FORM_BYTES_MAX) throw new Error('The form is too large.');
  }
  return text;
}
