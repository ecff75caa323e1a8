import { useTranslations } from 'next-intl';
import { Notice } from '@/components/billing/notice';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';

type LimitBannerProps = {
  /** What there is no more of. */
  of: 'seats' | 'sites';
  limit: number;
  /** Null for whoever may not buy any: an administrator is asked. */
  addHref: string | null;
};

/** All that the plan allows is taken; with the way to more. */
export function LimitBanner({ of, limit, addHref }: LimitBannerProps) {
  const t = useTranslations(`billing.banner.${of}`);
  return (
    <Notice tone="danger" title={t('title', { limit })} text={addHref === null ? t('ask') : t('text')}>
      {addHref === null ? null : (
        <Button asChild>
          <Link href={addHref}>{t('add')}</Link>
        </Button>
      )}
    </Notice>
  );
}
