'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { FormField } from '@/components/shared/form-field';
import { PasswordInput } from '@/components/shared/password-input';
import { type PasswordStrength, passwordStrength } from '@/lib/auth/password-rules';
import { cn } from '@/lib/platform/cn';

const BARS: Record<PasswordStrength, { filled: number; colour: string }> = {
  weak: { filled: 1, colour: 'bg-danger' },
  fair: { filled: 2, colour: 'bg-waiting' },
  good: { filled: 3, colour: 'bg-online' },
};

type PasswordFieldProps = ComponentProps<typeof PasswordInput> & { label: string; error: string | undefined };

/** A new password, with a hint about its strength while it is being typed. */
export function PasswordField({ label, error, onChange, ...props }: PasswordFieldProps) {
  const t = useTranslations('auth');
  const [typed, setTyped] = useState('');
  // Where the form fills the field in, it says with what.
  const password = typeof props.value === 'string' ? props.value : typed;
  const strength = password === '' ? null : passwordStrength(password);
  return (
    <FormField
      label={label}
      error={error}
      hint={strength === null ? t('passwordHint') : <StrengthMeter strength={strength} />}
    >
      {(control) => (
        <PasswordInput
          {...control}
          {...props}
          autoComplete="new-password"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange?.(event);
          }}
        />
      )}
    </FormField>
  );
}

function StrengthMeter({ strength }: { strength: PasswordStrength }) {
  const t = useTranslations('auth.strength');
  const { filled, colour } = BARS[strength];
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="flex w-20 gap-1">
        {[1, 2, 3].map((bar) => (
          <span
            key={bar}
            className={cn('h-1 flex-1 rounded-full', bar <= filled ? colour : 'bg-border-strong')}
          />
        ))}
      </span>
      <span className="sr-only">{t('label')}:</span>
      {t(strength)}
    </span>
  );
}
