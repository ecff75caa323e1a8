'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { CopyButton } from '@/components/shared/copy-button';
import { useErrorText } from '@/components/shared/use-error-text';
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
import { Input } from '@/components/ui/input';

export type MemberDialog =
  | { kind: 'delete'; nickname: string; count: number; onConfirm: () => Promise<void> }
  | { kind: 'lose-access'; onConfirm: () => void }
  | { kind: 'link'; nickname: string; link: string; mailCode: string | null }
  | {
      kind: 'results';
      doneCount: number;
      failures: readonly { id: string; nickname: string; reason: string }[];
    };

type MemberDialogsProps = { dialog: MemberDialog; onClose: () => void };

/** What the list asks before it does it, and what it has to show afterwards. One at a time. */
export function MemberDialogs({ dialog, onClose }: MemberDialogsProps) {
  const t = useTranslations('people');
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
  switch (dialog.kind) {
    case 'delete':
      return (
        <ConfirmDialog
          open
          onOpenChange={onOpenChange}
          title={t('delete.title', { count: dialog.count, nickname: dialog.nickname })}
          text={<DeleteText count={dialog.count} />}
          confirmLabel={t('delete.confirm', { count: dialog.count })}
          onConfirm={dialog.onConfirm}
        />
      );
    case 'lose-access':
      return (
        <ConfirmDialog
          open
          onOpenChange={onOpenChange}
          title={t('loseAccess.title')}
          text={t('loseAccess.text')}
          confirmLabel={t('loseAccess.confirm')}
          onConfirm={dialog.onConfirm}
        />
      );
    case 'link':
      return <LinkDialog {...dialog} onOpenChange={onOpenChange} />;
    case 'results':
      return <ResultsDialog {...dialog} onOpenChange={onOpenChange} />;
  }
}

function DeleteText({ count }: { count: number }) {
  const t = useTranslations('people.delete');
  return (
    <span className="grid gap-2">
      <span>{t('text', { count })}</span>
      <span className="grid gap-1">
        {(['kept', 'returned', 'freed'] as const).map((line) => (
          <span key={line} className="flex gap-2">
            <span aria-hidden>•</span>
            {t(line, { count })}
          </span>
        ))}
      </span>
    </span>
  );
}

type LinkDialogProps = Extract<MemberDialog, { kind: 'link' }> & { onOpenChange: (isOpen: boolean) => void };

function LinkDialog({ nickname, link, mailCode, onOpenChange }: LinkDialogProps) {
  const t = useTranslations('people.invitation');
  const tShared = useTranslations('shared');
  const errorText = useErrorText();
  const id = useId();
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent closeLabel={tShared('close')} className="max-w-lg">
        <DialogHeader>
          <DialogTitle>{t('title', { nickname })}</DialogTitle>
          <DialogDescription>{t('text')}</DialogDescription>
        </DialogHeader>
        {mailCode === null ? null : (
          <p className="flex gap-2 rounded-md bg-waiting-soft px-3 py-2.5 text-[13px] text-waiting">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {errorText({ code: mailCode })}
          </p>
        )}
        <div className="flex gap-2">
          <label htmlFor={id} className="sr-only">
            {t('label')}
          </label>
          <Input
            id={id}
            readOnly
            value={link}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-xs"
          />
          <CopyButton text={link} variant="primary" size="md" />
        </div>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">{t('done')}</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type ResultsDialogProps = Extract<MemberDialog, { kind: 'results' }> & {
  onOpenChange: (isOpen: boolean) => void;
};

function ResultsDialog({ doneCount, failures, onOpenChange }: ResultsDialogProps) {
  const t = useTranslations('people.results');
  const tShared = useTranslations('shared');
  return (
    <Dialog open onOpenChange={onOpenChange}>
      <DialogContent closeLabel={tShared('close')} className="max-w-lg">
        <DialogHeader>
          <DialogTitle>{t('title', { count: failures.length })}</DialogTitle>
          <DialogDescription>{t('text', { count: doneCount })}</DialogDescription>
        </DialogHeader>
        <ul className="max-h-80 divide-y divide-border overflow-y-auto rounded-lg border border-border">
          {failures.map(({ id, nickname, reason }) => (
            <li key={id} className="grid gap-0.5 px-3.5 py-2.5">
              <span className="font-medium">{nickname}</span>
              <span className="text-[13px] text-danger">{reason}</span>
            </li>
          ))}
        </ul>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">{tShared('close')}</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
