import { page } from '@/embedded/stripe/api/list';
import { del, get, post, type Route } from '@/embedded/stripe/api/route';
import { noSuch } from '@/embedded/stripe/api-error';
import { newId, randomToken } from '@/embedded/stripe/ids';
import type { WebhookEndpoint } from '@/embedded/stripe/records';
import { API_VERSION, type World } from '@/embedded/stripe/world';

function readEndpoint(world: World, id: string): WebhookEndpoint {
  const endpoint = world.store.get('webhook_endpoint', id);
  if (!endpoint) throw noSuch('webhook endpoint', id);
  return endpoint;
}

/** The secret is told once, to whoever made the endpoint. */
function withoutSecret({ secret: _, ...endpoint }: WebhookEndpoint): Omit<WebhookEndpoint, 'secret'> {
  return endpoint;
}

export const webhookRoutes: Route[] = [
  post('/v1/webhook_endpoints', ({ world, params }) => {
    params.ignore('api_version', 'connect');
    const endpoint: WebhookEndpoint = {
      id: newId('we'),
      object: 'webhook_endpoint',
      api_version: API_VERSION,
      application: null,
      created: world.now(),
      description: params.clearable('description') ?? null,
      enabled_events: params.strings('enabled_events') ?? ['*'],
      livemode: false,
      metadata: params.metadata(),
      secret: `whsec_${randomToken(32)}`,
      status: 'enabled',
      url: params.required('url'),
    };
    world.store.put('webhook_endpoint', endpoint);
    return endpoint;
  }),
  get('/v1/webhook_endpoints', ({ world, params }) =>
    page(world.store.all('webhook_endpoint').map(withoutSecret), params, '/v1/webhook_endpoints'),
  ),
  get('/v1/webhook_endpoints/:', ({ world, id }) => withoutSecret(readEndpoint(world, id))),
  post('/v1/webhook_endpoints/:', ({ world, params, id }) => {
    const before = readEndpoint(world, id);
    const disabled = params.boolean('disabled');
    const after: WebhookEndpoint = {
      ...before,
      url: params.string('url') ?? before.url,
      enabled_events: params.strings('enabled_events') ?? before.enabled_events,
      description: params.has('description') ? (params.clearable('description') ?? null) : before.description,
      metadata: params.metadata(before.metadata),
      status: disabled === undefined ? before.status : disabled ? 'disabled' : 'enabled',
    };
    world.store.put('webhook_endpoint', after);
    return withoutSecret(after);
  }),
  del('/v1/webhook_endpoints/:', ({ world, id }) => {
    readEndpoint(world, id);
    world.store.remove('webhook_endpoint', id);
    for (const delivery of world.store.all('delivery', ({ endpoint }) => endpoint === id)) {
      world.store.remove('delivery', delivery.id);
    }
    return { id, object: 'webhook_endpoint', deleted: true };
  }),
  get('/v1/events', ({ world, params }) => {
    const type = params.string('type');
    const types = params.strings('types');
    params.ignore('delivery_success');
    const rows = world.store.all(
      'event',
      (event) =>
        (!type || event.type === type || (type.endsWith('*') && event.type.startsWith(type.slice(0, -1)))) &&
        (!types || types.includes(event.type)),
    );
    return page(rows, params, '/v1/events');
  }),
  get('/v1/events/:', ({ world, id }) => {
    const event = world.store.get('event', id);
    if (!event) throw noSuch('event', id);
    return event;
  }),
];
