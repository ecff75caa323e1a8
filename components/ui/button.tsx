import { type ComponentProps, cloneElement, isValidElement } from 'react';
import { cn } from '@/lib/platform/cn';

const baseClasses =
  'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

const variantClasses = {
  primary: 'bg-accent text-accent-foreground enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover',
  secondary:
    'border border-border-strong bg-surface base:text-foreground shadow-card enabled:hover:bg-hover [a]:hover:bg-hover',
  ghost: 'base:text-foreground enabled:hover:bg-hover [a]:hover:bg-hover',
  danger: 'bg-danger text-danger-foreground enabled:hover:opacity-90',
  link: 'h-auto! px-0! text-accent underline-offset-4 hover:underline',
};

const sizeClasses = {
  sm: 'h-8 px-2.5 text-[13px] pointer-coarse:h-10',
  md: 'h-9 px-3.5 text-sm pointer-coarse:h-11',
  lg: 'h-11 px-5 text-[15px]',
  icon: 'size-9 pointer-coarse:size-11',
  'icon-sm': 'size-8 pointer-coarse:size-10',
};

type Looks = { variant: keyof typeof variantClasses; size: keyof typeof sizeClasses };

/** For what is a button already and only needs to look like one, such as what opens a menu. */
export const buttonClasses = ({ variant, size }: Looks): string =>
  cn(baseClasses, variantClasses[variant], sizeClasses[size]);

export type ButtonProps = ComponentProps<'button'> & {
  variant?: keyof typeof variantClasses;
  size?: keyof typeof sizeClasses;
  /** Gives its looks to the one element inside it, a link, instead of drawing a button. */
  asChild?: boolean;
};

export function Button({
  className,
  variant = 'primary',
  size = 'md',
  asChild = false,
  type = 'button',
  ...props
}: ButtonProps) {
  const classes = cn(buttonClasses({ variant, size }), className);
  if (asChild) {
    if (!isValidElement<{ className?: string }>(props.children)) return null;
    const { children: child, ...rest } = props;
    return cloneElement(child, { ...rest, className: cn(classes, child.props.className) });
  }
  return <button type={type} className={classes} {...props} />;
}
