/** What floats above the page: menus and popovers. */
export const floatClasses =
  'z-50 rounded-lg border border-border bg-surface-raised text-foreground shadow-float outline-none open:animate-in open:fade-in-0 open:zoom-in-[0.98] duration-100';

export const itemClasses =
  'flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1.5 text-start text-[13px] outline-none hover:bg-hover focus:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0';
