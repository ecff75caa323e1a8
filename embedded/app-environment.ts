import type { Backend } from '@/embedded/backend';
import { LOOPBACK } from '@/embedded/config';

/** Everything the app learns about the backend: the same variables a hosted project is connected with. */
export function appEnvironment(backend: Backend, appPort: number): Record<string, string> {
  return {
    SUPABASE_URL: backend.url,
    SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    SUPABASE_SECRET_KEY: backend.secretKey,
    VISITOR_JWT_KEY: backend.jwtSecret,
    APP_URL: process.env.APP_URL ?? `http://localhost:${appPort}`,
    SMTP_URL: process.env.SMTP_URL ?? backend.smtpUrl,
    MAIL_FROM: process.env.MAIL_FROM ?? 'Foyer <no-reply@foyer.localhost>',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    PORT: String(appPort),
    HOSTNAME: LOOPBACK,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
