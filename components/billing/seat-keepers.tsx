'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Badge } from '@/components/ui/badge';
import type { SeatHolder } from '@/lib/billing/queries';

type SeatKeepersProps = {
  holders: readonly SeatHolder[];
  limit: number;
  text: string;
  value: readonly string[];
  onChange: (members: string[]) => void;
};

/** Who keeps a seat where there are fewer than people who hold one. */
export function SeatKeepers({ holders, limit, text, value, onChange }: SeatKeepersProps) {
  const t = useTranslations('billing.keep');
  const id = useId();
  const isTooMany = value.length > limit;
  return (
    <fieldset aria-describedby={`${id}-text ${id}-count`} className="grid gap-2">
      <legend className="font-medium text-[13px]">{t('title')}</legend>
      <p id={`${id}-text`} className="text-muted-foreground">
        {text}
      </p>
      <ul className="grid max-h-72 divide-y divide-border overflow-y-auto rounded-lg border border-border">
        {holders.map(({ id: memberId, nickname, email, isAdministrator }) => (
          <li key={memberId} className="min-w-0">
            <label className="flex cursor-pointer items-center gap-3 px-3 py-2 transition-colors hover:bg-hover">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={value.includes(memberId)}
                onChange={(event) =>
                  onChange(
                    event.currentTarget.checked
                      ? [...value, memberId]
                      : value.filter((kept) => kept !== memberId),
                  )
                }
              />
              <span className="min-w-0 flex-1 truncate">
                {nickname} <span className="text-muted-foreground">{email}</span>
              </span>
              {isAdministrator ? <Badge>{t('administrator')}</Badge> : null}
            </label>
          </li>
        ))}
      </ul>
      <p
        id={`${id}-count`}
        role="status"
        className={isTooMany ? 'text-[13px] text-danger' : 'text-[13px] text-muted-foreground'}
      >
        {isTooMany ? t('tooMany', { limit }) : t('chosen', { chosen: value.length, limit })}
      </p>
    </fieldset>
  );
}
