'use client';

import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Select } from '@/components/ui/select';
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';
import { updateMyLanguageAction } from '@/lib/people/actions';
import { updateMyLanguageInput } from '@/lib/people/schema';
import { setPreferenceCookie } from '@/lib/platform/preference-cookie';

export function LanguageForm({ organization, locale }: { organization: string; locale: Locale }) {
  const t = useTranslations('account.language');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: updateMyLanguageInput,
    defaultValues: { organization, locale },
    action: updateMyLanguageAction,
    afterSave: (saved, sent) => {
      setPreferenceCookie(LOCALE_COOKIE, saved.locale);
      return { ...sent, ...saved };
    },
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <div className="sm:w-1/2 sm:pe-2">
        <FormField isLabelHidden label={t('label')} error={fieldError('locale')}>
          {(control) => (
            <Select {...control} {...form.register('locale')} defaultValue={locale}>
              {LOCALES.map((choice) => (
                <option key={choice} value={choice} lang={choice}>
                  {LOCALE_NAMES[choice]}
                </option>
              ))}
            </Select>
          )}
        </FormField>
      </div>
    </SettingsForm>
  );
}
