import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AuditChange, DescribedEntry } from '@/lib/people/audit/describe-entry';

export function AuditList({ entries }: { entries: readonly DescribedEntry[] }) {
  const t = useTranslations('audit');
  return (
    <ol aria-label={t('title')} className="divide-y divide-border">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-2 px-5 py-4 md:grid-cols-[1fr_auto] md:gap-x-6">
          <div className="grid min-w-0 content-start gap-2">
            <p className="break-words">
              <span className="font-medium">{entry.who}</span>
              <span className="text-muted-foreground"> · </span>
              {entry.what}
            </p>
            {entry.changes.length > 0 ? <Changes changes={entry.changes} /> : null}
          </div>
          <p className="text-[13px] text-muted-foreground tabular-nums md:text-end">
            {entry.when}
            {entry.ip ? (
              <span className="block max-md:inline max-md:ps-2">{t('fromIp', { ip: entry.ip })}</span>
            ) : null}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Changes({ changes }: { changes: readonly AuditChange[] }) {
  const t = useTranslations('audit');
  return (
    <dl className="grid gap-1 text-[13px] sm:grid-cols-[minmax(7rem,max-content)_1fr] sm:gap-x-4">
      {changes.map(({ field, label, before, after }) => (
        <div key={field} className="contents max-sm:block">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="min-w-0 break-words max-sm:pb-1">
            {before === null ? null : (
              <>
                <span className="text-muted-foreground line-through decoration-muted-foreground/50">
                  {before || t('empty')}
                </span>
                {after === null ? null : (
                  <>
                    <ArrowRight
                      aria-hidden
                      className="mx-1.5 inline size-3.5 text-muted-foreground rtl:rotate-180"
                    />
                    <span className="sr-only">{t('becomes')}</span>
                  </>
                )}
              </>
            )}
            {after === null ? null : <span>{after || t('empty')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
