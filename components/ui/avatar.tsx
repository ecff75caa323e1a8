import { cn } from '@/lib/platform/cn';
import { initials } from '@/lib/platform/format';

const SIZES = {
  sm: 'size-6 text-[10px]',
  md: 'size-8 text-xs',
  lg: 'size-10 text-sm',
  xl: 'size-16 text-xl',
};

type AvatarProps = { name: string; src?: string | null; size?: keyof typeof SIZES; className?: string };

/**
 * Decorative: the name always stands beside it, or names the control around it. The initials lie under the picture
 * and show while it loads, and when it cannot be had.
 */
export function Avatar({ name, src, size = 'md', className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        'relative inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-full bg-accent-soft font-semibold text-accent-soft-foreground',
        SIZES[size],
        className,
      )}
    >
      {initials(name)}
      {/* biome-ignore lint/performance/noImgElement: already small, and from another origin than the optimizer may fetch */}
      {src ? <img src={src} alt="" className="absolute inset-0 size-full object-cover" /> : null}
    </span>
  );
}
