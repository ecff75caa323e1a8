'use client';

import {
  cloneElement,
  createContext,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefObject,
  useContext,
  useId,
  useRef,
  useState,
} from 'react';
import { floatClasses } from '@/components/ui/menu-classes';
import { type Placement, useFloating } from '@/components/ui/use-floating';
import { cn } from '@/lib/platform/cn';
import { invariant } from '@/lib/platform/errors';

type PopoverState = {
  id: string;
  opener: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
};

const PopoverContext = createContext<PopoverState | null>(null);

export function usePopover(): PopoverState {
  const state = useContext(PopoverContext);
  invariant(state, 'PopoverTrigger and PopoverContent stand inside Popover');
  return state;
}

/** The browser's own popover: it closes on Escape and on a click elsewhere, and gives the focus back. */
export function Popover({ children }: { children: ReactNode }) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return <PopoverContext value={{ id: useId(), opener, isOpen, setOpen }}>{children}</PopoverContext>;
}

export type OpenerProps = HTMLAttributes<HTMLButtonElement> & {
  popoverTarget?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** Around one button. */
export function PopoverTrigger({ children }: { children: ReactElement<OpenerProps> }) {
  const { id, opener, isOpen } = usePopover();
  return cloneElement(children, {
    ref: opener,
    popoverTarget: id,
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpen,
    'aria-controls': id,
  });
}

type PopoverContentProps = Omit<HTMLAttributes<HTMLDivElement>, 'popover'> & Placement;

export function PopoverContent({
  className,
  side,
  align,
  offsetPx,
  children,
  ...props
}: PopoverContentProps) {
  const { id, opener, isOpen, setOpen } = usePopover();
  const place = useFloating(opener, { side, align, offsetPx });
  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      // Before it is shown, so that it appears in its place and with its content.
      onBeforeToggle={(event) => {
        place(event);
        setOpen(event.newState === 'open');
      }}
      className={cn(floatClasses, 'fixed m-0 overflow-y-auto')}
    >
      {/* The looks go inside: a display class on the popover itself would show it while it is closed. */}
      {isOpen ? (
        <div className={className} {...props}>
          {children}
        </div>
      ) : null}
    </div>
  );
}
