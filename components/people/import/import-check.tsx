'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CheckSummary } from '@/components/people/import/import-worker';
import { useReason } from '@/components/people/import/use-reason';

/** What the import will do, and every cell that keeps a row out. */
export function ImportCheck({ summary }: { summary: CheckSummary }) {
  const t = useTranslations('import');
  const reason = useReason();
  const made = [
    ...summary.newGroups.map((name) => ({ kind: 'group', name }) as const),
    ...summary.newSkills.map((name) => ({ kind: 'skill', name }) as const),
  ];
  return (
    <div className="grid gap-4" aria-live="polite">
      <p className="flex items-center gap-2 font-medium">
        <CircleCheck aria-hidden className="size-4 text-online" />
        {t('check.ready', { count: summary.readyCount })}
      </p>
      {made.length > 0 ? (
        <p className="text-muted-foreground">
          {t('check.made', { names: made.map(({ kind, name }) => t(`check.${kind}`, { name })).join(', ') })}
        </p>
      ) : null}
      {summary.problemCount > 0 ? (
        <section aria-label={t('check.problems')} className="grid gap-2">
          <p className="flex items-center gap-2 font-medium">
            <CircleAlert aria-hidden className="size-4 text-danger" />
            {t('check.wrong', { count: summary.wrongRowCount })}
          </p>
          <div className="max-h-80 overflow-auto rounded-lg border border-border">
            <table className="w-full text-start text-[13px]">
              <thead className="sticky top-0 border-border border-b bg-surface text-muted-foreground text-xs">
                <tr>
                  {(['line', 'field', 'value', 'problem'] as const).map((column) => (
                    <th key={column} scope="col" className="px-4 py-2 text-start font-medium">
                      {t(`check.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="divide-y divide-border">
                {summary.problems.map((problem) => (
                  <tr key={`${problem.line}-${problem.field}-${problem.value}`}>
                    <td className="px-4 py-1.5 tabular-nums">{problem.line}</td>
                    <td className="px-4 py-1.5">{t(`field.${problem.field}`)}</td>
                    <td className="max-w-48 truncate px-4 py-1.5 text-muted-foreground">{problem.value}</td>
                    <td className="px-4 py-1.5">{reason(problem.code)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {summary.problemCount > summary.problems.length ? (
            <p className="text-[13px] text-muted-foreground">
              {t('check.more', { count: summary.problemCount - summary.problems.length })}
            </p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
