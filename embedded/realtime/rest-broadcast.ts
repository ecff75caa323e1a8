import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RealtimeContext } from '@/embedded/realtime/context';
import { type DatabaseFailureKind, databaseFailureOf } from '@/embedded/realtime/database-failure';
import type { PayloadEncoding } from '@/embedded/realtime/frames';
import { payloadBytesMax } from '@/embedded/realtime/limits';
import type { Caller } from '@/embedded/realtime/policy-probe';
import { readBatch } from '@/embedded/realtime/rest-batch';
import { readBody } from '@/embedded/realtime/rest-body';
import { parseAddress, policyHeaders } from '@/embedded/realtime/upgrade';

interface Answer {
  status: number;
  body?: unknown;
}

interface RestMessage {
  topic: string;
  event: string;
  encoding: PayloadEncoding;
  body: Buffer;
  isPrivate: boolean;
  id: string | null;
}

const basePath = '/realtime/v1/api/broadcast';
const singlePath = /^\/([^/]+)\/events\/([^/]+)$/;
const tooFast = { status: 429, body: { message: 'You have exceeded your rate limit' } };
const tooLarge = { status: 413, body: { message: 'Payload too large' } };
const failureAnswers: Record<DatabaseFailureKind, Answer> = {
  unavailable: { status: 422, body: { message: 'Tenant database unavailable' } },
  starting: { status: 422, body: { message: 'Tenant database initializing' } },
  'too-many-connections': { status: 422, body: { message: 'Tenant database has too many connections' } },
  'pool-exhausted': { status: 429, body: { message: 'Connection pool exhausted' } },
  canceled: { status: 422, body: { message: 'Query canceled' } },
  'missing-partition': { status: 422, body: { message: 'Missing messages partition' } },
  refused: { status: 422, body: { message: 'RLS policy error' } },
};

/**
 * The two HTTP endpoints that broadcast without a websocket. Query parameters not named here are
 * ignored. Never rejects.
 */
export async function handleRestBroadcast(
  context: RealtimeContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    response.setHeader('access-control-allow-origin', '*');
    write(context, response, await route(context, request, response, parseAddress(request)));
  } catch (error) {
    // The client went away in the middle of its request.
    context.log(`request ended early: ${error instanceof Error ? error.message : error}`);
    response.destroy();
  }
}

function write(context: RealtimeContext, response: ServerResponse, answer: Answer): void {
  const { events } = context.rates;
  const rolling = events.averagePerSecond();
  response.setHeader('x-rate-rolling', rolling.toFixed(2));
  response.setHeader('x-rate-limit', String(events.perSecondMax));
  response.setHeader('x-rate-limit-remaining', String(Math.max(0, events.perSecondMax - rolling)));
  response.statusCode = answer.status;
  // The rest of such a body is never read, so the connection cannot carry another request.
  if (answer.status === 413) response.setHeader('connection', 'close');
  if (answer.body === undefined) {
    response.end();
    return;
  }
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(answer.body));
}

async function route(
  context: RealtimeContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL | null,
): Promise<Answer> {
  if (!url) return { status: 400, body: { error: 'Bad Request' } };
  const isBatch = url.pathname === basePath;
  const single = url.pathname.startsWith(basePath)
    ? singlePath.exec(url.pathname.slice(basePath.length))
    : null;
  if (!isBatch && !single) return { status: 404, body: { message: 'Not found' } };
  if (request.method === 'OPTIONS') return answerPreflight(request, response);
  if (request.method !== 'POST') return { status: 405, body: { message: 'Method not allowed' } };
  if (context.draining()) return { status: 503, body: { message: 'Realtime is restarting, please standby' } };

  const caller = await identify(context, request);
  if (!caller) return { status: 401, body: { message: 'Unauthorized' } };
  const body = await readBody(request, context.limits.frameBytesMax);
  if (!body) return tooLarge;
  if (!single) return broadcastBatch(context, caller, body);
  const [, topic = '', event = ''] = single;
  const target = { topic: decodeSegment(topic), event: decodeSegment(event) };
  if (target.topic === null || target.event === null) return { status: 400, body: { error: 'Bad Request' } };
  return broadcastSingle(context, caller, request, url, {
    topic: target.topic,
    event: target.event,
    body,
  });
}

function answerPreflight(request: IncomingMessage, response: ServerResponse): Answer {
  const requested = request.headers['access-control-request-headers'];
  response.setHeader('access-control-allow-methods', 'POST, OPTIONS');
  response.setHeader('access-control-allow-headers', requested ?? 'authorization, apikey, content-type');
  response.setHeader('access-control-max-age', '86400');
  return { status: 204 };
}

async function identify(context: RealtimeContext, request: IncomingMessage): Promise<Caller | null> {
  const { authorization, apikey } = request.headers;
  const bearer = /^bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const credential = bearer ?? (typeof apikey === 'string' ? apikey : null);
  if (!credential) return null;
  const verdict = await context.tokens.verifyCredential(credential);
  return verdict.ok ? { identity: verdict.identity, headers: policyHeaders(request.headers) } : null;
}

/** Accepted as a whole: topics the caller may not write to are skipped without a word. */
async function broadcastBatch(context: RealtimeContext, caller: Caller, body: Buffer): Promise<Answer> {
  const batch = readBatch(body, payloadBytesMax(context.limits));
  if (!batch.ok) return batch.answer;
  const { events } = context.rates;
  const average = events.averagePerSecond();
  if (average > events.perSecondMax) return tooFast;
  if (batch.messages.length + average > events.perSecondMax) {
    return { status: 429, body: { message: 'Too many messages to broadcast, please reduce the batch size' } };
  }
  const topics = new Set(batch.messages.filter((message) => message.isPrivate).map(({ topic }) => topic));
  const writable = new Set<string>();
  await Promise.all(
    [...topics].map(async (topic) => {
      if (await mayWrite(context, caller, topic).catch(() => false)) writable.add(topic);
    }),
  );
  for (const message of batch.messages) {
    if (!message.isPrivate || writable.has(message.topic)) publish(context, { ...message, encoding: 'json' });
  }
  return { status: 202 };
}

async function broadcastSingle(
  context: RealtimeContext,
  caller: Caller,
  request: IncomingMessage,
  url: URL,
  { topic, event, body }: { topic: string; event: string; body: Buffer },
): Promise<Answer> {
  const encoding = encodingOf(request.headers['content-type']);
  if (!encoding) return { status: 415, body: { error: 'Unsupported Media Type' } };
  const invalid = checkSingle(context, url, encoding, body);
  if (invalid) return invalid;
  if (context.rates.events.averagePerSecond() >= context.rates.events.perSecondMax) return tooFast;
  const isPrivate = url.searchParams.get('private') === 'true';
  if (isPrivate) {
    try {
      if (!(await mayWrite(context, caller, topic)))
        return { status: 403, body: { message: 'Unauthorized' } };
    } catch (error) {
      return failureAnswers[databaseFailureOf(error).kind];
    }
  }
  publish(context, { topic, event, encoding, body, isPrivate, id: null });
  return { status: 202 };
}

function checkSingle(
  context: RealtimeContext,
  url: URL,
  encoding: PayloadEncoding,
  body: Buffer,
): Answer | null {
  const persists = [...url.searchParams.keys()].some(
    (name) => name === 'persist' || name.startsWith('persist['),
  );
  if (persists && url.searchParams.get('private') !== 'true') {
    return { status: 422, body: { errors: { persist: ['can only be used on private channels'] } } };
  }
  if (body.length > payloadBytesMax(context.limits)) {
    return { status: 422, body: { errors: { payload: ['Payload size exceeds tenant limit'] } } };
  }
  if (encoding === 'binary') return null;
  try {
    const value: unknown = JSON.parse(body.toString());
    if (value !== null) return null;
  } catch {
    return { status: 400, body: { error: 'Bad Request' } };
  }
  return { status: 422, body: { errors: { payload: ["can't be blank"] } } };
}

/** Rejects with a DatabaseFailure when the policies could not be asked. */
async function mayWrite(context: RealtimeContext, caller: Caller, topic: string): Promise<boolean> {
  return (await context.probe.write(caller, topic)).broadcast;
}

function publish(context: RealtimeContext, message: RestMessage): void {
  context.metrics.add('broadcastsFromRest');
  const topic = context.hub.find(message.isPrivate, message.topic);
  if (!topic) {
    context.rates.events.add();
    return;
  }
  const { event, encoding, body, id } = message;
  context.hub.broadcast(topic, {
    topic: topic.name,
    event,
    encoding,
    body,
    meta: id === null ? null : { id },
  });
}

function encodingOf(contentType: string | undefined): PayloadEncoding | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  return type === 'application/octet-stream' ? 'binary' : null;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
