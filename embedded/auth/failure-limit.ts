import { AuthFailure } from '@/embedded/auth/auth-failure';

const WINDOW_MS = 5 * 60_000;
const FAILURES_MAX = 10;
const ACCOUNTS_MAX = 10_000;

/** Ten wrong guesses for one account in five minutes, then it rests; the right password waits as well. */
export class FailureLimit {
  private readonly accounts = new Map<string, { count: number; until: number }>();

  check(account: string): void {
    const entry = this.accounts.get(account);
    if (entry && entry.until > Date.now() && entry.count >= FAILURES_MAX) {
      throw new AuthFailure(429, 'over_request_rate_limit', 'Request rate limit reached');
    }
  }

  failed(account: string): void {
    const now = Date.now();
    const entry = this.accounts.get(account);
    if (entry && entry.until > now) {
      entry.count += 1;
      return;
    }
    if (this.accounts.size >= ACCOUNTS_MAX) {
      for (const [key, { until }] of this.accounts) if (until <= now) this.accounts.delete(key);
    }
    this.accounts.set(account, { count: 1, until: now + WINDOW_MS });
  }

  succeeded(account: string): void {
    this.accounts.delete(account);
  }
}
