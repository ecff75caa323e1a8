'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { MessageField } from '@/components/sites/automatic-messages/message-field';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { NICKNAME_TAG } from '@/lib/people/tags';
import { saveAutomaticMessagesAction } from '@/lib/sites/automatic-messages/actions';
import {
  type AutomaticMessages,
  MOMENTS,
  saveAutomaticMessagesInput,
} from '@/lib/sites/automatic-messages/schema';

type AutomaticMessagesFormProps = { organization: string; siteId: string; messages: AutomaticMessages };

/** What the chat says by itself, each with how it will read. */
export function AutomaticMessagesForm({ organization, siteId, messages }: AutomaticMessagesFormProps) {
  const t = useTranslations('automaticMessages');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: saveAutomaticMessagesInput,
    defaultValues: { organization, siteId, messages },
    action: saveAutomaticMessagesAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <div className="grid gap-6 sm:grid-cols-2">
        {LOCALES.map((locale) => (
          <fieldset key={locale} className="grid min-w-0 content-start gap-4">
            <legend className="mb-2 font-semibold text-[13px]">{LOCALE_NAMES[locale]}</legend>
            {MOMENTS.map((moment) => (
              <Controller
                key={moment}
                control={form.control}
                name={`messages.${locale}.${moment}`}
                render={({ field: { ref: _, ...field } }) => (
                  <MessageField
                    {...field}
                    label={t(`moments.${moment}`)}
                    placeholder={t(`examples.${locale}.${moment}`, { tag: NICKNAME_TAG })}
                    locale={locale}
                    error={fieldError(field.name)}
                  />
                )}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <p className="text-muted-foreground text-xs">{t('hint', { tag: NICKNAME_TAG })}</p>
    </SettingsForm>
  );
}
