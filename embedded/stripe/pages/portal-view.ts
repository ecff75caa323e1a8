import { payingMethod } from '@/embedded/stripe/engine/charging';
import { cardFields, type Errors, type Values } from '@/embedded/stripe/pages/card-form';
import { type Html, html } from '@/embedded/stripe/pages/html';
import { statusText } from '@/embedded/stripe/pages/invoice-page';
import { layout, type Page, testCards } from '@/embedded/stripe/pages/layout';
import { day, fill, money } from '@/embedded/stripe/pages/texts';
import type { PortalSession, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

const periodEnd = (subscription: Subscription): number =>
  Math.min(...subscription.items.data.map((item) => item.current_period_end));

function planSection(
  { language, texts }: Page,
  world: World,
  session: PortalSession,
  subscription: Subscription | undefined,
): Html {
  if (!subscription) return html`<p>${texts.noPlan}</p>`;
  const lines = subscription.items.data.map((item) => {
    const name = world.store.get('product', item.price.product)?.name ?? item.price.id;
    const interval = item.price.recurring.interval as keyof typeof texts.each;
    const each = fill(texts.each[interval], {
      amount: money(language, item.price.unit_amount, item.price.currency),
    });
    return html`<p><strong>${name}</strong><br><span class="soft">${fill(texts.quantity, { count: item.quantity })} · ${each}</span></p>`;
  });
  const action = `/p/session/${session.id}`;
  const date = day(language, periodEnd(subscription));
  const ended = subscription.ended_at;
  if (ended) return html`${lines}<p>${fill(texts.ended, { date: day(language, ended) })}</p>`;
  return html`${lines}${subscription.status === 'past_due' ? html`<p class="alert" role="alert">${texts.pastDue}</p>` : ''}
${
  subscription.cancel_at_period_end
    ? html`<p>${fill(texts.endsOn, { date })}</p><form method="post" action="${action}"><button name="action" value="resume">${texts.resume}</button></form>`
    : html`<p>${fill(texts.renewsOn, { date })}</p><p><a class="button quiet" href="${action}?cancel=1">${texts.cancel}</a></p>`
}`;
}

function invoiceSection({ language, texts }: Page, world: World, customer: string): Html {
  const invoices = world.store.all('invoice', (invoice) => invoice.customer === customer).reverse();
  if (invoices.length === 0) return html`<p>${texts.noInvoices}</p>`;
  const rows = invoices.map(
    (
      invoice,
    ) => html`<tr><td>${day(language, invoice.created)}</td><td>${invoice.number}</td><td class="end">${money(language, invoice.amount_due, invoice.currency)}</td><td>${statusText(texts, invoice.status)}</td>
<td><a href="/i/${invoice.id}" aria-label="${texts.view} ${invoice.number}">${texts.view}</a> · <a href="/i/${invoice.id}/pdf" aria-label="${texts.pdf} ${invoice.number}">${texts.pdf}</a></td></tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.invoices}"><table><thead><tr><th scope="col">${texts.date}</th><th scope="col">${texts.number}</th><th scope="col" class="end">${texts.amount}</th><th scope="col">${texts.status}</th><th scope="col">${texts.documents}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

export function portalView(
  page: Page,
  world: World,
  session: PortalSession,
  subscription: Subscription | undefined,
  form: { values: Values; errors: Errors; alert?: string; done?: boolean },
): string {
  const { texts } = page;
  const method = payingMethod(world, session.customer, subscription?.default_payment_method ?? null);
  const month = method && `${String(method.card.exp_month).padStart(2, '0')}/${method.card.exp_year}`;
  const open = Boolean(form.alert) || Object.keys(form.errors).length > 0 || session.flow !== null;
  return layout(
    page,
    texts.portalTitle,
    html`<p><a href="${session.return_url}">← ${texts.returnTo}</a></p><h1>${texts.portalTitle}</h1>
${form.done ? html`<p class="alert done" role="status">${texts.saved}</p>` : ''}
<div class="columns"><section class="panel"><h2>${texts.currentPlan}</h2>${planSection(page, world, session, subscription)}</section>
<section class="panel"><h2>${texts.paymentMethod}</h2>
<p>${method ? html`<span class="brand">${method.card.brand}</span> •••• ${method.card.last4}, ${fill(texts.expires, { date: month ?? '' })}` : texts.noMethod}</p>
${form.alert ? html`<p class="alert" role="alert">${form.alert}</p>` : ''}
<details${open ? html` open` : ''}><summary>${texts.changeCard}</summary>
<form method="post" action="/p/session/${session.id}" novalidate>${cardFields(page, form.values, form.errors)}<button name="action" value="card">${texts.saveCard}</button></form></details>${testCards(page)}</section></div>
<section class="panel"><h2>${texts.invoices}</h2>${invoiceSection(page, world, session.customer)}</section>`,
  );
}

export function confirmCancelView(page: Page, session: PortalSession, subscription: Subscription): string {
  const { texts, language } = page;
  const action = `/p/session/${session.id}`;
  return layout(
    page,
    texts.cancelTitle,
    html`<div class="panel"><h1>${texts.cancelTitle}</h1><p>${fill(texts.cancelText, { date: day(language, periodEnd(subscription)) })}</p>
<form method="post" action="${action}" class="actions"><button name="action" value="cancel" class="danger">${texts.cancel}</button><a class="button quiet" href="${action}">${texts.keep}</a></form></div>`,
  );
}
