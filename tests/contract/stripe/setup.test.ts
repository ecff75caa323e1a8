import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from '@/embedded/ports';
import { type StripeStandIn, startStripe } from '@/embedded/stripe/server';
import { stripeClient } from '@/embedded/stripe-client';
import { realKey } from './target';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '..', '..', '..', 'embedded', 'stripe-setup.ts');
const COMMAND = ['--import', 'tsx', SCRIPT];
const APP_URL = 'https://chat.example.org';

// The operator's own command, against an account that holds nothing.
describe.skipIf(realKey)('npm run stripe:setup', () => {
  const secretKey = `sk_test_${randomUUID()}`;
  let dir: string;
  let url: string;
  let standIn: StripeStandIn;
  let stripe: Stripe;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'foyer-stripe-'));
    const [port = 0] = await freePorts(1);
    url = `http://127.0.0.1:${port}`;
    standIn = await startStripe(
      { host: '127.0.0.1', port, dir, secretKey, webhookSecret: 'whsec_unused', control: false },
      (error) => {
        throw error;
      },
    );
    stripe = stripeClient(secretKey, url);
  });
  afterAll(async () => {
    await standIn.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const setUp = async (environment: Record<string, string> = {}): Promise<string> => {
    const env = { ...process.env, STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: url, ...environment };
    return (await run(process.execPath, COMMAND, { env })).stdout;
  };
  const account = async () => {
    const [products, prices, endpoints] = await Promise.all([
      stripe.products.list(),
      stripe.prices.list(),
      stripe.webhookEndpoints.list(),
    ]);
    return { products: products.data, prices: prices.data, endpoints: endpoints.data };
  };

  it('makes the product, both prices and the endpoint, tells its secret once, and makes nothing when it runs again', async () => {
    const first = await setUp({ APP_URL });
    const made = await account();
    expect(made.products).toHaveLength(1);
    expect(made.prices.map(({ lookup_key }) => lookup_key).toSorted()).toEqual([
      'seat_annual',
      'seat_monthly',
    ]);
    expect(made.endpoints.map((endpoint) => endpoint.url)).toEqual([`${APP_URL}/api/webhooks/stripe`]);
    expect(made.endpoints[0]?.enabled_events).toContain('charge.dispute.created');
    expect(first).toMatch(/STRIPE_WEBHOOK_SECRET to:\nwhsec_\w+/);

    const second = await setUp({ APP_URL: `${APP_URL}/` });
    expect(await account()).toEqual(made);
    expect(second).toContain('are there already');
    expect(second).not.toContain('whsec_');
  });

  it('leaves what an operator charges by a price of their own under the same key', async () => {
    const { products, prices } = await account();
    const own = await stripe.prices.create({
      product: products[0]?.id ?? '',
      currency: 'usd',
      recurring: { interval: 'month' },
      unit_amount: 2_500,
      lookup_key: 'seat_monthly',
      transfer_lookup_key: true,
    });
    await setUp();
    expect((await account()).prices).toHaveLength(prices.length + 1);
    expect((await stripe.prices.list({ lookup_keys: ['seat_monthly'] })).data).toEqual([
      expect.objectContaining({ id: own.id, unit_amount: 2_500, currency: 'usd' }),
    ]);
  });

  it('asks for the key where there is none', async () => {
    const env = { ...process.env, STRIPE_SECRET_KEY: '' };
    await expect(run(process.execPath, COMMAND, { env })).rejects.toMatchObject({
      stderr: expect.stringContaining('Set STRIPE_SECRET_KEY'),
    });
  });
});
