'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
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
  const element = useRef<HTMLFieldSetElement>(null);
  const isFull = options.length >= LIMITS.options;

  const focusOn = (value: string | undefined): void =>
    void requestAnimationFrame(() => {
      const name = value === undefined ? '[data-add-option]' : `[data-option="${value}"]`;
      element.current?.querySelector<HTMLElement>(name)?.focus();
    });
  const addAt = (place: number): void => {
    if (isFull) return;
    const value = newOptionValue(field);
    onChange({
      ...field,
      options: [...options.slice(0, place), { value, label: {} }, ...options.slice(place)],
    });
    focusOn(value);
  };
  const removeAt = (place: number): void => {
    onChange({ ...field, options: options.filter((_, at) => at !== place) });
    focusOn((options[place + 1] ?? options[place - 1])?.value);
  };
  const problemOfAll = problemAt(at);

  return (
    <fieldset ref={element} className="grid gap-2" data-invalid={problemOfAll !== null}>
      <legend className="mb-1.5 font-medium text-[13px]">{t('options')}</legend>
      {options.map((option, n) => {
        const problem = problemAt(`${at}.${n}.label`);
        return (
          <div key={option.value} className="grid gap-1">
            <div className="flex gap-2">
              <Input
                data-option={option.value}
                lang={language}
                aria-label={t('option', { place: n + 1 })}
                aria-invalid={problem !== null}
                aria-describedby={problem ? `${field.key}-${option.value}-problem` : undefined}
                value={option.label[language] ?? ''}
                placeholder={option.label[other] ?? ''}
                maxLength={LIMITS.label}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
                  // As in a list one writes down, rather than sending the form around it.
                  event.preventDefault();
                  addAt(n + 1);
                }}
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
                onClick={() => removeAt(n)}
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
      {problemOfAll ? <p className="text-[13px] text-danger">{problemOfAll}</p> : null}
      {isFull ? null : (
        <Button
          data-add-option
          variant="ghost"
          size="sm"
          className="justify-self-start"
          onClick={() => addAt(options.length)}
        >
          <Plus aria-hidden /> {t('addOption')}
        </Button>
      )}
    </fieldset>
  );
}
