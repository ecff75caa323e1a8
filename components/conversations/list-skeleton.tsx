import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

const skeletonWidths = ['w-28', 'w-36', 'w-24', 'w-32', 'w-28', 'w-40'];

export function ListSkeleton() {
  const t = useTranslations('shared');
  return (
    <div role="status" aria-label={t('loading')}>
      {skeletonWidths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are nothing but their place
        <div key={index} className="flex gap-3 border-border border-b px-4 py-3.5">
          <Skeleton className="size-9 rounded-full" />
          <div className="grid flex-1 gap-2 pt-1">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
