import { useTranslations } from 'next-intl';
import { PageBody } from '@/components/shared/page-body';
import { Skeleton } from '@/components/ui/skeleton';

export function PageLoading() {
  const t = useTranslations('shared');
  return (
    <PageBody>
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <div className="grid gap-2">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <Skeleton className="h-44 rounded-xl" />
      <Skeleton className="h-44 rounded-xl" />
    </PageBody>
  );
}
