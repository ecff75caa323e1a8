import { endAtPeriodEnd } from '@/embedded/stripe/api/subscriptions';
import type { CardDetails } from '@/embedded/stripe/engine/cards';
import { makeDefaultCard, saveCard } from '@/embedded/stripe/engine/cards';
import { readSubscription, saveSubscription } from '@/embedded/stripe/engine/subscription-state';
import { testCard } from '@/embedded/stripe/engine/test-cards';
import { randomToken } from '@/embedded/stripe/ids';
import { authenticationPage } from '@/embedded/stripe/pages/authentication-page';
import { declineText, type Errors, readCard, type Values } from '@/embedded/stripe/pages/card-form';
import { closedView } from '@/embedded/stripe/pages/checkout-view';
import { type Answered, type PageCall, pageOf, redirect, show } from '@/embedded/stripe/pages/page-call';
import { confirmCancelView, portalView } from '@/embedded/stripe/pages/portal-view';
import type { PortalSession, Subscription } from '@/embedded/stripe/records';
import type { World } from '@/embedded/stripe/world';

const SESSION_SECONDS = 24 * 3600;

/** Cards that wait for the bank's page; see checkout-page. */
const waiting = new Map<string, { session: string; card: CardDetails }>();
const WAITING_MAX = 200;

/** The one that counts: the newest that has not ended, else the newest. */
function shownSubscription(world: World, customer: string): Subscription | undefined {
  const all = world.store.all('subscription', (row) => row.customer === customer).reverse();
  return all.find(({ status }) => !['canceled', 'incomplete_expired'].includes(status)) ?? all[0];
}

function localeOf(world: World, { locale, customer }: PortalSession): string | null {
  if (locale && locale !== 'auto') return locale;
  return world.store.get('customer', customer)?.preferred_locales[0] ?? null;
}

export function portalPage(call: PageCall, id: string): Answered {
  const { world, values } = call;
  const session = world.store.get('portal_session', id);
  const page = pageOf(call, session && localeOf(world, session));
  if (!session || session.created + SESSION_SECONDS < world.now()) return show(call, closedView(page), 410);
  const subscription = shownSubscription(world, session.customer);
  const view = (form: { values: Values; errors: Errors; alert?: string; done?: boolean }): string =>
    portalView(page, world, session, subscription, form);

  if (call.method === 'GET') {
    if (call.url.searchParams.has('cancel') && subscription) {
      return show(call, confirmCancelView(page, session, subscription));
    }
    return show(call, view({ values: {}, errors: {}, done: call.url.searchParams.has('saved') }));
  }
  const refuse = (alert: string): Answered => show(call, view({ values, errors: {}, alert }), 422);
  switch (values.action) {
    case 'cancel':
    case 'resume':
      if (subscription) setEnding(world, subscription.id, values.action === 'cancel');
      return redirect(call, `/p/session/${id}`);
    case 'card': {
      const { card, errors } = readCard(values, page.texts, world.now());
      if (!card) return show(call, view({ values, errors }), 422);
      if (!testCard(card.number)?.authenticatesAtSetup) return keepCard(call, session, card, false, refuse);
      const [oldest] = waiting.keys();
      if (oldest && waiting.size >= WAITING_MAX) waiting.delete(oldest);
      const token = randomToken(32);
      waiting.set(token, { session: id, card });
      return show(call, authenticationPage(page, page.texts.authenticateSetup, `/p/session/${id}`, token));
    }
    default: {
      const attempt = waiting.get(values.attempt ?? '');
      waiting.delete(values.attempt ?? '');
      const passed = values.authentication === 'complete' && attempt?.session === id;
      if (!attempt || !passed) return refuse(page.texts.notAuthenticated);
      return keepCard(call, session, attempt.card, true, refuse);
    }
  }
}

function setEnding(world: World, id: string, ends: boolean): void {
  world.store.change(() => {
    const before = readSubscription(world, id);
    if (before.status === 'canceled') return;
    const after = structuredClone(before);
    endAtPeriodEnd(world, after, ends);
    saveSubscription(world, after, before);
  });
}

/** The new card pays from now on, for the customer and for every subscription that had one of its own. */
function keepCard(
  call: PageCall,
  session: PortalSession,
  card: CardDetails,
  authenticated: boolean,
  refuse: (alert: string) => Answered,
): Answered {
  const { world } = call;
  try {
    world.store.change(() => {
      const method = saveCard(world, session.customer, card, authenticated);
      makeDefaultCard(world, session.customer, method.id);
      for (const before of world.store.all('subscription', ({ customer }) => customer === session.customer)) {
        if (before.status === 'canceled' || !before.default_payment_method) continue;
        saveSubscription(world, { ...before, default_payment_method: method.id }, before);
      }
    });
  } catch (error) {
    return refuse(declineText(error, pageOf(call, localeOf(world, session)).texts));
  }
  return redirect(call, `/p/session/${session.id}?saved=1`);
}
