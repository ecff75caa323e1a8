import 'server-only';
import { createSafeActionClient } from 'next-safe-action';
import { z } from 'zod';
import { type ErrorAnswer, UserError } from '@/lib/platform/errors';
import { newReference } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';

/** A refusal is answered with its code; anything else with a reference that leads to the log line. */
export function answerError(error: unknown, name: string): ErrorAnswer {
  if (error instanceof UserError) {
    if (error.status >= 500) log().error({ action: name, code: error.code, err: error.cause }, 'away');
    else log().info({ action: name, code: error.code }, 'refused');
    return error.toAnswer();
  }
  const reference = newReference();
  log().error({ action: name, reference, err: error }, 'failed');
  return { code: 'unexpected', reference };
}

const namedMetadata = z.object({ name: z.string() });

/** Every action client is made here. The metadata is required: an action without a name does not compile. */
export function createActionClient<Metadata extends z.ZodType<{ name: string }>>(metadata: Metadata) {
  return createSafeActionClient({
    defineMetadataSchema: () => metadata,
    defaultValidationErrorsShape: 'flattened',
    handleServerError: (error, { metadata: given }): ErrorAnswer => {
      const named = namedMetadata.safeParse(given);
      return answerError(error, named.success ? named.data.name : 'unnamed');
    },
  });
}

/** For people who are not signed in. Each such action limits its own rate. */
export const publicAction = createActionClient(namedMetadata);
