import 'server-only';
import { createEnv } from '@t3-oss/env-nextjs';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const encryptionKey = z.string().min(32);

export const environmentVariables = {
  /** The Supabase project, or the embedded backend, as browsers reach it. */
  SUPABASE_URL: address,
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SUPABASE_SECRET_KEY: z.string().min(1),
  /** Signs visitors' tokens: an HS256 secret, or a private ES256 JWK as JSON. */
  VISITOR_JWT_KEY: z.string().min(32),
  /** Encrypts what must not be read in the database. Several, cut by commas: the first encrypts, all of them decrypt. */
  ENCRYPTION_KEY: z
    .string()
    .transform((keys) => keys.split(',').map((key) => key.trim()))
    .pipe(z.tuple([encryptionKey], encryptionKey)),
  /** The public address of this application. */
  APP_URL: address,
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  /** Absent: this installation sells nothing. The embedded backend sets all three for its stand-in. */
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  /** Signs what Stripe posts to /api/webhooks/stripe. */
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  /** Where Stripe's API answers when that is not api.stripe.com. */
  STRIPE_API_BASE: address.optional(),
  /** What a scheduler sends as a bearer token to /api/cron. */
  CRON_SECRET: z.string().min(16).optional(),
  /** How many proxies in front of the server append to X-Forwarded-For; with none, the socket's address counts. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

export function readEnvironment(source: Record<string, string | undefined>) {
  return createEnv({
    server: environmentVariables,
    experimental__runtimeEnv: source,
    emptyStringAsUndefined: true,
    onValidationError: (issues) => {
      const names = issues.map((issue) => `${issue.path?.join('.') ?? '?'}: ${issue.message}`);
      throw new Error(`The environment is not complete. ${names.join('; ')}. See docs/deploy.md.`);
    },
  });
}

let environment: ReturnType<typeof readEnvironment> | undefined;

/** Read on first use and never at build time, so that one build serves any installation. */
export function env() {
  environment ??= readEnvironment(process.env);
  return environment;
}

export const isProduction = process.env.NODE_ENV === 'production';
