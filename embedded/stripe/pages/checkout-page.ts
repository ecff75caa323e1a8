import { ApiError } from '@/embedded/stripe/api-error';
import { countryOf } from '@/embedded/stripe/engine/tax-ids';
import { testCard } from '@/embedded/stripe/engine/test-cards';
import { randomToken } from '@/embedded/stripe/ids';
import { authenticationPage } from '@/embedded/stripe/pages/authentication-page';
import { declineText, type Errors, readCard, type Values } from '@/embedded/stripe/pages/card-form';
import { checkoutView, closedView } from '@/embedded/stripe/pages/checkout-view';
import { type CheckoutAnswers, completeCheckout } from '@/embedded/stripe/pages/complete-checkout';
import { type Answered, type PageCall, pageOf, redirect, show } from '@/embedded/stripe/pages/page-call';
import { fill, money, type Texts } from '@/embedded/stripe/pages/texts';
import type { CheckoutPlan, CheckoutSession } from '@/embedded/stripe/records';

type Attempt = { session: string; answers: CheckoutAnswers; values: Values };

/** Forms that wait for the bank's page. Gone after a restart: the customer fills in the card again. */
const attempts = new Map<string, Attempt>();
const ATTEMPTS_MAX = 200;

function readAnswers(
  call: PageCall,
  session: CheckoutSession,
  plan: CheckoutPlan,
  texts: Texts,
): { answers?: CheckoutAnswers; errors: Errors } {
  const { values, world } = call;
  const errors: Errors = {};
  const needsEmail = !session.customer && !session.customer_email;
  if (needsEmail && !/^\S+@\S+\.\S+$/.test(values.email ?? '')) errors.email = texts.badEmail;
  const read = readCard(values, texts, world.now());
  Object.assign(errors, read.errors);
  const wantsAddress = plan.requireAddress || plan.collectTaxId;
  if (wantsAddress) {
    for (const name of ['line1', 'postal_code', 'city']) if (!values[name]) errors[name] = texts.missing;
    if (!/^[A-Za-z]{2}$/.test(values.country ?? '')) errors.country = texts.badCountry;
  }
  const taxId = (values.tax_id ?? '').toUpperCase().replace(/[\s.]/g, '');
  if (taxId && !countryOf('eu_vat', taxId)) errors.tax_id = texts.badTaxId;
  if (!read.card || Object.keys(errors).length > 0) return { errors };
  return {
    errors,
    answers: {
      card: read.card,
      email: values.email || null,
      businessName: values.business || null,
      taxId: taxId || null,
      address: wantsAddress
        ? {
            city: values.city ?? null,
            country: (values.country ?? '').toUpperCase(),
            line1: values.line1 ?? null,
            line2: null,
            postal_code: values.postal_code ?? null,
            state: null,
          }
        : null,
    },
  };
}

export function checkoutPage(call: PageCall, id: string): Answered {
  const { world } = call;
  const session = world.store.get('checkout_session', id);
  const plan = world.store.get('checkout_plan', id);
  const page = pageOf(call, session?.locale);
  if (!session || !plan) return show(call, closedView(page), 404);
  if (session.status === 'complete') return goOn(call, session);
  if (session.status !== 'open') return show(call, closedView(page), 410);
  const again = (values: Values, errors: Errors, alert?: string): Answered =>
    show(
      call,
      checkoutView(page, world, session, plan, { values, errors, ...(alert ? { alert } : {}) }),
      alert || Object.keys(errors).length > 0 ? 422 : 200,
    );

  if (call.method === 'GET') return again({}, {});
  const token = call.values.attempt;
  if (token) {
    const attempt = attempts.get(token);
    attempts.delete(token);
    if (!attempt || attempt.session !== id) return again({}, {}, page.texts.notAuthenticated);
    if (call.values.authentication !== 'complete')
      return again(attempt.values, {}, page.texts.notAuthenticated);
    return finish(call, session, attempt, true, (text) => again(attempt.values, {}, text));
  }
  const { answers, errors } = readAnswers(call, session, plan, page.texts);
  if (!answers) return again(call.values, errors);
  const attempt = { session: id, answers, values: call.values };
  if (!testCard(answers.card.number)?.authenticatesAtSetup) {
    return finish(call, session, attempt, false, (text) => again(call.values, {}, text));
  }
  const [oldest] = attempts.keys();
  if (oldest && attempts.size >= ATTEMPTS_MAX) attempts.delete(oldest);
  const fresh = randomToken(32);
  attempts.set(fresh, attempt);
  const amount = money(page.language, session.amount_total ?? 0, session.currency ?? 'eur');
  const question = session.amount_total
    ? fill(page.texts.authenticateText, { amount })
    : page.texts.authenticateSetup;
  return show(call, authenticationPage(page, question, `/c/pay/${id}`, fresh));
}

function finish(
  call: PageCall,
  session: CheckoutSession,
  attempt: Attempt,
  authenticated: boolean,
  again: (text: string) => Answered,
): Answered {
  const { world } = call;
  try {
    return goOn(
      call,
      world.store.change(() => completeCheckout(world, session.id, attempt.answers, authenticated)),
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return again(declineText(error, pageOf(call, session.locale).texts));
  }
}

function goOn(call: PageCall, session: CheckoutSession): Answered {
  return redirect(call, (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id));
}
