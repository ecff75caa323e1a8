'use client';

import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/components/ui/select';
import { readForm } from '@/lib/forms/answers';
import { type FormField, type FormKind, inLanguage, SEEN_AT_ONCE } from '@/lib/forms/fields';
import type { FormSamples } from '@/lib/forms/queries';
import { cn } from '@/lib/platform/cn';
import { type FormTexts, formTexts } from '@/widget/forms/texts';

type FormPreviewProps = {
  kind: FormKind;
  fields: readonly FormField[];
  language: string;
  samples: FormSamples;
};

const controlClasses =
  'w-full rounded-[10px] border border-border-strong bg-surface px-3 py-2 text-[15px] text-foreground';
const optionClasses =
  'flex gap-2.5 rounded-[10px] border border-border bg-surface px-3 py-2.5 text-[15px] has-checked:border-accent';

/** As the chat draws it; answering here shows what the conditions do, and is kept nowhere. */
export function FormPreview({ kind, fields, language, samples }: FormPreviewProps) {
  const t = useTranslations('forms');
  const [values, setValues] = useState<Record<string, unknown>>({});
  const filled = fields.map((field): FormField => {
    const names =
      field.type === 'department'
        ? samples.departments
        : field.type === 'operator'
          ? samples.operators
          : null;
    return names ? { ...field, options: names.map((name) => ({ value: name, label: { en: name } })) } : field;
  });
  // What the chat itself says, in the visitor's language.
  const texts = formTexts(language);
  const { asked } = readForm(filled, values);
  const message: FormField = {
    key: 'message-body',
    type: 'long_text',
    label: { en: texts.message },
    required: true,
  };
  return (
    <section
      aria-label={t('preview')}
      className="rounded-2xl max-lg:overflow-hidden border border-border bg-background text-foreground shadow-float lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
    >
      <p className="sticky top-0 border-border border-b bg-surface px-5 py-3 font-semibold text-[13px]">
        {t('preview')}
      </p>
      <div lang={language} className="grid gap-4 p-5">
        {[...asked, ...(kind === 'rating' ? [] : [message])].map((field) => (
          <PreviewField
            key={field.key}
            field={field}
            texts={texts}
            language={language}
            value={values[field.key]}
            onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
        <span
          aria-hidden
          className="rounded-[10px] bg-accent px-4 py-2 text-center font-medium text-accent-foreground"
        >
          {texts.submit[kind]}
        </span>
      </div>
    </section>
  );
}

type PreviewFieldProps = {
  field: FormField;
  texts: FormTexts;
  language: string;
  value: unknown;
  onChange: (value: unknown) => void;
};

function PreviewField({ field, texts, language, value, onChange }: PreviewFieldProps) {
  const t = useTranslations('forms');
  const { type, required, options } = field;
  const label = inLanguage(field.label, language) || t('order.unnamed');
  const help = inLanguage(field.help, language);
  const caption = (
    <>
      {label}
      {required ? null : (
        <span className="font-normal text-[13px] text-muted-foreground"> ({texts.optional})</span>
      )}
    </>
  );
  if (type === 'consent') {
    return (
      <div className="grid min-w-0 gap-1.5">
        <label className={optionClasses}>
          <input
            type="checkbox"
            className="mt-0.5 size-[18px] shrink-0 accent-accent"
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <span className="grid min-w-0 gap-0.5 break-words">
            <span className="font-medium">{caption}</span>
            <span className="whitespace-pre-line text-[13px] text-muted-foreground">
              {inLanguage(field.text, language) || '…'}
            </span>
          </span>
        </label>
        {field.link ? (
          <span className="truncate text-[13px] text-accent">{field.link.replace(/^https:\/\//, '')}</span>
        ) : null}
        {help ? <p className="text-[13px] text-muted-foreground">{help}</p> : null}
      </div>
    );
  }
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-1.5 font-medium text-[15px]">{caption}</legend>
      {options && type !== 'choices' && options.length > SEEN_AT_ONCE ? (
        <Select
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{required ? texts.choose : texts.anybody}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {inLanguage(option.label, language) || '…'}
            </option>
          ))}
        </Select>
      ) : options ? (
        options.map((option) => (
          <label key={option.value} className={optionClasses}>
            <input
              type={type === 'choices' ? 'checkbox' : 'radio'}
              className="mt-0.5 size-[18px] shrink-0 accent-accent"
              name={`preview-${field.key}`}
              checked={Array.isArray(value) ? value.includes(option.value) : value === option.value}
              onChange={(event) => {
                if (type !== 'choices') return onChange(option.value);
                const others = Array.isArray(value) ? value.filter((one) => one !== option.value) : [];
                onChange(event.currentTarget.checked ? [...others, option.value] : others);
              }}
            />
            <span className="min-w-0 break-words">{inLanguage(option.label, language) || '…'}</span>
          </label>
        ))
      ) : type === 'rating' ? (
        <span className="flex">
          {[1, 2, 3, 4, 5].map((count) => (
            <button
              key={count}
              type="button"
              aria-label={texts.stars(count)}
              aria-pressed={value === count}
              className="grid size-11 place-items-center"
              onClick={() => onChange(count)}
            >
              <Star
                aria-hidden
                className={cn(
                  'size-7',
                  typeof value === 'number' && count <= value
                    ? 'fill-accent text-accent'
                    : 'text-border-strong',
                )}
              />
            </button>
          ))}
        </span>
      ) : type === 'long_text' ? (
        <textarea
          rows={3}
          aria-label={label}
          className={controlClasses}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          type={type === 'date' ? 'date' : 'text'}
          aria-label={label}
          className={controlClasses}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {help ? <p className="text-[13px] text-muted-foreground">{help}</p> : null}
    </fieldset>
  );
}
