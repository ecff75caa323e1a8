import type { InstallKeys } from '@/embedded/install-keys';
import type { RestAddress } from '@/embedded/postgrest';
import type { RealtimeLimits } from '@/embedded/realtime/limits';
import type { StripeOptions } from '@/embedded/stripe/server';

/** What the supervisor hands to the gateway process; it holds keys, so it travels in a file of mode 0600. */
export type GatewayOptions = {
  host: string;
  ports: { gateway: number; inbox: number; smtp: number };
  keys: InstallKeys;
  /** Superuser: the realtime server's own login. */
  databaseUrl: string;
  /** The login of Auth and Storage; owns nothing outside those schemas. */
  servicesUrl: string;
  /** The login the scheduled sweep runs under, as pg_cron does on hosted. */
  migratorUrl: string;
  /** Where PostgREST listens; absent where the platform has none and Lite's REST answers instead. */
  rest?: RestAddress;
  storageDir: string;
  mailDir: string;
  siteUrl: string;
  confirmEmail: boolean;
  mailFrom: string;
  /** Absent when the operator has an account at Stripe. */
  stripe?: StripeOptions;
  realtimeErrorBackoffMs?: number;
  realtimeLimits?: Partial<RealtimeLimits>;
  logLevel: 'debug' | 'info';
};
