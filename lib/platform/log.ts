import 'server-only';
import pino from 'pino';
import { env } from '@/lib/platform/env';

const SECRET_FIELDS = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'apikey',
  'access_token',
  'refresh_token',
  'token_hash',
  'email',
];

let logger: pino.Logger | undefined;

/** One JSON line per event, to standard output. Secrets and addresses are taken out by field name. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[removed]',
    },
  });
  return logger;
}
