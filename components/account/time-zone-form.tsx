'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { updateMyTimeZoneAction } from '@/lib/people/actions';
import { updateMyTimeZoneInput } from '@/lib/people/schema';
import { isTimeZone } from '@/lib/people/time-zones';
import { browserTimeZone } from '@/lib/platform/browser-time-zone';

const MINUTE_MS = 60_000;
const never = () => () => undefined;

type TimeZoneFormProps = {
  organization: string;
  timeZone: string;
  /** Made on the server: the lists of server and browser may differ. */
  options: ReactNode;
};

export function TimeZoneForm({ organization, timeZone, options }: TimeZoneFormProps) {
  const t = useTranslations('account.timeZone');
  const format = useFormatter();
  const now = useNow({ updateInterval: MINUTE_MS });
  const here = useSyncExternalStore(never, browserTimeZone, () => null);
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: updateMyTimeZoneInput,
    defaultValues: { organization, timeZone },
    action: updateMyTimeZoneAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  const chosen = form.watch('timeZone');
  const time = isTimeZone(chosen) ? format.dateTime(now, { timeStyle: 'short', timeZone: chosen }) : '–';
  return (
    <SettingsForm
      title={t('title')}
      text={<span suppressHydrationWarning>{t('text', { time })}</span>}
      onSubmit={submit}
      {...state}
    >
      <div className="grid gap-2 sm:w-1/2 sm:pe-2">
        <FormField isLabelHidden label={t('label')} error={fieldError('timeZone')}>
          {(control) => (
            <Select {...control} {...form.register('timeZone')} defaultValue={timeZone}>
              {options}
            </Select>
          )}
        </FormField>
        {here !== null && here !== chosen ? (
          <Button
            variant="link"
            size="sm"
            className="justify-self-start"
            onClick={() => form.setValue('timeZone', here, { shouldDirty: true, shouldValidate: true })}
          >
            {t('useBrowser', { zone: here.replaceAll('_', ' ') })}
          </Button>
        ) : null}
      </div>
    </SettingsForm>
  );
}
