'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';

type ConfirmDialogProps = {
  title: string;
  /** Says what will happen. */
  text: ReactNode;
  /** What is to be chosen first; until it is, `canConfirm` is false. */
  details?: ReactNode;
  canConfirm?: boolean;
  confirmLabel: string;
  tone?: 'danger' | 'primary';
  /** The dialog stays open, and its button busy, until this has settled. */
  onConfirm: () => Promise<void> | void;
  children?: ReactNode;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

export function ConfirmDialog({
  title,
  text,
  details,
  canConfirm = true,
  confirmLabel,
  tone = 'danger',
  onConfirm,
  children,
  open,
  onOpenChange,
}: ConfirmDialogProps) {
  const t = useTranslations('shared');
  const [isOpenInside, setOpenInside] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const setOpen = onOpenChange ?? setOpenInside;

  async function confirm(): Promise<void> {
    setBusy(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setBusy(false);
    }
  }

  return (
    <AlertDialog open={open ?? isOpenInside} onOpenChange={(next) => !isBusy && setOpen(next)}>
      {children ? <AlertDialogTrigger asChild>{children}</AlertDialogTrigger> : null}
      <AlertDialogContent>
        <div className="grid gap-1.5">
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{text}</AlertDialogDescription>
        </div>
        {details}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <AlertDialogCancel asChild>
            <Button variant="secondary" disabled={isBusy}>
              {t('cancel')}
            </Button>
          </AlertDialogCancel>
          <Button
            variant={tone}
            disabled={isBusy || !canConfirm}
            aria-busy={isBusy}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  );
}
