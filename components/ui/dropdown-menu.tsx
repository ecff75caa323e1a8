'use client';

import { Check } from 'lucide-react';
import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
} from 'react';
import { floatClasses, itemClasses } from '@/components/ui/menu-classes';
import { Popover, usePopover } from '@/components/ui/popover';
import { type Placement, useFloating } from '@/components/ui/use-floating';
import { cn } from '@/lib/platform/cn';

/** A menu as the ARIA practices describe it, on the browser's own popover. */
export const DropdownMenu = Popover;

export function DropdownMenuTrigger({ className, children }: { className?: string; children: ReactNode }) {
  const { id, opener, isOpen } = usePopover();
  return (
    <button
      ref={opener}
      type="button"
      popoverTarget={id}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      className={className}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    >
      {children}
    </button>
  );
}

type DropdownMenuContentProps = Placement & { label: string; className?: string; children: ReactNode };

export function DropdownMenuContent({ label, className, children, ...placement }: DropdownMenuContentProps) {
  const { id, opener, isOpen, setOpen } = usePopover();
  const menu = useRef<HTMLDivElement>(null);
  const place = useFloating(opener, placement);

  useEffect(() => {
    if (isOpen) itemsOf(menu.current)[0]?.focus();
  }, [isOpen]);

  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onBeforeToggle={(event) => {
        place(event);
        setOpen(event.newState === 'open');
      }}
      onKeyDown={moveFocus}
      onClick={(event) => {
        if ((event.target as Element).closest('[role^="menuitem"]')) event.currentTarget.hidePopover();
      }}
      className={cn(floatClasses, 'fixed m-0 overflow-y-auto p-1', className)}
    >
      {isOpen ? children : null}
    </div>
  );
}

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []),
];

/** Arrows, Home and End move; a letter goes to the next item that begins with it; Tab leaves. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item.matches(':focus'));
  const next = (): HTMLElement | undefined => {
    switch (event.key) {
      case 'ArrowDown':
        return items[(at + 1) % items.length];
      case 'ArrowUp':
        return items.at(at <= 0 ? -1 : at - 1);
      case 'Home':
        return items[0];
      case 'End':
        return items.at(-1);
    }
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.key === ' ') return undefined;
    const letter = event.key.toLocaleLowerCase();
    const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    return after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter));
  };
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  const item = next();
  if (!item) return;
  event.preventDefault();
  item.focus();
}

type ItemProps = HTMLAttributes<HTMLElement>;

/** Around one link. */
export function DropdownMenuLink({ children }: { children: ReactElement<ItemProps> }) {
  return cloneElement(children, {
    role: 'menuitem',
    tabIndex: -1,
    className: cn(itemClasses, children.props.className),
  });
}

export function DropdownMenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={itemClasses} onClick={onSelect}>
      {children}
    </button>
  );
}

type RadioItemProps = { isChecked: boolean; lang?: string; onSelect: () => void; children: ReactNode };

export function DropdownMenuRadioItem({ isChecked, lang, onSelect, children }: RadioItemProps) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isChecked}
      tabIndex={-1}
      lang={lang}
      className={itemClasses}
      onClick={onSelect}
    >
      <span className="flex-1 text-start">{children}</span>
      {isChecked ? <Check aria-hidden className="text-accent" /> : null}
    </button>
  );
}

/** Items that belong together, under their name. */
export function DropdownMenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="contents">
      <legend className="px-2 pt-2 pb-1 font-medium text-muted-foreground text-xs">{label}</legend>
      {children}
    </fieldset>
  );
}

export function DropdownMenuSeparator() {
  return <hr className="-mx-1 my-1 border-border" />;
}
