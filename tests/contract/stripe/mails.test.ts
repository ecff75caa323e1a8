import { randomUUID } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePorts } from '@/embedded/ports';
import { linkCustomer } from '@/lib/billing/ledger';
import { syncOrganization } from '@/lib/billing/sync';
import { handleEvent } from '@/lib/billing/webhook';
import { sendDueMails } from '@/lib/mails/send-due-mails';
import { only, openDatabase, rpc, server } from '@/tests/support/database';
import { addMember, addSite, type Company, createCompany, startConversation } from '@/tests/support/people';
import { runServerAgainst } from '@/tests/support/server-environment';
import { payWithCard, realKey, type StandIn, startStandIn, subscriber } from './target';

/** In front of the mail server, on a port of its own; nobody listens there while it is down. */
async function mailServerThatGoesAway(smtpUrl: string) {
  const { hostname, port: behind } = new URL(smtpUrl);
  const [port = 0] = await freePorts(1);
  const open = new Set<Socket>();
  const proxy = createServer((incoming) => {
    const outgoing = connect(Number(behind), hostname);
    for (const socket of [incoming, outgoing]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    up: () => new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve)),
    async down(): Promise<void> {
      const closed = new Promise((resolve) => proxy.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

const sql = openDatabase();
let standIn: StandIn;
let mailServer: Awaited<ReturnType<typeof mailServerThatGoesAway>>;

beforeAll(async () => {
  const backend = inject('backend');
  mailServer = await mailServerThatGoesAway(backend.smtpUrl);
  await mailServer.up();
  standIn = await startStandIn();
  runServerAgainst(
    { ...backend, smtpUrl: mailServer.url },
    { ...standIn, webhookSecret: `whsec_${randomUUID()}` },
  );
});
afterAll(async () => {
  await mailServer.down();
  await standIn.stop();
});

type Mail = { subject: string; text: string; to: { address: string }[]; messageId?: string };
async function inboxOf(address: string): Promise<Mail[]> {
  const response = await fetch(`${inject('backend').inboxUrl}/api/email`);
  const mails = (await response.json()) as Mail[];
  return mails.filter(({ to }) => to.some((recipient) => recipient.address === address));
}
const subjectsOf = async (address: string) =>
  (await inboxOf(address)).map(({ subject }) => subject).toSorted();

/** The same as waiting: what was put off is due. */
const letTimePass = (company: Company) =>
  sql`update private.mails set due_at = now() where organization_id = ${company.id} and due_at is not null and not is_reminder`;

async function createCustomer(card?: string) {
  const company = await createCompany(sql);
  const french = await addMember(sql, company, { nickname: 'Denise', rights: ['administrator'] });
  await sql`update public.members set locale = 'fr' where id = ${french.memberId}`;
  await rpc(sql, server, 'begin_trial', { p_organization: company.id });
  const { customer, subscription } = await subscriber(standIn, { quantity: 4, ...(card && { card }) });
  await linkCustomer(company.id, customer.id);
  const addressOf = async (id: string) =>
    only(await sql<{ email: string }[]>`select email from public.members where id = ${id}`).email;
  const { name } = only(
    await sql<{ name: string }[]>`select name from public.organizations where id = ${company.id}`,
  );
  return {
    company: { ...company, name },
    customer: customer.id,
    subscription,
    english: await addressOf(company.administrator.memberId),
    french: await addressOf(french.memberId),
  };
}

const eventOf = (type: string, object: { id: string; object: string }): Stripe.Event =>
  ({ id: `evt_${randomUUID()}`, object: 'event', type, data: { object } }) as unknown as Stripe.Event;

describe.skipIf(realKey)('what Stripe says that administrators must know', () => {
  test('is mailed to each of them once, in their language, though the mail server is away for days and two send at once', async () => {
    const { company, customer, english, french } = await createCustomer('pm_card_createDispute');
    const charge = only((await standIn.stripe.charges.list({ customer })).data);
    const dispute = only((await standIn.stripe.disputes.list({ charge: charge.id })).data);
    const event = eventOf('charge.dispute.created', dispute);
    await mailServer.down();
    await handleEvent(event);
    // More often than an answer to a visitor is tried.
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await letTimePass(company);
      await sendDueMails();
    }
    // Stripe's message comes again: its effect is stored, and the mail still waits.
    await handleEvent(event);
    expect(await inboxOf(english)).toEqual([]);

    await mailServer.up();
    await letTimePass(company);
    await Promise.all([sendDueMails(), sendDueMails()]);
    await letTimePass(company);
    await sendDueMails();
    expect(await subjectsOf(english)).toEqual([`A payment for ${company.name} is disputed`]);
    expect(await subjectsOf(french)).toEqual([`Un paiement pour ${company.name} est contesté`]);
    const invoice = only((await standIn.stripe.invoices.list({ customer })).data);
    expect(only(await inboxOf(english)).text).toContain(`invoice ${invoice.number} over €`);
  });

  test('is mailed after a server died between sending and saying so, as the same mail', async () => {
    const { company, customer, subscription, english } = await createCustomer();
    await payWithCard(standIn.stripe, customer, 'pm_card_chargeCustomerFail');
    await standIn.control('advance', { seconds: String(32 * 86_400) });
    await handleEvent(eventOf('customer.subscription.updated', subscription));
    await sendDueMails();
    // As if nobody had been told that it was sent.
    await sql`
      update private.mails set sent_seq = 0, due_at = now()
      where organization_id = ${company.id} and recipient = 'administrator' and not is_reminder`;
    await sendDueMails();
    const mails = await inboxOf(english);
    expect(mails.map(({ subject }) => subject)).toEqual(
      Array(2).fill(`A payment for ${company.name} failed`),
    );
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(mails[0]?.text).toMatch(/Your seats stay until \w+ \d+, \d{4}\./);
  });

  test('is the number of conversations a smaller plan deletes, first and once more before that day', async () => {
    const { company, subscription, english, french } = await createCustomer();
    await syncOrganization(company.id);
    await sql`update public.billing_accounts set trial_ends_at = now() where organization_id = ${company.id}`;
    const { id } = await startConversation(sql, await addSite(sql, company));
    await sql`
      update public.conversations set status = 'closed', closed_at = now() - interval '300 days', waiting_since = null
      where id = ${id}`;
    await standIn.stripe.subscriptions.cancel(subscription.id);
    await handleEvent(eventOf('customer.subscription.deleted', subscription));
    await sendDueMails();
    const [mail, ...others] = await inboxOf(english);
    expect(others).toEqual([]);
    expect(mail?.subject).toMatch(
      new RegExp(`^${company.name}: conversations will be deleted on \\w+ \\d+, \\d{4}$`),
    );
    expect(mail?.text).toContain('keeps closed conversations for 90 days');
    expect(mail?.text).toContain('1 conversation that is older is deleted');
    expect(mail?.text).toContain(`/${company.slug}/subscription`);
    await sql`update private.mails set due_at = now() where organization_id = ${company.id} and due_at is not null and is_reminder`;
    await sendDueMails();
    expect(await subjectsOf(english)).toEqual([mail?.subject, `Reminder: ${mail?.subject}`].toSorted());
    const inFrench = await subjectsOf(french);
    expect(inFrench).toHaveLength(2);
    expect(inFrench.at(-1)).toMatch(
      /^Rappel\u00a0: .*\u00a0: des conversations seront supprimées le \d+ \S+ \d{4}$/,
    );
  });
});
