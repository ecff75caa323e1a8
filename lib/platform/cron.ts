import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a request comes from the scheduler that was given the secret. */
export function isCron(request: Request): boolean {
  const { CRON_SECRET } = env();
  const sent = request.headers.get('authorization') ?? '';
  return CRON_SECRET !== undefined && timingSafeEqual(digest(sent), digest(`Bearer ${CRON_SECRET}`));
}
