import type { ComponentProps } from 'react';
import { cn } from '@/lib/platform/cn';

type SwitchProps = Omit<ComponentProps<'input'>, 'type' | 'role' | 'onChange'> & {
  onCheckedChange?: (isChecked: boolean) => void;
};

/** A checkbox that looks and speaks like a switch. */
export function Switch({ className, onCheckedChange, ...props }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      aria-checked={props.checked}
      onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
      className={cn(
        'relative inline-block h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-border-strong transition-colors',
        'before:absolute before:start-0.5 before:top-0.5 before:size-4 before:rounded-full before:bg-white before:shadow-card before:transition-transform',
        'checked:bg-online checked:before:translate-x-4 rtl:checked:before:-translate-x-4',
        'disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
      {...props}
    />
  );
}
