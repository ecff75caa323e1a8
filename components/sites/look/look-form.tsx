'use client';

import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { ChoiceCard } from '@/components/shared/choice-card';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { ColourField } from '@/components/sites/look/colour-field';
import { LogoField } from '@/components/sites/look/logo-field';
import { LookPreview } from '@/components/sites/look/look-preview';
import { useFileUrl } from '@/components/sites/look/use-file-url';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { saveLookAction } from '@/lib/sites/look/actions';
import {
  DEFAULT_LOOK,
  LAUNCHER_SIDES,
  OFFSET_MAX,
  type SiteLook,
  saveLookInput,
  TEXT_LENGTHS,
  TEXT_NAMES,
  toLookForm,
} from '@/lib/sites/look/schema';

type LookFormProps = {
  organization: string;
  organizationName: string;
  siteId: string;
  look: SiteLook;
  /** Of the logo that is saved. */
  logoUrl: string | null;
};

/** How the chat looks on the site, with the chat beside it as it would look. */
export function LookForm({ organization, organizationName, siteId, look, logoUrl }: LookFormProps) {
  const t = useTranslations('siteLook');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: saveLookInput,
    defaultValues: { organization, siteId, ...toLookForm(look) },
    action: saveLookAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved, logo: undefined }),
  });
  const values = { ...toLookForm(look), ...useWatch({ control: form.control }) } as ReturnType<
    typeof toLookForm
  >;
  const logo = useWatch({ control: form.control, name: 'logo' });
  const newLogoUrl = useFileUrl(logo ?? null);
  const shownLogoUrl = logo === undefined ? logoUrl : newLogoUrl;
  const options = { shouldDirty: true, shouldValidate: true, shouldTouch: true };
  const { errors } = form.formState;

  function reset(): void {
    const { accent, side, offset, texts } = toLookForm(DEFAULT_LOOK);
    form.setValue('accent', accent, options);
    form.setValue('side', side, options);
    form.setValue('offset', offset, options);
    form.setValue('texts', texts, options);
    setLogo(null);
  }

  /** Without one saved, taking the new one away changes nothing. */
  function setLogo(next: File | null): void {
    form.setValue('logo', next ?? (logoUrl === null ? undefined : null), options);
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_360px]">
      <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
        <LogoField url={shownLogoUrl} error={fieldError('logo')} onChange={setLogo} />
        <ColourField
          value={values.accent}
          onChange={(accent) => form.setValue('accent', accent, options)}
          error={fieldError('accent')}
        />
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-1.5 font-medium text-[13px]">{t('side')}</legend>
          {LAUNCHER_SIDES.map((side) => (
            <ChoiceCard
              key={side}
              type="radio"
              value={side}
              label={t(`sides.${side}`)}
              checked={values.side === side}
              name="side"
              onChange={() => form.setValue('side', side, options)}
            />
          ))}
        </fieldset>
        <FormField
          label={t('offset')}
          hint={t('offsetHint', { max: OFFSET_MAX })}
          error={fieldError('offset')}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={0}
              max={OFFSET_MAX}
              className="max-w-32"
              {...form.register('offset', { valueAsNumber: true })}
            />
          )}
        </FormField>
        <div className="grid gap-5 sm:grid-cols-2">
          {LOCALES.map((locale) => (
            <fieldset key={locale} className="grid min-w-0 content-start gap-3">
              <legend className="mb-2 font-semibold text-[13px]">{LOCALE_NAMES[locale]}</legend>
              {TEXT_NAMES.map((name) => (
                <FormField
                  key={name}
                  label={t(`texts.${name}`)}
                  error={
                    errors.texts?.[locale]?.[name] ? t('tooLong', { max: TEXT_LENGTHS[name] }) : undefined
                  }
                >
                  {(control) => (
                    <Input
                      {...control}
                      lang={locale}
                      {...form.register(`texts.${locale}.${name}`)}
                      placeholder={name === 'title' ? organizationName : t(`defaults.${locale}.${name}`)}
                      autoComplete="off"
                    />
                  )}
                </FormField>
              ))}
            </fieldset>
          ))}
        </div>
        <p className="text-muted-foreground text-xs">{t('textsHint')}</p>
        <Button variant="ghost" size="sm" className="justify-self-start" onClick={reset}>
          <RotateCcw aria-hidden /> {t('reset')}
        </Button>
      </SettingsForm>
      <LookPreview values={values} logoUrl={shownLogoUrl} organizationName={organizationName} />
    </div>
  );
}
