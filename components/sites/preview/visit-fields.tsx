'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Card, CardHeader } from '@/components/shared/card';
import { FormField } from '@/components/shared/form-field';
import type { PreviewChoices } from '@/components/sites/preview/preview-screen';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { LOCALES } from '@/lib/i18n/locales';
import { spokenLanguages } from '@/lib/i18n/spoken-languages';
import { EMPTY_VISIT, type Visit } from '@/lib/sites/preview/visit';
import { DEVICES, type NamedChoice } from '@/lib/sites/targeting/schema';

type VisitFieldsProps = {
  visit: Visit;
  timeZone: string;
  siteForm: string;
  choices: PreviewChoices;
  onChange: (changes: Partial<Visit>) => void;
  problemOf: (field: keyof Visit) => string | undefined;
};

export function VisitFields({ visit, timeZone, siteForm, choices, onChange, problemOf }: VisitFieldsProps) {
  const t = useTranslations('routingPreview');
  const locale = useLocale();
  const languages = spokenLanguages(locale, visit.language ? [visit.language] : [], LOCALES);
  const ownForm = choices.forms.find(({ id }) => id === siteForm)?.name;
  const otherForms = choices.forms.filter(({ id }) => id !== siteForm);
  const devices = DEVICES.map((id) => ({ id, name: t(`device.${id}`) }));

  const typed = (field: keyof Visit, input: ComponentProps<'input'> = {}) => (
    <FormField label={t(`visit.${field}`)} error={problemOf(field)}>
      {(control) => (
        <Input
          {...control}
          {...input}
          autoComplete="off"
          value={visit[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      )}
    </FormField>
  );
  const chosen = (field: keyof Visit, empty: string, options: readonly NamedChoice[]) => (
    <FormField label={t(`visit.${field}`)}>
      {(control) => (
        <Select
          {...control}
          value={visit[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        >
          <option value="">{empty}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </FormField>
  );

  return (
    <Card className="lg:sticky lg:top-0">
      <CardHeader title={t('visit.title')} description={t('visit.text')} />
      <form className="grid gap-4 p-5" onSubmit={(event) => event.preventDefault()}>
        {typed('page', { inputMode: 'url', maxLength: 2000, placeholder: t('visit.pagePlaceholder') })}
        {typed('referrer', { inputMode: 'url', maxLength: 2000 })}
        <div className="grid grid-cols-2 gap-4">
          {chosen(
            'language',
            t('visit.unknown'),
            languages.map(({ id, label }) => ({ id, name: label })),
          )}
          {chosen('device', t('visit.unknown'), devices)}
          {typed('visits', { inputMode: 'numeric', maxLength: 6, placeholder: '1' })}
          {typed('seconds', { inputMode: 'numeric', maxLength: 6, placeholder: '0' })}
        </div>
        <FormField
          label={t('visit.at')}
          hint={t('visit.atHint', { zone: timeZone.replaceAll('_', ' ') })}
          error={problemOf('at')}
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={visit.at}
              onChange={(event) => onChange({ at: event.target.value.slice(0, 16) })}
            />
          )}
        </FormField>
        <div className="grid grid-cols-2 gap-4">
          {chosen('department', t('visit.notChosen'), choices.departments)}
          {choices.forms.length > 0 ? chosen('form', ownForm ?? t('visit.noForm'), otherForms) : null}
        </div>
        <p className="text-muted-foreground text-xs">{t('visit.share')}</p>
        <Button
          variant="secondary"
          size="sm"
          className="justify-self-start"
          onClick={() => onChange(EMPTY_VISIT)}
        >
          {t('visit.clear')}
        </Button>
      </form>
    </Card>
  );
}
