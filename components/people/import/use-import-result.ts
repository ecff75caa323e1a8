'use client';

import { useLocale, useTranslations } from 'next-intl';
import { downloadText } from '@/components/people/import/download-text';
import type { ImportJob } from '@/components/people/import/use-import-run';
import { useReason } from '@/components/people/import/use-reason';
import { useSupabase } from '@/components/shell/supabase-provider';
import { handRows, listDoneRows, listFailedRows } from '@/lib/people/import/live';
import { delimiterOf, type ResultRow, resultFile } from '@/lib/people/import/result-file';
import type { HandedRow } from '@/lib/people/import/run-import';
import type { RowProblem } from '@/lib/people/import/schema';

const LINES_AT_ONCE = 1_000;

/** The file with what became of each row; passwords are in it once, and taking it says that they were taken. */
export function useImportResult() {
  const t = useTranslations('import');
  const locale = useLocale();
  const reason = useReason();
  const { rest } = useSupabase();

  return async function download(job: ImportJob, handed: HandedRow[], problems: RowProblem[]): Promise<void> {
    const [done, failed] = await Promise.all([
      listDoneRows(rest, job.importId),
      listFailedRows(rest, job.importId),
    ]);
    const ways = new Map(handed.map((row) => [row.line, row]));
    const rows: ResultRow[] = done.map(({ line, email }) => {
      const way = ways.get(line);
      const result = way?.code
        ? t('result.withoutWay', { reason: reason(way.code) })
        : t(`result.${!way ? 'later' : way.password === null ? 'invitation' : job.signIn}`);
      return { line, email, result, password: way?.password ?? '' };
    });
    for (const { line, email, code } of failed) {
      rows.push({ line, email, result: t('result.refused', { reason: reason(code ?? '') }), password: '' });
    }
    const wrong = new Map<number, string[]>();
    for (const { line, field, code, value } of problems) {
      const texts = wrong.get(line) ?? [];
      texts.push(`${t(`field.${field}`)} ${value ? `(${value})` : ''}: ${reason(code)}`);
      wrong.set(line, texts);
    }
    for (const [line, texts] of wrong) {
      rows.push({ line, email: '', result: t('result.refused', { reason: texts.join(' ') }), password: '' });
    }
    const columns = {
      line: t('check.line'),
      email: t('field.email'),
      result: t('result.title'),
      password: t('result.passwordTitle'),
    };
    downloadText(t('result.fileName'), resultFile(columns, rows, delimiterOf(locale)));
    const taken = handed.filter(({ password }) => password !== null).map(({ line }) => line);
    for (let from = 0; from < taken.length; from += LINES_AT_ONCE) {
      await handRows(rest, job.importId, taken.slice(from, from + LINES_AT_ONCE));
    }
  };
}
