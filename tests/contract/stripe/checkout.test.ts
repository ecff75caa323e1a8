import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realKey, type StandIn, startStandIn } from './target';

// The pages are our own: Stripe's are theirs, and no test fills those in.
describe.skipIf(realKey)('the checkout page of the stand-in', () => {
  let target: StandIn;
  beforeAll(async () => {
    target = await startStandIn();
  });
  afterAll(() => target.stop());

  const open = async (options: { locale?: 'en' | 'fr'; trialDays?: number } = {}) => {
    const { stripe, monthly } = target;
    const customer = await stripe.customers.create({ email: 'ada@example.com' });
    return stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      client_reference_id: 'organization-1',
      line_items: [{ price: monthly.id, quantity: 4 }],
      subscription_data: {
        metadata: { organization_id: 'organization-1' },
        ...(options.trialDays ? { trial_period_days: options.trialDays } : {}),
      },
      locale: options.locale ?? 'en',
      success_url: 'https://app.example/paid?session={CHECKOUT_SESSION_ID}',
      cancel_url: 'https://app.example/plans',
    });
  };
  const post = (url: string, values: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' });
  const pay = (url: string | null, number: string, more: Record<string, string> = {}) =>
    post(String(url), { number, expiry: '04 / 40', cvc: '123', name: 'Ada', ...more });
  const attemptIn = (page: string): string => /name="attempt" value="(\w+)"/.exec(page)?.[1] ?? '';

  it('takes a card and leads back with a paid subscription [A43]', async () => {
    const session = await open();
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 7_600 });
    const answer = await pay(session.url, '4242 4242 4242 4242');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`https://app.example/paid?session=${session.id}`);
    const done = await target.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['subscription', 'line_items'],
    });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
    expect(done.subscription).toMatchObject({
      status: 'active',
      metadata: { organization_id: 'organization-1' },
    });
    expect(done.line_items?.data[0]).toMatchObject({ quantity: 4, amount_total: 7_600 });
    const again = await pay(session.url, '4242 4242 4242 4242');
    expect(again.status).toBe(303);
    const { data } = await target.stripe.invoices.list({ customer: String(done.customer) });
    expect(data).toHaveLength(1);
  });

  it.each([
    ['4000000000000002', 'Your card was declined.'],
    ['4000000000009995', 'Your card has insufficient funds.'],
    ['4000000000000341', 'Your card was declined.'],
    ['1234567812345678', 'Your card number is incorrect.'],
  ])(
    'says why %s does not pay, keeps what was typed, and nothing has happened [A43]',
    async (number, reason) => {
      const session = await open();
      const answer = await pay(session.url, number);
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain(reason);
      expect(page).toContain(`value="${number}"`);
      expect(page).toContain('value="Ada"');
      const { stripe } = target;
      expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
      const { data } = await stripe.subscriptions.list({ customer: String(session.customer), status: 'all' });
      expect(data).toEqual([]);
      expect((await pay(session.url, '4242424242424242')).status).toBe(303);
    },
  );

  it.each(['4000002500003155', '4000002760003184'])('asks the bank about %s [A43]', async (number) => {
    const session = await open();
    const url = String(session.url);
    const refused = await post(url, {
      attempt: attemptIn(await (await pay(url, number)).text()),
      authentication: 'fail',
    });
    expect(refused.status).toBe(422);
    expect((await target.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    const attempt = attemptIn(await (await pay(url, number)).text());
    expect((await post(url, { attempt, authentication: 'complete' })).status).toBe(303);
    const done = await target.stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] });
    expect(done.subscription).toMatchObject({ status: 'active' });
  });

  it('speaks French when asked to, and names each field that is wrong', async () => {
    const session = await open({ locale: 'fr' });
    const page = await (await fetch(String(session.url))).text();
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('Paiements de test.');
    const answer = await (await post(String(session.url), { number: '', cvc: 'x' })).text();
    for (const field of ['number', 'expiry', 'cvc', 'name']) expect(answer).toContain(`id="${field}-error"`);
  });

  it('starts a trial without a payment', async () => {
    const session = await open({ trialDays: 14 });
    expect((await pay(session.url, '4242424242424242')).status).toBe(303);
    const done = await target.stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] });
    expect(done).toMatchObject({
      payment_status: 'no_payment_required',
      subscription: { status: 'trialing' },
    });
  });

  it('closes when the session has expired', async () => {
    const session = await open();
    await target.stripe.checkout.sessions.expire(session.id);
    expect((await pay(session.url, '4242424242424242')).status).toBe(410);
  });
});

describe.skipIf(realKey)('the other pages of the stand-in', () => {
  let target: StandIn;
  beforeAll(async () => {
    target = await startStandIn();
  });
  afterAll(() => target.stop());
  const post = (url: string, values: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' });

  const subscribed = async (card: string) => {
    const { stripe, monthly } = target;
    const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada <Ltd>' });
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: monthly.id, quantity: 1 }],
      default_payment_method: method.id,
    });
    const other = await stripe.paymentMethods.attach(card, { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: other.id });
    return { customer, subscription, item: subscription.items.data[0]?.id ?? '' };
  };

  it('lets a change be confirmed with 3-D Secure on the invoice page, or refused [A43]', async () => {
    const { stripe } = target;
    const { subscription, item } = await subscribed('pm_card_authenticationRequired');
    const pending = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 6 }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      expand: ['latest_invoice'],
    });
    const invoice = pending.latest_invoice;
    if (!invoice || typeof invoice === 'string') throw new Error('not expanded');
    const hosted = String(invoice.hosted_invoice_url);
    const bank = `${target.url}/authenticate/${invoice.id}`;
    expect((await post(hosted, { pay: 'saved' })).headers.get('location')).toBe(
      `/authenticate/${invoice.id}`,
    );
    expect((await post(bank, { authentication: 'fail' })).status).toBe(422);
    expect((await stripe.subscriptions.retrieve(subscription.id)).pending_update).not.toBeNull();
    expect((await post(bank, { authentication: 'complete' })).status).toBe(303);
    const paid = await stripe.subscriptions.retrieve(subscription.id);
    expect(paid.pending_update).toBeNull();
    expect(paid.items.data[0]?.quantity).toBe(6);
  });

  it('speak the language the customer prefers, lines of the invoice included, whatever the browser asks for', async () => {
    const { stripe } = target;
    const { customer, subscription, item } = await subscribed('pm_card_visa');
    await stripe.customers.update(customer.id, { preferred_locales: ['fr'] });
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 6 }],
      proration_behavior: 'always_invoice',
      expand: ['latest_invoice'],
    });
    const invoice = changed.latest_invoice;
    if (!invoice || typeof invoice === 'string') throw new Error('not expanded');
    const descriptions = invoice.lines.data.map(({ description }) => description ?? '');
    expect(descriptions).toContainEqual(
      expect.stringMatching(/^Temps non utilisé sur 1 × Foyer seat après le /),
    );
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(preview.lines.data[0]?.description).toMatch(/^6 × Foyer seat \(à 19,00\s€ \/ mois\)$/);
    const portal = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: 'https://example.com',
    });
    for (const url of [String(invoice.hosted_invoice_url), portal.url]) {
      const page = await fetch(url, { headers: { 'accept-language': 'en-US' } });
      expect(await page.text()).toContain('<html lang="fr">');
    }
  });

  it('hands out the invoice as a PDF', async () => {
    const { subscription } = await subscribed('pm_card_visa');
    const invoice = await target.stripe.invoices.retrieve(String(subscription.latest_invoice));
    const response = await fetch(String(invoice.invoice_pdf));
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const file = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(file.startsWith('%PDF-1.4')).toBe(true);
    expect(file).toContain(String(invoice.number));
    const start = Number(/startxref\n(\d+)/.exec(file)?.[1]);
    expect(file.slice(start, start + 4)).toBe('xref');
  });

  it('changes the card, cancels and resumes in the portal, and never runs what a customer is called', async () => {
    const { stripe } = target;
    const { customer, subscription } = await subscribed('pm_card_visa');
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: 'https://app.example/billing',
      locale: 'fr',
    });
    const invoice = await stripe.invoices.retrieve(String(subscription.latest_invoice));
    const invoicePage = await (await fetch(String(invoice.hosted_invoice_url))).text();
    expect(invoicePage).toContain('Ada &lt;Ltd&gt;');
    expect(await (await fetch(session.url)).text()).toContain('Renouvellement');
    await post(session.url, { action: 'cancel' });
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
    await post(session.url, { action: 'resume' });
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false);
    const card = { action: 'card', number: '5555555555554444', expiry: '1/41', cvc: '999', name: 'Ada' };
    expect((await post(session.url, card)).status).toBe(303);
    const after = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ['default_payment_method'],
    });
    expect(after.default_payment_method).toMatchObject({ card: { last4: '4444', brand: 'mastercard' } });
  });
});
