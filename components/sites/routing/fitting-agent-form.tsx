'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { ChoiceCard } from '@/components/shared/choice-card';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { NumberField } from '@/components/sites/routing/number-field';
import type { RoutingPlace } from '@/components/sites/routing/routing-settings';
import { saveFittingAgentAction } from '@/lib/sites/routing/actions';
import { fittingAgentInput, type SiteRouting } from '@/lib/sites/routing/schema';

type FittingAgentFormProps = RoutingPlace & {
  routing: Pick<SiteRouting, 'prefers_last_agent' | 'fallback_after'>;
};

export function FittingAgentForm({ routing, ...place }: FittingAgentFormProps) {
  const t = useTranslations('routing.fitting');
  const tUnits = useTranslations('routing.units');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: fittingAgentInput,
    defaultValues: {
      ...place,
      prefers_last_agent: routing.prefers_last_agent,
      fallback_after: String(routing.fallback_after),
    },
    action: saveFittingAgentAction,
    afterSave: (_saved, sent) => sent,
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <Controller
        control={form.control}
        name="prefers_last_agent"
        render={({ field }) => (
          <ChoiceCard
            type="checkbox"
            label={t('prefersLast')}
            hint={t('prefersLastHint')}
            checked={field.value}
            onChange={(event) => field.onChange(event.target.checked)}
          />
        )}
      />
      <NumberField
        label={t('fallback')}
        unit={tUnits('seconds')}
        hint={t('fallbackHint')}
        error={fieldError('fallback_after')}
        {...form.register('fallback_after')}
        defaultValue={routing.fallback_after}
      />
    </SettingsForm>
  );
}
