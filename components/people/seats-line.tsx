import { useTranslations } from 'next-intl';
import type { Seats } from '@/lib/people/directory/schema';

export const areSeatsUsedUp = ({ used, limit }: Seats): boolean => limit !== null && used >= limit;

/** How many seats are taken. What it means when all are, the banner says. */
export function SeatsLine({ seats: { used, limit } }: { seats: Seats }) {
  const t = useTranslations('people.seats');
  return limit === null ? t('used', { used }) : t('usedOf', { used, limit });
}
