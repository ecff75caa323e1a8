import type { ShownAvailability } from '@/components/shell/availability-provider';
import { cn } from '@/lib/platform/cn';

const COLOURS: Record<ShownAvailability, string> = {
  online: 'bg-online',
  away: 'bg-transparent ring-2 ring-inset ring-away',
  lost: 'bg-danger',
};

/** Filled, hollow or red: the shape says it too, for those who do not see the colour. */
export function AvailabilityDot({ shown, className }: { shown: ShownAvailability; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('inline-block size-2.5 shrink-0 rounded-full', COLOURS[shown], className)}
    />
  );
}
