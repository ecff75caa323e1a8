import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseForm } from '@/embedded/stripe/form-body';
import { readBody } from '@/embedded/stripe/http-body';
import { valuesOf } from '@/embedded/stripe/pages/card-form';
import { checkoutPage } from '@/embedded/stripe/pages/checkout-page';
import { closedView } from '@/embedded/stripe/pages/checkout-view';
import { invoicePage, invoicePdfFile, paymentAuthentication } from '@/embedded/stripe/pages/invoice-page';
import { type Answered, type PageCall, pageOf, show } from '@/embedded/stripe/pages/page-call';
import { portalPage } from '@/embedded/stripe/pages/portal-page';
import type { World } from '@/embedded/stripe/world';

const PAGES: [RegExp, (call: PageCall, id: string) => Answered][] = [
  [/^\/c\/pay\/(cs_test_\w+)$/, checkoutPage],
  [/^\/p\/session\/(bps_\w+)$/, portalPage],
  [/^\/i\/(in_\w+)$/, invoicePage],
  [/^\/i\/(in_\w+)\/pdf$/, invoicePdfFile],
  [/^\/authenticate\/(in_\w+)$/, paymentAuthentication],
];

/** The hosted pages. An id in an address is a long random secret, as with Stripe: who has it may open it. */
export function createPagesHandler(world: World) {
  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const method = req.method === 'POST' ? 'POST' : 'GET';
    const values = method === 'POST' ? valuesOf(parseForm(await readBody(req))) : {};
    const call: PageCall = { world, req, res, url, method, values };
    for (const [pattern, open] of PAGES) {
      const id = pattern.exec(url.pathname)?.[1];
      if (id) {
        open(call, id);
        return;
      }
    }
    show(call, closedView(pageOf(call, null)), 404);
  };
}
