'use client';

import { Download, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RunState } from '@/components/people/import/use-import-run';
import { useErrorText } from '@/components/shared/use-error-text';
import { Button } from '@/components/ui/button';
import type { ImportState } from '@/lib/people/import/run-import';

type ImportRunProps = {
  run: RunState;
  signIn: 'invitation' | 'password' | 'later';
  /** How many people got no mail or sign-in. */
  unhandedCount: number;
  isTaken: boolean;
  onContinue: () => void;
  onDownload: () => void;
  onAgain: () => void;
};

/** From the first row sent to the file with the results. */
export function ImportRun(props: ImportRunProps) {
  const t = useTranslations('import.run');
  const errorText = useErrorText();
  const { run, signIn, unhandedCount, isTaken, onContinue, onDownload, onAgain } = props;
  if (run.kind === 'idle') return null;
  if (run.kind === 'running') return <Progress state={run.state} isRunning />;
  if (run.kind === 'stopped') {
    return (
      <div className="grid gap-4">
        <Progress state={run.state} isRunning={false} />
        <p role="alert" className="text-danger">
          {errorText(run.error)}
        </p>
        <p className="text-muted-foreground">{t('stopped')}</p>
        <div>
          <Button onClick={onContinue}>{t('continue')}</Button>
        </div>
      </div>
    );
  }
  const { done, failed } = run.progress;
  const mustTake = signIn === 'password' && !isTaken;
  return (
    <div className="grid gap-4" role="status">
      <p className="font-medium text-[15px]">{t('done', { count: done })}</p>
      {failed > 0 ? <p className="text-danger">{t('failed', { count: failed })}</p> : null}
      {unhandedCount > 0 ? (
        <p className="text-danger">{t(`unhanded.${signIn}`, { count: unhandedCount })}</p>
      ) : null}
      {mustTake && done > 0 ? <p className="text-muted-foreground">{t('takePasswords')}</p> : null}
      <div className="flex flex-wrap gap-2">
        <Button variant={mustTake ? 'primary' : 'secondary'} onClick={onDownload}>
          <Download aria-hidden /> {t('download')}
        </Button>
        {signIn === 'invitation' && unhandedCount > 0 ? (
          <Button variant="secondary" onClick={onContinue}>
            {t('sendAgain')}
          </Button>
        ) : null}
        <Button variant="ghost" onClick={onAgain}>
          {t('again')}
        </Button>
      </div>
    </div>
  );
}

function Progress({ state, isRunning }: { state: ImportState; isRunning: boolean }) {
  const t = useTranslations('import.run');
  const { phase, done, total } = state;
  return (
    <div className="grid gap-2">
      <p className="flex items-center gap-2 font-medium">
        {isRunning ? <LoaderCircle aria-hidden className="size-4 animate-spin text-accent" /> : null}
        {t(`phase.${phase}`)}
        <span className="ms-auto text-muted-foreground tabular-nums">{t('of', { done, total })}</span>
      </p>
      <progress
        aria-label={t(`phase.${phase}`)}
        max={Math.max(total, 1)}
        value={done}
        className="h-2 w-full overflow-hidden rounded-full accent-accent"
      />
      {isRunning ? <p className="text-[13px] text-muted-foreground">{t('stay')}</p> : null}
    </div>
  );
}
