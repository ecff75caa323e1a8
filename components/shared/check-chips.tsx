'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Input } from '@/components/ui/input';
import { cn } from '@/lib/platform/cn';

export type ChipOption = { id: string; label: string };

type CheckChipsProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  options: readonly ChipOption[];
  value: readonly string[];
  /** In the order of the options, so that choosing and unchoosing changes nothing. */
  onChange: (ids: string[]) => void;
  isLocked?: (id: string) => boolean;
  isDisabled?: boolean;
  isLabelHidden?: boolean;
  emptyText?: ReactNode;
};

/** From here on one searches rather than reads. */
const SEARCHED_FROM = 10;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Several of many, each a chip that can be checked. */
export function CheckChips(props: CheckChipsProps) {
  const { label, hint, error, options, value, onChange, isLocked, isDisabled = false, emptyText } = props;
  const t = useTranslations('shared.chips');
  const id = useId();
  const [search, setSearch] = useState('');
  const chosen = new Set(value);
  const about = error || (options.length > 0 ? hint : null);
  const found = options.filter((option) => plain(option.label).includes(plain(search.trim())));

  const toggle = (option: string, isChecked: boolean): void =>
    onChange(
      options.map((each) => each.id).filter((each) => (each === option ? isChecked : chosen.has(each))),
    );

  return (
    <fieldset
      disabled={isDisabled}
      data-invalid={Boolean(error)}
      aria-describedby={about ? `${id}-about` : undefined}
      className="grid min-w-0 gap-2"
    >
      <legend className={cn('mb-1.5 flex w-full items-baseline gap-2', props.isLabelHidden && 'sr-only')}>
        <span className="font-medium text-[13px]">{label}</span>
        {options.length > 0 ? (
          <span className="text-muted-foreground text-xs tabular-nums">
            {t('chosen', { count: chosen.size })}
          </span>
        ) : null}
      </legend>
      {options.length >= SEARCHED_FROM ? (
        <Input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          // Enter would send the form around it.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          placeholder={t('search')}
          aria-label={t('search')}
          className="sm:max-w-64"
        />
      ) : null}
      <div className="flex max-h-44 flex-wrap gap-1.5 overflow-y-auto p-0.5">
        {found.map((option) => (
          <label
            key={option.id}
            className="inline-flex h-8 max-w-full select-none items-center gap-1.5 rounded-full border border-border-strong px-3 text-[13px] transition-colors has-enabled:cursor-pointer has-enabled:hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-soft-foreground has-disabled:cursor-not-allowed has-disabled:opacity-60 has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:h-10"
          >
            <input
              type="checkbox"
              className="peer sr-only"
              checked={chosen.has(option.id)}
              disabled={isLocked?.(option.id) ?? false}
              onChange={(event) => toggle(option.id, event.currentTarget.checked)}
            />
            <Check aria-hidden className="hidden size-3.5 shrink-0 peer-checked:block" />
            <span className="truncate">{option.label}</span>
          </label>
        ))}
        {found.length === 0 ? (
          <p className="text-[13px] text-muted-foreground">{options.length > 0 ? t('none') : emptyText}</p>
        ) : null}
      </div>
      {about ? (
        <p
          id={`${id}-about`}
          role={error ? 'alert' : undefined}
          className={error ? 'text-[13px] text-danger' : 'text-muted-foreground text-xs'}
        >
          {about}
        </p>
      ) : null}
    </fieldset>
  );
}
