import { useTranslations } from 'next-intl';
import { Card } from '@/components/shared/card';
import { PageBody } from '@/components/shared/page-body';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

export function MembersLoading() {
  const t = useTranslations('shared');
  return (
    <PageBody className="max-w-6xl">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <div className="flex items-start justify-between gap-6">
        <div className="grid gap-2">
          <Skeleton className="h-7 w-32" />
          <Skeleton className="h-5 w-56" />
        </div>
        <Skeleton className="h-9 w-28" />
      </div>
      <Skeleton className="h-9 w-full" />
      <Card className="divide-y divide-border">
        {ROWS.map((row) => (
          <div key={row} className="flex items-center gap-4 px-4 py-4">
            <Skeleton className="size-8 rounded-full" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-36" />
              <Skeleton className="h-3.5 w-52 max-w-full" />
            </div>
            <Skeleton className="h-5 w-64 max-md:hidden" />
            <Skeleton className="h-5 w-20" />
          </div>
        ))}
      </Card>
    </PageBody>
  );
}
