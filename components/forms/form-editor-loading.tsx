import { useTranslations } from 'next-intl';
import { PageBody } from '@/components/shared/page-body';
import { Skeleton } from '@/components/ui/skeleton';

/** The shape of the editor while its form is read. */
export function FormEditorLoading() {
  const t = useTranslations('shared');
  return (
    <PageBody className="max-w-5xl">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-5 w-40" />
      <div className="grid gap-2">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-4">
          <Skeleton className="h-28 rounded-xl" />
          <Skeleton className="h-36 rounded-xl" />
          <Skeleton className="h-36 rounded-xl" />
        </div>
        <Skeleton className="h-80 rounded-2xl max-lg:hidden" />
      </div>
    </PageBody>
  );
}
