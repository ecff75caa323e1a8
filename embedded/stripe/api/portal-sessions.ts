import { readCustomer } from '@/embedded/stripe/api/customers';
import { post, type Route } from '@/embedded/stripe/api/route';
import { invalid } from '@/embedded/stripe/api-error';
import { newId } from '@/embedded/stripe/ids';
import type { PortalSession } from '@/embedded/stripe/records';

const LOCALES = ['auto', 'en', 'en-GB', 'fr', 'fr-CA'] as const;

export const portalRoutes: Route[] = [
  post('/v1/billing_portal/sessions', ({ world, params }) => {
    const returnUrl = params.string('return_url') ?? '';
    if (!/^https?:\/\//.test(returnUrl)) throw invalid('Not a valid URL', 'return_url', 'url_invalid');
    const flow = params.child('flow_data');
    const type = flow?.choice('type', ['payment_method_update']);
    if (flow) flow.ignore('after_completion');
    params.ignore('configuration');
    const id = newId('bps');
    const session: PortalSession = {
      id,
      object: 'billing_portal.session',
      configuration: 'bpc_standin',
      created: world.now(),
      customer: readCustomer(world, params.required('customer'), 'customer').id,
      customer_account: null,
      flow: type
        ? {
            after_completion: { hosted_confirmation: null, redirect: null, type: 'portal_homepage' },
            customer_update: null,
            subscription_cancel: null,
            subscription_pause: null,
            subscription_update: null,
            subscription_update_confirm: null,
            type,
          }
        : null,
      livemode: false,
      locale: params.choice('locale', LOCALES) ?? null,
      on_behalf_of: null,
      return_url: returnUrl,
      url: `${world.publicUrl}/p/session/${id}`,
    };
    world.store.put('portal_session', session);
    return session;
  }),
];
