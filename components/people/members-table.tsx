'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { rightsGridClasses } from '@/components/people/member-rights';
import { RightsLegend, SHOWN_RIGHTS } from '@/components/people/rights-legend';
import type { Arrangement } from '@/components/people/use-arrangement';
import { cn } from '@/lib/platform/cn';

type MembersTableProps = {
  isAll: boolean;
  isSome: boolean;
  onSelectAll: () => void;
  hasGroups: boolean;
  /** Another list is on its way. */
  isDim: boolean;
  /** Of the arrangement: rows are dropped here. */
  listProps: Arrangement['listProps'];
  children: ReactNode;
};

export function MembersTable({
  isAll,
  isSome,
  onSelectAll,
  hasGroups,
  isDim,
  listProps,
  children,
}: MembersTableProps) {
  const t = useTranslations('people');
  return (
    <table className="w-full table-fixed border-collapse text-start @max-4xl:block">
      <thead className="border-border border-b bg-muted/60 text-muted-foreground text-xs @max-4xl:block">
        <tr className="@max-4xl:flex @max-4xl:items-center @max-4xl:px-4">
          <th scope="col" className="w-[5.75rem] py-2 ps-4 text-start @max-4xl:w-auto @max-4xl:p-0">
            <span className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={isAll}
                ref={(box) => {
                  if (box) box.indeterminate = isSome && !isAll;
                }}
                aria-label={t('selectAll')}
                className="size-4 accent-accent pointer-coarse:size-5"
                onChange={onSelectAll}
              />
              <span aria-hidden className="font-normal @4xl:hidden">
                {t('selectAll')}
              </span>
            </span>
          </th>
          <th scope="col" className="px-3 py-2 text-start font-medium @max-4xl:hidden">
            {t('member')}
          </th>
          <th
            scope="col"
            className="w-[20.5rem] px-2 py-1 font-medium @max-4xl:ms-auto @max-4xl:w-auto @max-4xl:p-0"
          >
            <span className="sr-only">{t('rights')}</span>
            <span className="relative flex items-center">
              <span aria-hidden className={cn(rightsGridClasses, 'flex-1 @max-4xl:hidden')}>
                {SHOWN_RIGHTS.map((right) => (
                  <span
                    key={right}
                    title={t(`rightText.${right}`)}
                    className="truncate text-center text-[11px]"
                  >
                    {t(`rightShort.${right}`)}
                  </span>
                ))}
              </span>
              <span className="@4xl:absolute @4xl:-end-7">
                <RightsLegend />
              </span>
            </span>
          </th>
          {hasGroups ? (
            <th scope="col" className="w-32 py-2 ps-7 pe-2 text-start font-medium @max-4xl:hidden">
              {t('groups')}
            </th>
          ) : null}
          <th scope="col" className="w-[9.5rem] py-2 ps-7 pe-2 py-2 text-start font-medium @max-4xl:hidden">
            {t('state')}
          </th>
          <th scope="col" className="w-28 @max-4xl:hidden">
            <span className="sr-only">{t('actions.label')}</span>
          </th>
        </tr>
      </thead>
      <tbody
        {...listProps}
        className={cn('divide-y divide-border transition-opacity @max-4xl:block', isDim && 'opacity-60')}
      >
        {children}
      </tbody>
    </table>
  );
}
