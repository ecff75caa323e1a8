'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { cn } from '@/lib/platform/cn';

/** Null: done. Undefined: what is wrong stands at its field. Otherwise what is wrong, as a sentence. */
export type SubmitOutcome = string | null | undefined;

type FormDialogProps = {
  title: ReactNode;
  description?: ReactNode;
  submitLabel?: ReactNode;
  className?: string;
  onSubmit: () => Promise<SubmitOutcome>;
  onClose: () => void;
  children: ReactNode;
};

/** A form that stands in a dialog until it is saved: it cannot be closed meanwhile, and keeps what was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, submitLabel, className, onSubmit, onClose, children } = props;
  const t = useTranslations('shared');
  const form = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Counted when what is wrong is drawn: the first in reading order is where to go on.
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFailure(null);
    setBusy(true);
    const outcome = await onSubmit();
    setBusy(false);
    setFailure(outcome ?? null);
    if (outcome === null) onClose();
    else setRefusals((count) => count + 1);
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent
        closeLabel={t('close')}
        className={cn('base:max-w-lg', className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
      >
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          {description ? <DialogDescription>{description}</DialogDescription> : null}
        </DialogHeader>
        <form
          ref={form}
          noValidate
          onSubmit={(event) => void submit(event)}
          // Of what is chosen or typed by now nobody has said that it is wrong.
          onChange={() => setFailure(null)}
          className="grid min-w-0 gap-4"
        >
          {children}
          <FormFailure text={failure} />
          <DialogFooter>
            <SubmitButton isBusy={isBusy}>{submitLabel ?? t('save')}</SubmitButton>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
