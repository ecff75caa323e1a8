import { ListSkeleton } from '@/components/conversations/list-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The inbox's shape while the server reads. */
export function InboxLoading() {
  return (
    <div className="flex h-full min-h-0">
      <div className="w-full shrink-0 border-border bg-surface md:w-80 md:border-e lg:w-[22rem]">
        <div className="grid gap-4 border-border border-b px-4 pt-4 pb-3">
          <Skeleton className="h-5 w-20" />
          <Skeleton className="h-4 w-56" />
        </div>
        <ListSkeleton />
      </div>
    </div>
  );
}
