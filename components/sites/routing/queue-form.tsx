'use client';

import { useTranslations } from 'next-intl';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { NumberField } from '@/components/sites/routing/number-field';
import type { RoutingPlace } from '@/components/sites/routing/routing-settings';
import { saveQueueAction } from '@/lib/sites/routing/actions';
import { queueInput, type SiteRouting } from '@/lib/sites/routing/schema';

type QueueFormProps = RoutingPlace & { routing: Pick<SiteRouting, 'queue_max' | 'wait_max'> };

export function QueueForm({ routing, ...place }: QueueFormProps) {
  const t = useTranslations('routing.queue');
  const tUnits = useTranslations('routing.units');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: queueInput,
    defaultValues: {
      ...place,
      queue_max: String(routing.queue_max ?? ''),
      wait_max: String(routing.wait_max ?? ''),
    },
    action: saveQueueAction,
    afterSave: (_saved, sent) => sent,
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          label={t('length')}
          unit={tUnits('visitors')}
          hint={t('lengthHint')}
          error={fieldError('queue_max')}
          {...form.register('queue_max')}
          defaultValue={routing.queue_max ?? ''}
        />
        <NumberField
          label={t('wait')}
          unit={tUnits('seconds')}
          hint={t('waitHint')}
          error={fieldError('wait_max')}
          {...form.register('wait_max')}
          defaultValue={routing.wait_max ?? ''}
        />
      </div>
    </SettingsForm>
  );
}
