'use client';

import { useTranslations } from 'next-intl';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { NumberField } from '@/components/sites/routing/number-field';
import type { RoutingPlace } from '@/components/sites/routing/routing-settings';
import { saveAcceptTimeAction } from '@/lib/sites/routing/actions';
import { acceptTimeInput, type SiteRouting } from '@/lib/sites/routing/schema';

type AcceptTimeFormProps = RoutingPlace & {
  routing: Pick<SiteRouting, 'accept_within' | 'misses_until_away'>;
};

export function AcceptTimeForm({ routing, ...place }: AcceptTimeFormProps) {
  const t = useTranslations('routing.accept');
  const tUnits = useTranslations('routing.units');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: acceptTimeInput,
    defaultValues: {
      ...place,
      accept_within: String(routing.accept_within ?? ''),
      misses_until_away: String(routing.misses_until_away),
    },
    action: saveAcceptTimeAction,
    afterSave: (_saved, sent) => sent,
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          label={t('within')}
          unit={tUnits('seconds')}
          hint={t('withinHint')}
          error={fieldError('accept_within')}
          {...form.register('accept_within')}
          defaultValue={routing.accept_within ?? ''}
        />
        <NumberField
          label={t('misses')}
          unit={tUnits('times')}
          hint={t('missesHint')}
          error={fieldError('misses_until_away')}
          {...form.register('misses_until_away')}
          defaultValue={routing.misses_until_away}
        />
      </div>
    </SettingsForm>
  );
}
