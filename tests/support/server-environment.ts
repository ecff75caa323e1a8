import type { TestBackend } from '@/tests/support/backend';

/** Lets the application's own server code run in a test, against the backend of the tests. */
export function runServerAgainst(
  backend: TestBackend,
  stripe?: { url: string; secretKey: string; webhookSecret: string },
): void {
  Object.assign(process.env, {
    SUPABASE_URL: backend.url,
    SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    SUPABASE_SECRET_KEY: backend.secretKey,
    VISITOR_JWT_KEY: backend.jwtSecret,
    ENCRYPTION_KEY: 'y'.repeat(32),
    APP_URL: 'http://localhost:3000',
    SMTP_URL: backend.smtpUrl,
    LOG_LEVEL: 'silent',
    ...(stripe && {
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      STRIPE_API_BASE: stripe.url,
    }),
  });
}
