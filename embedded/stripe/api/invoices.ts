import { readCustomer } from '@/embedded/stripe/api/customers';
import { page } from '@/embedded/stripe/api/list';
import { get, post, type Route } from '@/embedded/stripe/api/route';
import { readChange, readTrialEnd } from '@/embedded/stripe/api/subscriptions';
import { invalid } from '@/embedded/stripe/api-error';
import { payingMethod, requireMethod } from '@/embedded/stripe/engine/charging';
import { collect, readInvoice, voidInvoice } from '@/embedded/stripe/engine/invoices';
import { previewChange, previewStart } from '@/embedded/stripe/engine/preview';
import { unpaidError } from '@/embedded/stripe/engine/start-subscription';
import {
  afterPayment,
  dropPendingUpdate,
  readSubscription,
} from '@/embedded/stripe/engine/subscription-state';
import { parseForm } from '@/embedded/stripe/form-body';
import { Params } from '@/embedded/stripe/params';

export const invoiceRoutes: Route[] = [
  post('/v1/invoices/create_preview', ({ world, params }) => {
    const mode = params.choice('preview_mode', ['next', 'recurring']) ?? 'next';
    const subscriptionId = params.string('subscription');
    const customerId = params.string('customer');
    const details = params.child('subscription_details') ?? new Params(parseForm(''), 'subscription_details');
    params.ignore('automatic_tax', 'currency', 'customer_details');
    if (subscriptionId) {
      const subscription = readSubscription(world, subscriptionId, 'subscription');
      if (customerId && customerId !== subscription.customer) {
        throw invalid(`The subscription ${subscriptionId} is not the customer's.`, 'subscription');
      }
      const customer = readCustomer(world, subscription.customer, 'customer');
      return previewChange(world, customer, subscription, readChange(world, details), mode);
    }
    if (!customerId)
      throw invalid('You must pass customer or subscription.', 'customer', 'parameter_missing');
    const customer = readCustomer(world, customerId, 'customer');
    const trialEnd = readTrialEnd(world, details);
    const { items } = readChange(world, details);
    const wanted = items.map(({ price, quantity }, index) => {
      const param = `subscription_details[items][${index}][price]`;
      if (!price) throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
      return { price, quantity: quantity ?? 1 };
    });
    return previewStart(world, customer, wanted, typeof trialEnd === 'number' ? trialEnd : null);
  }),
  get('/v1/invoices', ({ world, params }) => {
    const customer = params.string('customer');
    const subscription = params.string('subscription');
    const status = params.choice('status', ['draft', 'open', 'paid', 'uncollectible', 'void']);
    params.ignore('collection_method');
    const rows = world.store.all(
      'invoice',
      (invoice) =>
        (!customer || invoice.customer === customer) &&
        (!status || invoice.status === status) &&
        (!subscription || invoice.parent?.subscription_details.subscription === subscription),
    );
    return page(rows, params, '/v1/invoices');
  }),
  get('/v1/invoices/:', ({ world, id }) => readInvoice(world, id)),
  get('/v1/invoices/:/lines', ({ world, params, id }) =>
    page([...readInvoice(world, id).lines.data].reverse(), params, `/v1/invoices/${id}/lines`),
  ),
  post('/v1/invoices/:/pay', ({ world, params, id }) => {
    const invoice = readInvoice(world, id);
    const wanted = params.string('payment_method');
    const offSession = params.boolean('off_session') ?? true;
    const method = requireMethod(payingMethod(world, invoice.customer, wanted ?? null));
    const result = collect(world, id, { method, offSession, authenticated: false });
    if (result.payment !== 'paid') throw unpaidError(result.payment);
    afterPayment(world, result.invoice);
    return result.invoice;
  }),
  post('/v1/invoices/:/void', ({ world, id }) => {
    const invoice = voidInvoice(world, id);
    const subscription = invoice.parent?.subscription_details.subscription;
    const before = subscription ? world.store.get('subscription', subscription) : undefined;
    if (before?.pending_update && before.latest_invoice === id) dropPendingUpdate(world, before);
    return invoice;
  }),
];
