'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { ChoiceCard } from '@/components/shared/choice-card';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import type { RoutingPlace } from '@/components/sites/routing/routing-settings';
import { saveDistributionAction } from '@/lib/sites/routing/actions';
import {
  ASSIGNMENT_MODES,
  DISTRIBUTIONS,
  distributionInput,
  type SiteRouting,
} from '@/lib/sites/routing/schema';

type DistributionFormProps = RoutingPlace & { routing: Pick<SiteRouting, 'assignment' | 'distribution'> };

export function DistributionForm({ routing, ...place }: DistributionFormProps) {
  const t = useTranslations('routing.distribution');
  const {
    form,
    submit,
    fieldError: _,
    ...state
  } = useSettingsForm({
    schema: distributionInput,
    defaultValues: { ...place, assignment: routing.assignment, distribution: routing.distribution },
    action: saveDistributionAction,
    afterSave: (_saved, sent) => sent,
  });
  const isAutomatic = form.watch('assignment') === 'automatic';
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">{t('title')}</legend>
        <Controller
          control={form.control}
          name="assignment"
          render={({ field }) => (
            <>
              {ASSIGNMENT_MODES.map((mode) => (
                <ChoiceCard
                  key={mode}
                  type="radio"
                  name={field.name}
                  value={mode}
                  label={t(mode)}
                  hint={t(`${mode}Hint`)}
                  checked={field.value === mode}
                  onChange={() => field.onChange(mode)}
                />
              ))}
            </>
          )}
        />
      </fieldset>
      <fieldset hidden={!isAutomatic} className="gap-2 not-[[hidden]]:grid sm:grid-cols-3">
        <legend className="mb-2 font-medium text-[13px]">{t('how')}</legend>
        <Controller
          control={form.control}
          name="distribution"
          render={({ field }) => (
            <>
              {DISTRIBUTIONS.map((distribution) => (
                <ChoiceCard
                  key={distribution}
                  type="radio"
                  name={field.name}
                  value={distribution}
                  label={t(`by.${distribution}`)}
                  hint={t(`byHint.${distribution}`)}
                  checked={field.value === distribution}
                  onChange={() => field.onChange(distribution)}
                />
              ))}
            </>
          )}
        />
      </fieldset>
    </SettingsForm>
  );
}
