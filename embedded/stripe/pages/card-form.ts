import { ApiError } from '@/embedded/stripe/api-error';
import type { CardDetails } from '@/embedded/stripe/engine/cards';
import { testCard } from '@/embedded/stripe/engine/test-cards';
import type { FormTree } from '@/embedded/stripe/form-body';
import { type Html, html } from '@/embedded/stripe/pages/html';
import { field, type Page } from '@/embedded/stripe/pages/layout';
import type { Texts } from '@/embedded/stripe/pages/texts';

export type Errors = Record<string, string>;
export type Values = Record<string, string>;

export function valuesOf(form: FormTree): Values {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']),
  );
}

/** The card a form names, or what is wrong with it, field by field. */
export function readCard(
  values: Values,
  texts: Texts,
  nowSeconds: number,
): { card?: CardDetails; errors: Errors } {
  const errors: Errors = {};
  const number = (values.number ?? '').replace(/\D/g, '');
  if (!values.number) errors.number = texts.missing;
  else if (!testCard(number)) errors.number = texts.badNumber;
  const [, month, year] = /^(\d{1,2})\s*\/?\s*(?:20)?(\d{2})$/.exec(values.expiry ?? '') ?? [];
  const expMonth = Number(month);
  const expYear = 2000 + Number(year);
  if (!month || expMonth < 1 || expMonth > 12) errors.expiry = texts.badExpiry;
  else if (Date.UTC(expYear, expMonth, 1) / 1000 <= nowSeconds) errors.expiry = texts.pastExpiry;
  if (!/^\d{3,4}$/.test(values.cvc ?? '')) errors.cvc = texts.badCvc;
  if (!values.name) errors.name = texts.missing;
  if (Object.keys(errors).length > 0) return { errors };
  return { card: { number, expMonth, expYear, name: values.name ?? null }, errors };
}

/** What the bank said, in the language of the page. */
export function declineText(error: unknown, texts: Texts): string {
  if (!(error instanceof ApiError)) throw error;
  const { code, decline_code: decline } = error.body;
  if (decline === 'insufficient_funds') return texts.noFunds;
  if (code === 'expired_card') return texts.expiredCard;
  if (code === 'incorrect_cvc') return texts.wrongCvc;
  if (code === 'payment_intent_authentication_failure') return texts.notAuthenticated;
  if (error.body.type === 'card_error') return texts.declined;
  return error.body.message;
}

export function cardFields({ texts }: Page, values: Values, errors: Errors): Html {
  return html`<fieldset><legend>${texts.card}</legend>
${field({ name: 'number', label: texts.cardNumber, value: values.number, error: errors.number, autocomplete: 'cc-number', numeric: true, required: true })}
<div class="pair">${field({ name: 'expiry', label: texts.expiry, value: values.expiry, error: errors.expiry, autocomplete: 'cc-exp', numeric: true, required: true })}
${field({ name: 'cvc', label: texts.cvc, error: errors.cvc, autocomplete: 'cc-csc', numeric: true, required: true })}</div>
${field({ name: 'name', label: texts.cardName, value: values.name, error: errors.name, autocomplete: 'cc-name', required: true })}</fieldset>`;
}
