'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ColumnMapping } from '@/components/people/import/column-mapping';
import { FileDrop } from '@/components/people/import/file-drop';
import { ImportCheck } from '@/components/people/import/import-check';
import { type ChosenOptions, ImportOptions } from '@/components/people/import/import-options';
import { ImportRun } from '@/components/people/import/import-run';
import { UnfinishedImport } from '@/components/people/import/unfinished-import';
import { useImportFile } from '@/components/people/import/use-import-file';
import { useImportResult } from '@/components/people/import/use-import-result';
import { type ImportJob, type NewRows, useImportRun } from '@/components/people/import/use-import-run';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { endImport } from '@/lib/people/import/live';
import type { UnfinishedImport as Unfinished } from '@/lib/people/import/queries';
import type { ImportDirectory, RowProblem } from '@/lib/people/import/schema';
import { newId } from '@/lib/platform/ids';

type ImportScreenProps = {
  directory: ImportDirectory;
  unfinished: Unfinished | null;
  mayCreateGroups: boolean;
};

type Started = { job: ImportJob; rows: NewRows | null };

/** File, check, run, result: one after the other on one page. */
export function ImportScreen({ directory, unfinished, mayCreateGroups }: ImportScreenProps) {
  const t = useTranslations('import');
  const errorText = useErrorText();
  const router = useRouter();
  const { rights } = useMember();
  const { rest } = useSupabase();
  const [options, setOptions] = useState<ChosenOptions>({
    signIn: 'invitation',
    defaultRights: ['agent'],
    createsMissing: mayCreateGroups,
  });
  const { ask, chosen, problem, isReading, read, check, forget } = useImportFile(directory, options);
  const { run, handed, start, reset } = useImportRun();
  const [started, setStarted] = useState<Started | null>(null);
  const [isTaken, setTaken] = useState(false);
  const download = useImportResult();

  function begin(next: Started): void {
    setStarted(next);
    setTaken(false);
    void start(next.job, next.rows);
  }

  function beginNew(): void {
    const summary = chosen?.summary;
    if (!chosen || !summary) return;
    const named = (names: string[]) => names.map((name) => ({ id: newId(), name }));
    begin({
      job: {
        importId: newId(),
        fileName: chosen.file.name.slice(0, 200),
        signIn: options.signIn,
        rowCount: summary.readyCount,
      },
      rows: { ask, newGroups: named(summary.newGroups), newSkills: named(summary.newSkills) },
    });
  }

  async function takeResult({ job, rows }: Started): Promise<void> {
    try {
      const problems: RowProblem[] = rows ? await ask('problems', null) : [];
      await download(job, handed, problems);
      setTaken(true);
    } catch {
      notify.error(errorText({ code: 'offline' }));
    }
  }

  function again(): void {
    forget();
    reset();
    setStarted(null);
    router.refresh();
  }

  if (started) {
    return (
      <Card>
        <CardHeader title={t('run.title', { file: started.job.fileName })} />
        <CardBody>
          <ImportRun
            run={run}
            signIn={started.job.signIn}
            unhandedCount={handed.filter(({ code }) => code !== null).length}
            isTaken={isTaken}
            onContinue={() => void start(started.job, started.rows)}
            onDownload={() => void takeResult(started)}
            onAgain={again}
          />
        </CardBody>
      </Card>
    );
  }

  if (!chosen) {
    return (
      <div className="grid gap-6">
        {unfinished ? (
          <UnfinishedImport
            unfinished={unfinished}
            onContinue={() =>
              begin({
                job: {
                  importId: unfinished.id,
                  fileName: unfinished.file_name,
                  signIn: unfinished.sign_in,
                  rowCount: unfinished.row_count,
                },
                rows: null,
              })
            }
            onEnd={async () => {
              await endImport(rest, unfinished.id).catch(() => notify.error(errorText({ code: 'offline' })));
              router.refresh();
            }}
          />
        ) : null}
        <FileDrop problem={problem} isBusy={isReading} onFile={(file) => void read(file)} />
      </div>
    );
  }

  const { file, table, mapping, summary } = chosen;
  const count = summary?.readyCount ?? 0;
  return (
    <div className="grid gap-6">
      <Card>
        <CardHeader
          title={t('mapping.title')}
          description={t('mapping.text', { file: file.name, count: table.rowCount })}
          actions={
            <Button variant="ghost" size="sm" onClick={forget}>
              {t('mapping.otherFile')}
            </Button>
          }
        />
        <CardBody>
          <ColumnMapping
            table={table}
            mapping={mapping}
            onRead={(how) => void read(file, how)}
            onMapping={(next) => void check(next, options)}
          />
          {problem ? (
            <p role="alert" className="text-danger">
              {problem}
            </p>
          ) : null}
          {mapping.includes('email') ? null : (
            <p role="alert" className="text-danger">
              {t('mapping.needsEmail')}
            </p>
          )}
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t('options.title')} />
        <CardBody>
          <ImportOptions
            options={options}
            rights={rights}
            mayCreateGroups={mayCreateGroups}
            onChange={(next) => {
              setOptions(next);
              // Who signs in how changes no row.
              if (next.signIn === options.signIn) void check([...mapping], next);
            }}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t('check.title')} />
        <CardBody>
          {summary ? <ImportCheck summary={summary} /> : <p role="status">{t('check.checking')}</p>}
          <div className="flex flex-wrap items-center gap-3">
            <Button disabled={count === 0} onClick={beginNew}>
              {t('start', { count })}
            </Button>
            {summary && summary.wrongRowCount > 0 ? (
              <span className="text-muted-foreground">
                {t('startWithout', { count: summary.wrongRowCount })}
              </span>
            ) : null}
          </div>
        </CardBody>
      </Card>
    </div>
  );
}
