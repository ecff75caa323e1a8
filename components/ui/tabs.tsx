'use client';

import { createContext, type HTMLAttributes, type KeyboardEvent, useContext, useId } from 'react';
import { cn } from '@/lib/platform/cn';
import { invariant } from '@/lib/platform/errors';

type TabsState = { id: string; value: string; choose: (value: string) => void };

const TabsContext = createContext<TabsState | null>(null);

function useTabs(): TabsState {
  const state = useContext(TabsContext);
  invariant(state, 'the parts of tabs stand inside Tabs');
  return state;
}

type TabsProps = HTMLAttributes<HTMLDivElement> & { value: string; onValueChange: (value: string) => void };

/** Tabs as the ARIA practices describe them: one stop for the Tab key, arrows choose. */
export function Tabs({ value, onValueChange, ...props }: TabsProps) {
  const id = useId();
  return (
    <TabsContext value={{ id, value, choose: onValueChange }}>
      <div {...props} />
    </TabsContext>
  );
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab.matches(':focus'));
  const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
  const step = (STEPS[event.key] ?? 0) * (isRtl ? -1 : 1);
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? -1 : (at + step) % tabs.length;
  if (at === -1 || (step === 0 && event.key !== 'Home' && event.key !== 'End')) return;
  event.preventDefault();
  tabs.at(to)?.focus();
  tabs.at(to)?.click();
}

export function TabsList({ className, ...props }: HTMLAttributes<HTMLDivElement>) {
  return (
    <div
      role="tablist"
      onKeyDown={moveFocus}
      className={cn('flex gap-1 overflow-x-auto border-border border-b', className)}
      {...props}
    />
  );
}

type TabsTriggerProps = HTMLAttributes<HTMLButtonElement> & { value: string };

export function TabsTrigger({ value, className, ...props }: TabsTriggerProps) {
  const tabs = useTabs();
  const isChosen = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}-tab-${value}`}
      aria-selected={isChosen}
      aria-controls={`${tabs.id}-panel-${value}`}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => tabs.choose(value)}
      className={cn(
        '-mb-px h-9 whitespace-nowrap border-transparent border-b-2 base:px-3 font-medium text-[13px] text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-foreground pointer-coarse:h-11',
        className,
      )}
      {...props}
    />
  );
}

type TabsContentProps = HTMLAttributes<HTMLDivElement> & { value: string };

/** Only the chosen panel is drawn. */
export function TabsContent({ value, ...props }: TabsContentProps) {
  const tabs = useTabs();
  if (tabs.value !== value) return null;
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}-panel-${value}`}
      aria-labelledby={`${tabs.id}-tab-${value}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
      tabIndex={0}
      {...props}
    />
  );
}
