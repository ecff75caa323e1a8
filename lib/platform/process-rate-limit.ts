import type { Clock } from '@/lib/platform/clock';
import { UserError } from '@/lib/platform/errors';

type ProcessRateLimit = { max: number; windowSeconds: number; subjectsMax: number; clock: Clock };

/**
 * Counts hits in this process and refuses when there were too many: for doors so busy that asking the database
 * would cost as much as what it is kept from. Several servers admit as many times more.
 */
export function createProcessRateLimit({ max, windowSeconds, subjectsMax, clock }: ProcessRateLimit) {
  const hits = new Map<string, number>();
  let current: number | undefined;
  return (subject: string): void => {
    const window = Math.floor(clock().getTime() / 1000 / windowSeconds);
    if (window !== current) hits.clear();
    current = window;
    const count = (hits.get(subject) ?? 0) + 1;
    // Anew behind the others: when there are too many, those not seen for longest are forgotten.
    hits.delete(subject);
    hits.set(subject, count);
    const [oldest] = hits.keys();
    if (hits.size > subjectsMax && oldest !== undefined) hits.delete(oldest);
    if (count > max) throw new UserError('too_many_attempts', { status: 429 });
  };
}
