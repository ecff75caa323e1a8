import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type SeatsBannerProps = {
  limit: number;
  /** Null for whoever may not buy any: an administrator is asked. */
  addHref: string | null;
};

/** All seats are assigned; with the way to more of them. */
export function SeatsBanner({ limit, addHref }: SeatsBannerProps) {
  const t = useTranslations('billing.banner');
  return (
    <section className="flex flex-wrap items-center gap-3 rounded-xl bg-danger-soft px-4 py-3 text-danger">
      <CircleAlert aria-hidden className="size-5 shrink-0" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{t('title', { limit })}</p>
        <p className="text-[13px] text-foreground">{addHref === null ? t('ask') : t('text')}</p>
      </div>
      {addHref === null ? null : (
        <Button asChild>
          <Link href={addHref}>{t('add')}</Link>
        </Button>
      )}
    </section>
  );
}
