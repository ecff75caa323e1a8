import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createApiHandler, isKey } from '@/embedded/stripe/api/api-handler';
import { type Cuts, createControlHandler } from '@/embedded/stripe/control';
import { startDeliveries } from '@/embedded/stripe/delivery';
import { runDue } from '@/embedded/stripe/engine/due';
import { forgetOldEvents } from '@/embedded/stripe/events';
import { openJournal } from '@/embedded/stripe/journal';
import { createPagesHandler } from '@/embedded/stripe/pages/pages-handler';
import { createStore } from '@/embedded/stripe/store';
import { API_VERSION, createWorld, type World } from '@/embedded/stripe/world';
import { type Clock, systemClock } from '@/lib/platform/clock';

export type StripeOptions = {
  host: string;
  port: number;
  dir: string;
  secretKey: string;
  webhookSecret: string;
  /** The app's own endpoint; absent when nobody listens. */
  webhookUrl?: string;
  /** Opens /_control to whoever holds the secret key. Tests only. */
  control: boolean;
};

export type StripeStandIn = { stop(): Promise<void> };

const DUE_EVERY_MS = 30_000;

/** Stripe for an installation that has no account there: its API, its hosted pages and its webhooks. */
export async function startStripe(
  options: StripeOptions,
  onError: (error: unknown) => void,
  clock: Clock = systemClock,
): Promise<StripeStandIn> {
  const store = createStore(openJournal(options.dir));
  const world = createWorld(store, clock, `http://${options.host}:${options.port}`);
  nameAppEndpoint(world, options);
  const deliveries = startDeliveries(world, onError);
  const cuts: Cuts = { before: 0, after: 0 };
  const api = createApiHandler(world, options.secretKey);
  const pages = createPagesHandler(world);
  const control = createControlHandler(world, deliveries, cuts);

  const route = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = new URL(req.url ?? '/', world.publicUrl);
    if (url.pathname === '/health') {
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"up"}');
      return;
    }
    if (url.pathname.startsWith('/_control/') && options.control) {
      if (!isKey(req, options.secretKey)) res.writeHead(401).end();
      else await control(req, res, url.pathname.slice('/_control/'.length));
      return;
    }
    if (url.pathname.startsWith('/v1/')) {
      if (cuts.before > 0) {
        cuts.before -= 1;
        req.destroy();
        return;
      }
      if (cuts.after > 0) {
        cuts.after -= 1;
        res.writeHead = () => res;
        res.end = () => res.destroy();
      }
      await api(req, res, url);
    } else {
      await pages(req, res, url);
    }
    deliveries.wake();
  };

  const server = createServer({ keepAliveTimeout: 65_000 }, (req, res) => {
    res.on('error', () => undefined);
    route(req, res).catch((error: unknown) => {
      onError(error);
      if (res.headersSent) res.destroy();
      else {
        const body = { error: { type: 'api_error', message: 'An unknown error occurred' } };
        res.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }
    });
  });
  const live = (): void => {
    try {
      runDue(world, world.now());
      forgetOldEvents(world);
      deliveries.wake();
    } catch (error) {
      onError(error);
    }
  };
  const ticking = setInterval(live, DUE_EVERY_MS);
  server.listen(options.port, options.host);
  await once(server, 'listening');
  live();

  return {
    async stop() {
      clearInterval(ticking);
      server.close();
      server.closeAllConnections();
      await deliveries.stop();
      store.close();
    },
  };
}

/** The endpoint an operator would enter in Stripe's dashboard. */
function nameAppEndpoint({ store, now }: World, { webhookUrl, webhookSecret }: StripeOptions): void {
  const id = 'we_foyer';
  store.change(() => {
    if (!webhookUrl) {
      store.remove('webhook_endpoint', id);
      return;
    }
    store.put('webhook_endpoint', {
      id,
      object: 'webhook_endpoint',
      api_version: API_VERSION,
      application: null,
      created: store.get('webhook_endpoint', id)?.created ?? now(),
      description: 'This installation',
      enabled_events: ['*'],
      livemode: false,
      metadata: {},
      secret: webhookSecret,
      status: 'enabled',
      url: webhookUrl,
    });
  });
}
