import type { CSSProperties } from 'react';
import { cn } from '@/lib/platform/cn';
import { initials } from '@/lib/platform/format';

type VisitorAvatarProps = { visitorId: string; name: string | null; size?: 'sm' | 'md' | 'lg' };

const sizes = { sm: 'size-7 text-[11px]', md: 'size-9 text-xs', lg: 'size-12 text-base' };

/** A quiet tint of its own for each visitor, so that rows can be told apart at a glance. Decorative. */
export function VisitorAvatar({ visitorId, name, size = 'md' }: VisitorAvatarProps) {
  const hue = Number.parseInt(visitorId.slice(0, 4), 16) % 360;
  const tint: CSSProperties = {
    backgroundColor: `light-dark(oklch(0.93 0.035 ${hue}), oklch(0.33 0.04 ${hue}))`,
    color: `light-dark(oklch(0.4 0.07 ${hue}), oklch(0.88 0.05 ${hue}))`,
  };
  return (
    <span
      aria-hidden
      style={tint}
      className={cn('grid shrink-0 select-none place-items-center rounded-full font-semibold', sizes[size])}
    >
      {name ? initials(name) : visitorId.slice(0, 2).toUpperCase()}
    </span>
  );
}
