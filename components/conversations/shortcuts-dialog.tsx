'use client';

import { useTranslations } from 'next-intl';
import { Dialog, DialogContent, DialogHeader, DialogTitle } from '@/components/ui/dialog';

const shortcuts = [
  { keys: ['J', 'K', '↓', '↑'], text: 'move' },
  { keys: ['Enter'], text: 'open' },
  { keys: ['A'], text: 'accept' },
  { keys: ['E'], text: 'close_conversation' },
  { keys: ['T'], text: 'transfer' },
  { keys: ['R'], text: 'reply' },
  { keys: ['N'], text: 'note' },
  { keys: ['Esc'], text: 'back' },
  { keys: ['?'], text: 'help' },
] as const;

type ShortcutsDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function ShortcutsDialog({ isOpen, onOpenChange }: ShortcutsDialogProps) {
  const t = useTranslations('conversations.shortcuts');
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent closeLabel={t('close')} aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
        </DialogHeader>
        <dl className="grid gap-2.5">
          {shortcuts.map(({ keys, text }) => (
            <div key={text} className="flex items-center justify-between gap-4">
              <dt className="text-[13px]">{t(text)}</dt>
              <dd className="flex shrink-0 gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="grid h-6 min-w-6 place-items-center rounded-sm border border-border-strong bg-muted px-1.5 font-sans text-xs"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
