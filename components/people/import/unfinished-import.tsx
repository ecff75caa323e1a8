'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Button } from '@/components/ui/button';
import type { UnfinishedImport as Unfinished } from '@/lib/people/import/queries';

type UnfinishedImportProps = { unfinished: Unfinished; onContinue: () => void; onEnd: () => Promise<void> };

/** Something stopped it: a closed page, a lost connection, or passwords nobody took. */
export function UnfinishedImport({ unfinished, onContinue, onEnd }: UnfinishedImportProps) {
  const t = useTranslations('import.unfinished');
  const formats = useTimeFormats();
  const { progress, file_name: file, row_count: rows, sign_in: signIn } = unfinished;
  const isUploaded = progress.uploaded === rows;
  const numbers = { done: progress.done + progress.failed, total: rows, count: progress.to_hand };
  return (
    <Card className="grid gap-3 border-accent p-5">
      <div className="grid gap-1">
        <h2 className="font-semibold text-[15px]">
          {t('title', { file, when: formats.dateTime(unfinished.created_at) })}
        </h2>
        <p className="text-muted-foreground">
          {isUploaded
            ? t(progress.waiting > 0 ? 'rows' : `handing.${signIn}`, numbers)
            : t('notUploaded', { done: progress.uploaded, total: rows })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {isUploaded ? <Button onClick={onContinue}>{t('continue')}</Button> : null}
        <ConfirmDialog title={t('endTitle')} text={t('endText')} confirmLabel={t('end')} onConfirm={onEnd}>
          <Button variant="secondary">{t('end')}</Button>
        </ConfirmDialog>
      </div>
    </Card>
  );
}
