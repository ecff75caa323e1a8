import { ApiError } from '@/embedded/stripe/api-error';
import { saveCard } from '@/embedded/stripe/engine/cards';
import { payingMethod } from '@/embedded/stripe/engine/charging';
import { collect } from '@/embedded/stripe/engine/invoices';
import { afterPayment } from '@/embedded/stripe/engine/subscription-state';
import { authenticationPage } from '@/embedded/stripe/pages/authentication-page';
import { cardFields, declineText, type Errors, readCard } from '@/embedded/stripe/pages/card-form';
import { closedView } from '@/embedded/stripe/pages/checkout-view';
import { html } from '@/embedded/stripe/pages/html';
import { invoicePdf } from '@/embedded/stripe/pages/invoice-pdf';
import { layout, type Page, testCards } from '@/embedded/stripe/pages/layout';
import { type Answered, type PageCall, pageOf, redirect, show } from '@/embedded/stripe/pages/page-call';
import { day, fill, money, type Texts } from '@/embedded/stripe/pages/texts';
import type { Invoice, PaymentMethod } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export function statusText(texts: Texts, status: Invoice['status']): string {
  if (status === 'paid') return texts.statusPaid;
  if (status === 'open') return texts.statusOpen;
  if (status === 'void') return texts.statusVoid;
  return status === 'uncollectible' ? texts.statusUncollectible : texts.statusDraft;
}

function localeOf(world: World, invoice: Invoice): string | null {
  return world.store.get('customer', invoice.customer)?.preferred_locales[0] ?? null;
}

function subscriptionMethod(world: World, invoice: Invoice): PaymentMethod | undefined {
  const id = invoice.parent?.subscription_details.subscription;
  const preferred = id ? world.store.get('subscription', id)?.default_payment_method : null;
  return payingMethod(world, invoice.customer, preferred ?? null);
}

function view(
  page: Page,
  world: World,
  invoice: Invoice,
  errors: Errors,
  values: Record<string, string>,
  alert?: string,
): string {
  const { language, texts } = page;
  const amount = (cents: number) => money(language, cents, invoice.currency);
  const method = subscriptionMethod(world, invoice);
  const title = fill(texts.invoiceTitle, { number: invoice.number ?? '' });
  const rows = invoice.lines.data.map(
    (line) =>
      html`<tr><td>${line.description}<br><span class="soft">${day(language, line.period.start)} – ${day(language, line.period.end)}</span></td><td class="end">${amount(line.amount)}</td></tr>`,
  );
  const creditUsed = invoice.amount_due - invoice.total;
  const payButton = fill(texts.payInvoice, { amount: amount(invoice.amount_due) });
  const otherCard = html`<form method="post" action="/i/${invoice.id}" novalidate><input type="hidden" name="pay" value="card">${cardFields(page, values, errors)}<button class="wide">${payButton}</button></form>`;
  const payment = html`<section class="panel">${alert ? html`<p class="alert" role="alert">${alert}</p>` : ''}
${
  method
    ? html`<form method="post" action="/i/${invoice.id}"><input type="hidden" name="pay" value="saved"><p><span class="brand">${method.card.brand}</span> •••• ${method.card.last4}</p><button class="wide">${payButton}</button></form>
<details${Object.keys(errors).length > 0 || alert ? html` open` : ''}><summary>${texts.otherCard}</summary>${otherCard}</details>`
    : otherCard
}${testCards(page)}</section>`;
  return layout(
    page,
    title,
    html`<h1>${title}</h1><div class="columns"><section class="panel">
<p><strong>${statusText(texts, invoice.status)}</strong> · ${day(language, invoice.created)}</p>
<p class="soft">${texts.billedTo} <strong>${invoice.customer_name ?? invoice.customer_email}</strong></p>
<table><tbody>${rows}<tr><th scope="row">${texts.total}</th><td class="end">${amount(invoice.total)}</td></tr>
${creditUsed < 0 ? html`<tr><th scope="row">${texts.credit}</th><td class="end">${amount(creditUsed)}</td></tr>` : ''}
<tr><th scope="row">${invoice.status === 'paid' ? texts.amountPaid : texts.amountDue}</th><td class="end"><strong>${amount(invoice.amount_due)}</strong></td></tr></tbody></table>
<p><a href="/i/${invoice.id}/pdf">${texts.pdf}</a></p></section>
${invoice.status === 'open' ? payment : invoice.status === 'paid' ? html`<p class="alert done" role="status">${texts.closeWindow}</p>` : ''}</div>`,
  );
}

export function invoicePage(call: PageCall, id: string): Answered {
  const { world, values } = call;
  const invoice = world.store.get('invoice', id);
  const page = pageOf(call, invoice && localeOf(world, invoice));
  if (!invoice) return show(call, closedView(page), 404);
  if (call.method === 'GET' || invoice.status !== 'open')
    return show(call, view(page, world, invoice, {}, {}));
  if (values.pay === 'saved') return payWith(call, page, invoice, () => subscriptionMethod(world, invoice));
  const { card, errors } = readCard(values, page.texts, world.now());
  if (!card) return show(call, view(page, world, invoice, errors, values), 422);
  return payWith(call, page, invoice, () => saveCard(world, invoice.customer, card, false));
}

/** A refused card is a stored try, so it is no error here: the page says it and offers another. */
function payWith(
  call: PageCall,
  page: Page,
  invoice: Invoice,
  pick: () => PaymentMethod | undefined,
): Answered {
  const { world } = call;
  const retry = (alert: string): Answered => {
    const now = world.store.get('invoice', invoice.id) ?? invoice;
    return show(call, view(page, world, now, {}, call.values, alert), 422);
  };
  try {
    const payment = world.store.change(() => {
      const method = pick();
      const result = collect(
        world,
        invoice.id,
        method && { method, offSession: false, authenticated: false },
      );
      if (result.payment === 'paid') afterPayment(world, result.invoice);
      return result.payment;
    });
    if (payment === 'paid') return redirect(call, `/i/${invoice.id}`);
    if (payment === 'requires_action') return redirect(call, `/authenticate/${invoice.id}`);
    return retry(declineText(new ApiError(402, payment), page.texts));
  } catch (error) {
    return retry(declineText(error, page.texts));
  }
}

/** The bank's page for a payment that waits for its customer. */
export function paymentAuthentication(call: PageCall, id: string): Answered {
  const { world } = call;
  const invoice = world.store.get('invoice', id);
  const page = pageOf(call, invoice && localeOf(world, invoice));
  if (!invoice) return show(call, closedView(page), 404);
  if (invoice.status !== 'open') return redirect(call, `/i/${id}`);
  if (call.method === 'GET') {
    const amount = money(page.language, invoice.amount_due, invoice.currency);
    const question = fill(page.texts.authenticateText, { amount });
    return show(call, authenticationPage(page, question, `/authenticate/${id}`));
  }
  const [payment] = world.store.all('invoice_payment', (row) => row.invoice === id);
  const intent = payment && world.store.get('payment_intent', payment.payment.payment_intent);
  const method = intent?.payment_method
    ? world.store.get('payment_method', intent.payment_method)
    : undefined;
  if (!method) return redirect(call, `/i/${id}`);
  const authenticated = call.values.authentication === 'complete' || ('failed' as const);
  const result = world.store.change(() => {
    const tried = collect(world, id, { method, offSession: false, authenticated });
    if (tried.payment === 'paid') afterPayment(world, tried.invoice);
    return tried;
  });
  if (result.payment === 'paid') return redirect(call, `/i/${id}`);
  return show(call, view(page, world, result.invoice, {}, {}, page.texts.notAuthenticated), 422);
}

export function invoicePdfFile(call: PageCall, id: string): Answered {
  const { world } = call;
  const invoice = world.store.get('invoice', id);
  const page = pageOf(call, invoice && localeOf(world, invoice));
  if (!invoice) return show(call, closedView(page), 404);
  const file = invoicePdf(page, invoice, statusText(page.texts, invoice.status));
  call.res.writeHead(200, {
    'content-type': 'application/pdf',
    'content-length': file.length,
    'content-disposition': `inline; filename="${invoice.number ?? invoice.id}.pdf"`,
    'cache-control': 'no-store',
  });
  call.res.end(file);
  return 'answered';
}
