import type { Price } from '@/embedded/stripe/records';

type Interval = Pick<Price['recurring'], 'interval' | 'interval_count'>;

const DAY = 86_400;

/** The n-th renewal after the anchor; a 31st falls on the last day of shorter months, and comes back after. */
export function renewalAt(anchor: number, { interval, interval_count }: Interval, n: number): number {
  const count = n * interval_count;
  if (interval === 'day') return anchor + count * DAY;
  if (interval === 'week') return anchor + count * 7 * DAY;
  const start = new Date(anchor * 1000);
  const months = interval === 'year' ? count * 12 : count;
  const target = new Date(start);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return Math.floor(target.getTime() / 1000);
}

/** The first renewal later than `after`. */
export function nextRenewal(anchor: number, interval: Interval, after: number): number {
  for (let n = 1; ; n += 1) {
    const at = renewalAt(anchor, interval, n);
    if (at > after) return at;
  }
}

/** The share of an amount for the rest of the period, to the second as Stripe does. */
export function remainingShare(amount: number, period: { start: number; end: number }, at: number): number {
  if (at >= period.end) return 0;
  const left = (period.end - Math.max(at, period.start)) / (period.end - period.start);
  return Math.round(amount * left);
}
