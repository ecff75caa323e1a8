'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { cn } from '@/lib/platform/cn';

/** Loaded when it is first asked for. */
const CommandPalette = dynamic(
  () => import('@/components/shell/command-palette').then((file) => file.CommandPalette),
  { ssr: false },
);

/** Ctrl/Cmd-K, and a button for those who do not know that. */
export function CommandMenu({ isOnboarding }: { isOnboarding: boolean }) {
  const t = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);

  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      setOpen((isOpenNow) => !isOpenNow);
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, []);

  if (isOpen && !wasOpen) setWasOpen(true);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
        className={cn(
          'flex h-8 w-full items-center gap-2.5 rounded-md border border-border bg-background px-2.5 text-[13px] text-muted-foreground transition-colors hover:bg-hover hover:text-foreground',
          'max-lg:justify-center max-lg:px-0',
        )}
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="flex-1 text-start max-lg:sr-only">{t('commandsShort')}</span>
        <kbd aria-hidden className="font-sans text-[11px] max-lg:hidden">
          Ctrl K
        </kbd>
      </button>
      {wasOpen ? <CommandPalette isOpen={isOpen} onOpenChange={setOpen} isOnboarding={isOnboarding} /> : null}
    </>
  );
}
