import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '@/embedded/stripe/journal';
import { createStore } from '@/embedded/stripe/store';
import { itemOf, realKey, refusal, type StandIn, startStandIn, subscriber } from './target';

type Arrival = { body: string; signature: string };

// Stripe cannot reach a test; what it would send is checked by its own SDK.
describe.skipIf(realKey)('webhooks of the stand-in', () => {
  let target: StandIn;
  let stripe: Stripe;
  let endpoint: Stripe.WebhookEndpoint;
  const arrivals: Arrival[] = [];
  let refusals = 0;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (refusals > 0) {
        refusals -= 1;
        response.writeHead(500).end();
        return;
      }
      arrivals.push({
        body: Buffer.concat(chunks).toString(),
        signature: String(request.headers['stripe-signature']),
      });
      response.writeHead(204).end();
    });
  });

  beforeAll(async () => {
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
    target = await startStandIn();
    stripe = target.stripe;
    endpoint = await stripe.webhookEndpoints.create({
      url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
      enabled_events: ['customer.subscription.created', 'customer.subscription.updated', 'invoice.paid'],
    });
  });
  afterAll(async () => {
    await target.stop();
    receiver.close();
  });
  beforeEach(async () => {
    await target.control('settle');
    arrivals.length = 0;
  });

  const received = (): Stripe.Event[] =>
    arrivals.map(({ body, signature }) =>
      stripe.webhooks.constructEvent(body, signature, String(endpoint.secret)),
    );

  it('are signed so that the SDK accepts them, and in the order things happened', async () => {
    await subscriber(target);
    await target.control('settle');
    const events = received();
    expect(events.map(({ type }) => type)).toEqual([
      'customer.subscription.created',
      'invoice.paid',
      'customer.subscription.updated',
    ]);
    const stored = await stripe.events.retrieve(events[0]?.id ?? '');
    expect(stored.data.object).toEqual(events[0]?.data.object);
    expect(events[2]?.data.previous_attributes).toMatchObject({ status: 'incomplete' });
    const [first] = arrivals;
    const forged = first?.body.replace('incomplete', 'active') ?? '';
    expect(() =>
      stripe.webhooks.constructEvent(forged, first?.signature ?? '', String(endpoint.secret)),
    ).toThrow(/signature/i);
  });

  it('come again until they are taken', async () => {
    refusals = 1;
    await subscriber(target);
    await target.control('settle');
    expect(
      received()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['customer.subscription.created', 'customer.subscription.updated', 'invoice.paid']);
  });

  it('can be held, sent in any order and sent twice', async () => {
    await target.control('hold');
    await subscriber(target);
    const { events } = await target.control<{ events: { id: string }[] }>('waiting');
    expect(arrivals).toEqual([]);
    const reversed = events.map(({ id }) => id).reverse();
    await target.control(
      'deliver',
      Object.fromEntries(reversed.map((id, index) => [`events[${index}]`, id])),
    );
    expect(received().map(({ id }) => id)).toEqual(reversed);
    await target.control('replay', { event: reversed[0] ?? '' });
    expect(received().map(({ id }) => id)).toEqual([...reversed, reversed[0]]);
    await target.control('release');
  });

  it('wait through a restart, and nothing that was answered is lost', async () => {
    await target.control('hold');
    const { subscription } = await subscriber(target);
    await target.restart();
    await target.control('settle');
    expect(received()).toHaveLength(3);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toEqual(
      expect.objectContaining({ id: subscription.id, status: 'active' }),
    );
  });

  it('a lost answer is made up for by the SDK, and the seats are bought once', async () => {
    const { customer, subscription } = await subscriber(target);
    await target.control('cut', { after: '1' });
    const changed = await stripe.subscriptions.update(
      subscription.id,
      { items: [{ id: itemOf(subscription).id, quantity: 4 }], proration_behavior: 'always_invoice' },
      { maxNetworkRetries: 2 },
    );
    expect(itemOf(changed).quantity).toBe(4);
    expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(2);
    // The SDK tries a connection that ends without an answer once more by itself.
    await target.control('cut', { before: '2' });
    const error = await refusal(stripe.customers.create({ name: 'x' }, { maxNetworkRetries: 0 }));
    expect(error.type).toBe('StripeConnectionError');
  });
});

describe('the state of the stand-in', () => {
  it('drops a line that a crash cut short, and keeps every whole one', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'foyer-journal-'));
    const card = (id: string) => ({ id, number: '4242', setUp: false });
    const first = createStore(openJournal(dir));
    first.change(() => first.put('card_secret', card('pm_1')));
    expect(() =>
      first.change(() => {
        first.put('card_secret', card('pm_refused'));
        throw new Error('refused');
      }),
    ).toThrow('refused');
    first.close();
    await appendFile(join(dir, 'log.jsonl'), '[["card_secret","pm_2",{"id":"pm_');

    const second = createStore(openJournal(dir));
    expect(second.all('card_secret').map(({ id }) => id)).toEqual(['pm_1']);
    second.change(() => second.put('card_secret', card('pm_3')));
    second.close();
    const third = createStore(openJournal(dir));
    expect(third.all('card_secret').map(({ id }) => id)).toEqual(['pm_1', 'pm_3']);
    // Enough to be folded into a snapshot along the way.
    for (let index = 0; index < 40; index += 1) {
      third.change(() => third.put('card_secret', { ...card('pm_4'), number: randomUUID().repeat(2_000) }));
    }
    third.close();
    const fourth = createStore(openJournal(dir));
    expect(fourth.all('card_secret').map(({ id }) => id)).toEqual(['pm_1', 'pm_3', 'pm_4']);
    fourth.close();
    await rm(dir, { recursive: true, force: true });
  });
});
