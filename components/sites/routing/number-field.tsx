'use client';

import type { ComponentProps, ReactNode } from 'react';
import { FormField } from '@/components/shared/form-field';
import { Input } from '@/components/ui/input';

type NumberFieldProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: string;
  unit: string;
  hint: ReactNode;
  error: string | undefined;
};

/** A text field for digits: a number field would answer "nothing" for what it cannot read, and nothing means no limit. */
export function NumberField({ label, unit, hint, error, ...input }: NumberFieldProps) {
  return (
    <FormField label={label} hint={hint} error={error}>
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            {...input}
            inputMode="numeric"
            autoComplete="off"
            maxLength={9}
            className="max-w-28 tabular-nums"
          />
          <span className="text-[13px] text-muted-foreground">{unit}</span>
        </span>
      )}
    </FormField>
  );
}
