import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Values } from '@/embedded/stripe/pages/card-form';
import type { Page } from '@/embedded/stripe/pages/layout';
import { languageOf, textsOf } from '@/embedded/stripe/pages/texts';
import type { World } from '@/embedded/stripe/world';

/** What a page returns, so that the type check finds a path that would leave the browser waiting. */
export type Answered = 'answered';

/** One request for a hosted page. */
export type PageCall = {
  world: World;
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  method: 'GET' | 'POST';
  values: Values;
};

export function pageOf(call: PageCall, locale: string | null | undefined): Page {
  const language = languageOf(locale, call.req.headers['accept-language']);
  return { language, texts: textsOf(language) };
}

export function show(call: PageCall, markup: string, status = 200): Answered {
  call.res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  call.res.end(markup);
  return 'answered';
}

/** 303: the browser goes on with GET, so going back never posts a payment again. */
export function redirect(call: PageCall, location: string): Answered {
  call.res.writeHead(303, { location, 'cache-control': 'no-store' }).end();
  return 'answered';
}
