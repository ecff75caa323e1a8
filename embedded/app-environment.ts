import { createHash, hkdfSync } from 'node:crypto';
import type { Backend, BackendOptions } from '@/embedded/backend';
import { LOOPBACK } from '@/embedded/config';

/** Everything the app learns about the backend: the same variables a hosted project is connected with. */
export function appEnvironment(backend: Backend, appPort: number): Record<string, string> {
  return {
    SUPABASE_URL: backend.url,
    SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    SUPABASE_SECRET_KEY: backend.secretKey,
    VISITOR_JWT_KEY: backend.jwtSecret,
    ...stripeEnvironment(backend),
    ENCRYPTION_KEY: process.env.ENCRYPTION_KEY ?? encryptionKeyOf(backend.jwtSecret),
    CRON_SECRET: cronSecret(backend),
    APP_URL: process.env.APP_URL ?? `http://localhost:${appPort}`,
    SMTP_URL: process.env.SMTP_URL ?? backend.smtpUrl,
    MAIL_FROM: process.env.MAIL_FROM ?? 'Foyer <no-reply@foyer.localhost>',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    PORT: String(appPort),
    HOSTNAME: LOOPBACK,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** What the embedded scheduler calls the app's own jobs with. */
export const cronSecret = ({ secretKey }: Backend): string =>
  process.env.CRON_SECRET ?? createHash('sha256').update(`cron:${secretKey}`).digest('hex');

/** Absent where the operator's own variables lead to Stripe: they reach the app as they are. */
function stripeEnvironment({ stripe }: Backend): Record<string, string> {
  if (!stripe) return {};
  return {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE: stripe.url,
  };
}

/** What `startBackend` does about payments: nothing when the operator has a key of Stripe's. */
export function stripeOptions(appPort: number): { stripe: NonNullable<BackendOptions['stripe']> } {
  if (process.env.STRIPE_SECRET_KEY) return { stripe: false };
  return { stripe: { webhookUrl: `http://${LOOPBACK}:${appPort}/api/webhooks/stripe` } };
}

/** As lasting as the installation's own secret, and not the same. */
const encryptionKeyOf = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'foyer encryption key', 32)).toString('base64url');
