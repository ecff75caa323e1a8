'use client';

import { useNow, useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { MemberPlace } from '@/components/people/account/member-place';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';
import { DATE_FORMATS, type DateFormat, TIME_FORMATS, type TimeFormat } from '@/lib/i18n/time-preferences';
import { saveLocalizationAction } from '@/lib/people/account/actions';
import { localizationInput } from '@/lib/people/account/schema';
import { timeFormats } from '@/lib/people/time-formats';
import { isTimeZone } from '@/lib/people/time-zones';
import { browserTimeZone } from '@/lib/platform/browser-time-zone';
import { setPreferenceCookie } from '@/lib/platform/preference-cookie';

const SECOND_MS = 1000;
const never = () => () => undefined;

type LocalizationFormProps = MemberPlace & {
  locale: Locale;
  time_zone: string;
  date_format: DateFormat;
  time_format: TimeFormat;
  /** Made on the server: the lists of server and browser may differ. */
  timeZones: ReactNode;
  isSelf: boolean;
  isReadOnly: boolean;
};

export function LocalizationForm({ timeZones, isSelf, isReadOnly, ...values }: LocalizationFormProps) {
  const t = useTranslations('member.localization');
  const here = useSyncExternalStore(never, browserTimeZone, () => null);
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: localizationInput,
    defaultValues: values,
    action: saveLocalizationAction,
    afterSave: (saved, sent) => {
      if (isSelf) setPreferenceCookie(LOCALE_COOKIE, saved.locale);
      return { ...sent, ...saved };
    },
  });
  const chosen = form.watch();
  return (
    <SettingsForm
      title={t('title')}
      text={isSelf ? t('text') : t('textOfOther')}
      onSubmit={submit}
      isReadOnly={isReadOnly}
      {...state}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('language')} error={fieldError('locale')}>
          {(control) => (
            <Select {...control} {...form.register('locale')} defaultValue={values.locale}>
              {LOCALES.map((locale) => (
                <option key={locale} value={locale} lang={locale}>
                  {LOCALE_NAMES[locale]}
                </option>
              ))}
            </Select>
          )}
        </FormField>
        <div className="grid content-start justify-items-start gap-1.5">
          <div className="w-full">
            <FormField label={t('timeZone')} error={fieldError('time_zone')}>
              {(control) => (
                <Select {...control} {...form.register('time_zone')} defaultValue={values.time_zone}>
                  {timeZones}
                </Select>
              )}
            </FormField>
          </div>
          {isSelf && here !== null && here !== chosen.time_zone ? (
            <Button
              variant="link"
              size="sm"
              onClick={() => form.setValue('time_zone', here, { shouldDirty: true, shouldValidate: true })}
            >
              {t('useBrowser', { zone: here.replaceAll('_', ' ') })}
            </Button>
          ) : null}
        </div>
        <FormField label={t('dateFormat')} error={fieldError('date_format')}>
          {(control) => (
            <Select {...control} {...form.register('date_format')} defaultValue={values.date_format}>
              {DATE_FORMATS.map((format) => (
                <option key={format} value={format}>
                  {format === 'auto' ? t('asLanguage') : t(`dates.${format}`)}
                </option>
              ))}
            </Select>
          )}
        </FormField>
        <FormField label={t('timeFormat')} error={fieldError('time_format')}>
          {(control) => (
            <Select {...control} {...form.register('time_format')} defaultValue={values.time_format}>
              {TIME_FORMATS.map((format) => (
                <option key={format} value={format}>
                  {format === 'auto' ? t('asLanguage') : t(`times.${format}`)}
                </option>
              ))}
            </Select>
          )}
        </FormField>
      </div>
      {isTimeZone(chosen.time_zone) ? (
        <Example
          locale={chosen.locale}
          timeZone={chosen.time_zone}
          dateFormat={chosen.date_format}
          timeFormat={chosen.time_format}
        />
      ) : null}
    </SettingsForm>
  );
}

/** Draws itself alone, so that a second costs a few characters. */
function Example(preferences: Parameters<typeof timeFormats>[0]) {
  const t = useTranslations('member.localization');
  const now = useNow({ updateInterval: SECOND_MS }).toISOString();
  return (
    <p className="rounded-md bg-muted px-3 py-2 text-[13px] text-muted-foreground">
      {t('example')} {/* The server's clock and tables differ a little from the browser's. */}
      <output
        suppressHydrationWarning
        lang={preferences.locale}
        className="font-medium text-foreground tabular-nums"
      >
        {timeFormats(preferences).dateTime(now)}
      </output>
    </p>
  );
}
