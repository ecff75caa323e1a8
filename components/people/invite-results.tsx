'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/shared/copy-button';
import { useErrorText } from '@/components/shared/use-error-text';
import type { InvitationResult } from '@/lib/people/adding/schema';

/** Who has been invited; where the mail did not go out, the link to give them instead. */
export function InviteResults({ results }: { results: readonly InvitationResult[] }) {
  const t = useTranslations('people.add.invite');
  const errorText = useErrorText();
  return (
    <section className="grid gap-2" aria-label={t('sentTitle', { count: results.length })}>
      <p role="status" className="font-medium">
        {t('sentTitle', { count: results.length })}
      </p>
      <ul className="max-h-56 divide-y divide-border overflow-y-auto rounded-lg border border-border">
        {results.map(({ email, mailCode, link }) => (
          <li key={email} className="flex items-center gap-2.5 px-3 py-2">
            {mailCode === null ? (
              <CircleCheck aria-hidden className="size-4 shrink-0 text-online" />
            ) : (
              <CircleAlert aria-hidden className="size-4 shrink-0 text-waiting" />
            )}
            <span className="grid min-w-0 flex-1">
              <span className="truncate text-[13px]">{email}</span>
              {mailCode === null ? null : (
                <span className="text-waiting text-xs">{errorText({ code: mailCode })}</span>
              )}
            </span>
            {link === null ? null : <CopyButton text={link} label={t('copyLink')} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
