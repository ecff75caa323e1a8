import type { Instrumentation } from 'next';
import { announceBilling } from '@/lib/billing/announce';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { trustSocketOnly } from '@/lib/platform/socket-address';

/** Fails at the start, with the names of what is missing, rather than at the first request. */
export async function register(): Promise<void> {
  if (env().TRUSTED_PROXIES === 0) trustSocketOnly();
  await announceBilling();
}

/** What a page or route threw. The digest is the reference people are shown. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const reference = error instanceof Error && 'digest' in error ? error.digest : undefined;
  log().error(
    { err: error, reference, method: request.method, route: context.routePath, kind: context.routeType },
    'request failed',
  );
};
