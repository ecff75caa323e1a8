'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/shared/copy-button';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';

type CodesDialogProps = { codes: string[]; onClose: () => void };

/** The only time these are shown: afterwards nobody, not even the server, can read them. */
export function CodesDialog({ codes, onClose }: CodesDialogProps) {
  const t = useTranslations('security.codes');
  const tShared = useTranslations('shared');
  const text = `${codes.join('\n')}\n`;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        closeLabel={tShared('close')}
        // Gone when closed, so a click beside it does not close it.
        onInteractOutside={(event) => event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('text')}</DialogDescription>
        </DialogHeader>
        <ol className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-lg bg-muted px-5 py-4 font-mono text-sm">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <DialogFooter>
          <Button asChild variant="secondary">
            <a
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
              download="foyer-recovery-codes.txt"
            >
              <Download aria-hidden /> {t('download')}
            </a>
          </Button>
          <CopyButton text={text} size="md" />
          <DialogClose asChild>
            <Button>{t('done')}</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
