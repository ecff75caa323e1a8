import { useTranslations } from 'next-intl';
import type { Seats } from '@/lib/people/directory/schema';

export const areSeatsUsedUp = ({ used, limit }: Seats): boolean => limit !== null && used >= limit;

/** How many seats are taken, and calmly what it means when all are. */
export function SeatsLine({ seats }: { seats: Seats }) {
  const t = useTranslations('people.seats');
  const { used, limit } = seats;
  if (limit === null) return t('used', { used });
  if (!areSeatsUsedUp(seats)) return t('usedOf', { used, limit });
  return (
    <>
      {t('usedOf', { used, limit })} <span className="text-waiting">{t('none')}</span>
    </>
  );
}
