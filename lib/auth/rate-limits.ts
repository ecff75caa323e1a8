import 'server-only';
import { headers } from 'next/headers';
import { clientNetwork } from '@/lib/platform/client-ip';
import { env } from '@/lib/platform/env';
import { limitRate, type RateLimit } from '@/lib/platform/rate-limit';

const QUARTER_HOUR_SECONDS = 15 * 60;

/** Per address generous, because an office or a school shares one; per account tight. */
const LIMITS = {
  signIn: { ip: 150, account: 15 },
  signUp: { ip: 60, account: 10 },
  forgotPassword: { ip: 30, account: 4 },
  // Three codes of a million are good at any time.
  secondFactor: { ip: 60, account: 8 },
  mailLink: { ip: 60, account: 60 },
  invitation: { ip: 120, account: 20 },
} as const;

export type LimitedFlow = keyof typeof LIMITS;

/** Counts one attempt of the flow for the caller's address and for the account; refuses when either had too many. */
export async function limitAttempts(flow: LimitedFlow, account: string): Promise<void> {
  const limit = (kind: 'ip' | 'account'): RateLimit => ({
    name: `${flow}-${kind}`,
    max: LIMITS[flow][kind],
    windowSeconds: QUARTER_HOUR_SECONDS,
  });
  await limitRate(limit('ip'), clientNetwork(await headers(), env().TRUSTED_PROXIES));
  await limitRate(limit('account'), account);
}
