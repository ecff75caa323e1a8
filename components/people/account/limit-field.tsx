'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef } from 'react';
import { flushSync } from 'react-dom';
import { Input } from '@/components/ui/input';
import { LIMIT_MAX } from '@/lib/people/account/schema';

type LimitFieldProps = {
  label: string;
  /** Null: unlimited. */
  value: string | number | null;
  onChange: (value: string | null) => void;
  onBlur: () => void;
  error: string | undefined;
  hint: ReactNode;
  isDisabled: boolean;
};

/** Unlimited, or a number, which is then required. */
export function LimitField({ label, value, onChange, onBlur, error, hint, isDisabled }: LimitFieldProps) {
  const t = useTranslations('member.limits');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <fieldset disabled={isDisabled} className="grid content-start gap-1.5">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-center gap-3">
        <label className="flex items-center gap-2 text-[13px]">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={value === null}
            onChange={(event) => {
              const isUnlimited = event.currentTarget.checked;
              flushSync(() => onChange(isUnlimited ? null : ''));
              if (!isUnlimited) input.current?.focus();
            }}
          />
          {t('unlimited')}
        </label>
        <Input
          ref={input}
          type="number"
          inputMode="numeric"
          min={1}
          max={LIMIT_MAX}
          aria-label={t('maximum')}
          aria-invalid={Boolean(error)}
          aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
          className="flex-1"
          value={value ?? ''}
          disabled={value === null}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
        />
      </div>
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      ) : null}
    </fieldset>
  );
}
