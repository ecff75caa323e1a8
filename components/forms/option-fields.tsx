'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FieldCardProps } from '@/components/forms/field-card';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { LIMITS } from '@/lib/forms/check-fields';
import { newOptionValue } from '@/lib/forms/editing';

type OptionFieldsProps = Pick<FieldCardProps, 'field' | 'language' | 'problemAt' | 'onChange'> & {
  at: string;
};

/** What can be chosen from, one line each. */
export function OptionFields({ field, language, problemAt, onChange, at }: OptionFieldsProps) {
  const t = useTranslations('forms');
  const { options = [] } = field;
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-[13px]">{t('options')}</legend>
      {options.map((option, n) => {
        const problem = problemAt(`${at}.${n}.label`);
        return (
          <div key={option.value} className="grid gap-1">
            <div className="flex gap-2">
              <Input
                lang={language}
                aria-label={t('option', { place: n + 1 })}
                aria-invalid={problem !== null}
                aria-describedby={problem ? `${field.key}-${option.value}-problem` : undefined}
                value={option.label[language] ?? ''}
                placeholder={option.label[other] ?? ''}
                maxLength={LIMITS.label}
                onChange={(event) => {
                  const label = { ...option.label, [language]: event.currentTarget.value };
                  onChange({
                    ...field,
                    options: options.map((each, at) => (at === n ? { ...each, label } : each)),
                  });
                }}
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={t('removeOption', { place: n + 1 })}
                onClick={() => onChange({ ...field, options: options.filter((_, at) => at !== n) })}
              >
                <X aria-hidden />
              </Button>
            </div>
            {problem ? (
              <p id={`${field.key}-${option.value}-problem`} className="text-[13px] text-danger">
                {problem}
              </p>
            ) : null}
          </div>
        );
      })}
      {problemAt(at) ? <p className="text-[13px] text-danger">{problemAt(at)}</p> : null}
      {options.length >= LIMITS.options ? null : (
        <Button
          variant="ghost"
          size="sm"
          className="justify-self-start"
          onClick={() =>
            onChange({ ...field, options: [...options, { value: newOptionValue(field), label: {} }] })
          }
        >
          <Plus aria-hidden /> {t('addOption')}
        </Button>
      )}
    </fieldset>
  );
}
