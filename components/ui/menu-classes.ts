/** What floats above the page: menus, lists of choices, popovers. */
export const floatClasses =
  'z-50 overflow-hidden rounded-lg border border-border bg-surface-raised text-foreground shadow-float outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-[0.98] data-[state=closed]:animate-out data-[state=closed]:fade-out-0 duration-100';

export const itemClasses =
  'relative flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 text-[13px] outline-none data-disabled:pointer-events-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0';
