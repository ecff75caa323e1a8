import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deliveries } from '@/embedded/stripe/delivery';
import { runDue } from '@/embedded/stripe/engine/due';
import { parseForm } from '@/embedded/stripe/form-body';
import { readBody } from '@/embedded/stripe/http-body';
import { Params } from '@/embedded/stripe/params';
import type { World } from '@/embedded/stripe/world';

/** Requests whose connection is cut: before they are worked on, or after, when the answer is lost. */
export type Cuts = { before: number; after: number };

/**
 * `/_control/…`, which only tests open: moves the clock, and decides when and in which order webhooks
 * arrive and which connections break.
 */
export function createControlHandler(world: World, deliveries: Deliveries, cuts: Cuts) {
  const actions: Record<string, (params: Params) => object | Promise<object>> = {
    clock: () => ({ now: world.now() }),
    advance(params) {
      const seconds = params.integer('seconds') ?? 0;
      const until = world.now() + seconds;
      runDue(world, until);
      world.store.change(() => {
        const clockOffset = (world.store.get('state', 'state')?.clockOffset ?? 0) + seconds;
        world.store.put('state', { id: 'state', clockOffset });
      });
      deliveries.wake();
      return { now: world.now() };
    },
    hold() {
      deliveries.hold();
      return {};
    },
    release() {
      deliveries.release();
      return {};
    },
    waiting: () => ({
      events: deliveries.waiting().map((id) => ({ id, type: world.store.get('event', id)?.type })),
    }),
    async deliver(params) {
      await deliveries.deliverNow(params.strings('events') ?? []);
      return {};
    },
    async replay(params) {
      return { taken: await deliveries.replay(params.required('event')) };
    },
    async settle() {
      await deliveries.settled();
      return {};
    },
    cut(params) {
      cuts.before = params.integer('before') ?? 0;
      cuts.after = params.integer('after') ?? 0;
      return {};
    },
  };

  return async (req: IncomingMessage, res: ServerResponse, name: string): Promise<void> => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action || req.method !== 'POST') {
      res.writeHead(404).end();
      return;
    }
    const answer = await action(new Params(parseForm(await readBody(req))));
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };
}
