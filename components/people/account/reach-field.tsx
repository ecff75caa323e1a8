'use client';

import type { ReactNode } from 'react';
import { type Control, Controller } from 'react-hook-form';
import type { z } from 'zod';
import { CheckChips } from '@/components/shared/check-chips';
import { ChoiceCard } from '@/components/shared/choice-card';
import type { expertiseInput, NamedChoice } from '@/lib/people/account/schema';

type ReachFieldProps = {
  control: Control<z.input<typeof expertiseInput>>;
  name: 'sites' | 'forms';
  texts: Record<'label' | 'all' | 'allHint' | 'some' | 'someHint' | 'none', string>;
  error: ReactNode;
  options: readonly NamedChoice[];
  /** Null: all of them. */
  chosen: readonly string[] | null;
};

/** All of something, those to come included, or only some of it. */
export function ReachField({ control, name, texts, error, options, chosen }: ReachFieldProps) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <fieldset className="grid min-w-0 gap-2">
          <legend className="mb-1.5 font-medium text-[13px]">{texts.label}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            <ChoiceCard
              type="radio"
              name={`${field.name}-reach`}
              label={texts.all}
              hint={texts.allHint}
              checked={field.value === null}
              onChange={() => field.onChange(null)}
            />
            <ChoiceCard
              type="radio"
              name={`${field.name}-reach`}
              label={texts.some}
              hint={texts.someHint}
              checked={field.value !== null}
              onChange={() =>
                field.onChange(options.map(({ id }) => id).filter((id) => (chosen ?? []).includes(id)))
              }
            />
          </div>
          {field.value ? (
            <CheckChips
              isLabelHidden
              label={texts.some}
              error={error}
              options={options}
              value={field.value}
              onChange={field.onChange}
              emptyText={texts.none}
            />
          ) : null}
        </fieldset>
      )}
    />
  );
}
