import { App, setExperimental } from '@supabase/lite';
import type { PostgresConnection } from '@supabase/lite/postgres';
import { OTP_DIGITS } from '@/embedded/auth/mail-tokens';
import type { InstallKeys } from '@/embedded/install-keys';
import { createFileStore } from '@/embedded/storage/file-store';

export type AuthMailer = NonNullable<App['_mailer']>;

export type LiteOptions = {
  connection: PostgresConnection;
  keys: InstallKeys;
  /** Where links in mails may lead: the app's own address. */
  siteUrl: string;
  confirmEmail: boolean;
  storageDir: string;
  mailer: AuthMailer;
};

/** Supabase Lite's Auth and Storage; everything else of it stays switched off or unreachable. */
export function createLiteApp(options: LiteOptions): App {
  containGrants(options.connection);
  setExperimental('storage', true);
  const app = new App({
    connection: options.connection,
    auth: {
      enabled: true,
      jwt_secret: options.keys.jwtSecret,
      publishable_key: options.keys.publishableKey,
      secret_key: options.keys.secretKey,
      site_url: options.siteUrl,
      additional_redirect_urls: [`${options.siteUrl}/**`],
      minimum_password_length: 10,
      email: {
        enable_confirmations: options.confirmEmail,
        double_confirm_changes: false,
        otp_length: OTP_DIGITS,
      },
    },
    storage: { enabled: true, file_size_limit: '50MiB' },
    studio: { enabled: false },
    db: { migrations: { enabled: false } },
  });
  app._storageAdapter = createFileStore(options.storageDir);
  app._mailer = options.mailer;
  return app;
}

/**
 * On its first request Lite looks for tables with row level security and then grants ALL on every table
 * of every schema that has one to anon and authenticated. Hosted grants nothing by itself, and neither
 * may this: the check answers "active" (switch roles, always) without touching a grant. The database
 * login Lite uses could not grant anything outside auth and storage either; see bootstrap/roles.sql.
 */
function containGrants(connection: PostgresConnection): void {
  if (!('ensureRlsContext' in connection)) {
    throw new Error('This version of @supabase/lite is unknown: its grant step has another name.');
  }
  Object.defineProperty(connection, 'ensureRlsContext', { value: async () => true });
}
