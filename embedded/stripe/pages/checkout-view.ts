import { cardFields, type Errors, type Values } from '@/embedded/stripe/pages/card-form';
import { html } from '@/embedded/stripe/pages/html';
import { field, layout, type Page, testCards } from '@/embedded/stripe/pages/layout';
import { day, fill, money } from '@/embedded/stripe/pages/texts';
import type { CheckoutPlan, CheckoutSession } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

export type CheckoutForm = { values: Values; errors: Errors; alert?: string };

export function checkoutView(
  page: Page,
  world: World,
  session: CheckoutSession,
  plan: CheckoutPlan,
  form: CheckoutForm,
): string {
  const { language, texts } = page;
  const { values, errors } = form;
  const currency = session.currency ?? 'eur';
  const amount = (cents: number) => money(language, cents, currency);
  const items = plan.items.flatMap(({ price: id, quantity }) => {
    const price = world.store.get('price', id);
    const name = price && world.store.get('product', price.product)?.name;
    return price ? [{ price, quantity, name: name ?? price.id }] : [];
  });
  const dueToday = session.amount_total ?? 0;
  const total = items.reduce((sum, { price, quantity }) => sum + price.unit_amount * quantity, 0);
  const interval = (items[0]?.price.recurring.interval ?? 'month') as keyof typeof texts.each;
  const lines = items.map(
    ({ price, quantity, name }) => html`<div class="row"><div><strong>${name}</strong>
<p class="soft">${fill(texts.quantity, { count: quantity })} · ${fill(texts.each[interval], { amount: amount(price.unit_amount) })}</p></div>
<strong>${amount(price.unit_amount * quantity)}</strong></div>`,
  );
  const known = session.customer
    ? world.store.get('customer', session.customer)?.email
    : session.customer_email;
  const wantsAddress = plan.requireAddress || plan.collectTaxId;
  const errorCount = Object.keys(errors).length;
  return layout(
    page,
    `${texts.checkoutTitle} · ${items[0]?.name ?? ''}`,
    html`${session.cancel_url && html`<p><a href="${session.cancel_url}">← ${texts.back}</a></p>`}
<div class="columns"><section aria-labelledby="order"><h1 id="order">${texts.checkoutTitle}</h1>
<p class="soft">${texts.dueToday}</p><p class="sum">${amount(dueToday)}</p>
<p class="soft">${plan.trialEnd ? html`${fill(texts.trialUntil, { date: day(language, plan.trialEnd) })}. ` : ''}${fill(texts.thenPer[interval], { amount: amount(total) })}</p>
<div class="panel order">${lines}</div>${testCards(page)}</section>
<form method="post" action="/c/pay/${session.id}" novalidate class="panel">
${form.alert ? html`<p class="alert" role="alert" id="alert">${form.alert}</p>` : ''}
${errorCount > 0 && !form.alert ? html`<p class="alert" role="alert">${texts.checkFields}</p>` : ''}
<fieldset><legend>${texts.contact}</legend>${
      known
        ? html`<p class="soft">${known}</p>`
        : field({
            name: 'email',
            label: texts.email,
            value: values.email,
            error: errors.email,
            autocomplete: 'email',
            required: true,
          })
    }</fieldset>
${cardFields(page, values, errors)}
${
  wantsAddress
    ? html`<fieldset><legend>${texts.billing}</legend>
${field({ name: 'line1', label: texts.line1, value: values.line1, error: errors.line1, autocomplete: 'address-line1', required: true })}
<div class="pair">${field({ name: 'postal_code', label: texts.postalCode, value: values.postal_code, error: errors.postal_code, autocomplete: 'postal-code', required: true })}
${field({ name: 'city', label: texts.city, value: values.city, error: errors.city, autocomplete: 'address-level2', required: true })}</div>
${field({ name: 'country', label: texts.country, value: values.country, error: errors.country, autocomplete: 'country', required: true })}</fieldset>`
    : ''
}
${
  plan.collectTaxId
    ? html`<fieldset><legend>${texts.business}</legend>
${field({ name: 'business', label: texts.businessName, value: values.business, error: errors.business, autocomplete: 'organization' })}
${field({ name: 'tax_id', label: texts.taxId, value: values.tax_id, error: errors.tax_id })}</fieldset>`
    : ''
}
<button class="wide">${plan.trialEnd ? texts.startTrial : fill(texts.pay, { amount: amount(dueToday) })}</button></form></div>`,
  );
}

export function closedView(page: Page): string {
  const { texts } = page;
  return layout(
    page,
    texts.closedTitle,
    html`<div class="panel"><h1>${texts.closedTitle}</h1><p>${texts.closedText}</p></div>`,
  );
}
