'use client';

import { ChevronDown, ChevronUp, GripVertical, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ConditionFields } from '@/components/forms/condition-fields';
import { OptionFields } from '@/components/forms/option-fields';
import type { FieldOrder } from '@/components/forms/use-field-order';
import { FormField } from '@/components/shared/form-field';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import { Textarea } from '@/components/ui/textarea';
import { isChosenFrom, LIMITS } from '@/lib/forms/check-fields';
import { type FormField as Field, inLanguage } from '@/lib/forms/fields';
import type { Locale } from '@/lib/i18n/locales';
import { cn } from '@/lib/platform/cn';

export type FieldCardProps = {
  field: Field;
  place: number;
  fields: readonly Field[];
  language: Locale;
  order: FieldOrder;
  problemAt: (place: string) => string | null;
  onChange: (field: Field) => void;
  /** The focus has left it. */
  onLeave: () => void;
  onRemove: () => void;
};

/** One question of a form: its texts in one language, and how it is asked. */
export function FieldCard(props: FieldCardProps) {
  const { field, place, fields, language, order, problemAt, onChange, onLeave, onRemove } = props;
  const t = useTranslations('forms');
  const at = `fields.${place}`;
  const title = inLanguage(field.label, language) || t('order.unnamed');
  const other = language === 'en' ? 'fr' : 'en';
  const typeName = t(field.key === 'name' ? 'type.name' : `type.${field.type}`);
  const help = field.help?.[language] ?? '';
  const text = field.text?.[language] ?? '';
  return (
    <li
      className={cn(
        // Whole above the bar with the button, when it is brought into view.
        'grid scroll-mt-4 scroll-mb-24 gap-4 rounded-xl border base:border-border bg-surface p-4 shadow-card',
        order.isTarget(place) && 'border-accent',
      )}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
      }}
      {...order.cardProps(place)}
    >
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          data-move={field.key}
          aria-label={t('order.handle', { label: title })}
          className="grid h-8 w-5 cursor-grab place-items-center rounded-sm text-muted-foreground hover:bg-hover active:cursor-grabbing pointer-coarse:hidden"
          onKeyDown={(event) => {
            const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
            if (by === null) return;
            event.preventDefault();
            order.step(place, by, field.key);
          }}
          {...order.handleProps(place)}
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
        <span className="font-medium text-[13px]">{typeName}</span>
        <span className="ms-auto flex items-center text-[13px]">
          <span aria-hidden className="me-2">
            {t('required')}
          </span>
          <Switch
            checked={field.required ?? false}
            aria-label={t('requiredOf', { label: title })}
            onCheckedChange={(required) => onChange({ ...field, required })}
          />
          {([-1, 1] as const).map((by) => (
            <Button
              key={by}
              variant="ghost"
              size="icon-sm"
              className={by === -1 ? 'ms-2' : undefined}
              data-move={`${field.key}${by}`}
              disabled={by === -1 ? place === 0 : place === fields.length - 1}
              aria-label={t(by === -1 ? 'order.up' : 'order.down', { label: title })}
              onClick={() => order.step(place, by, `${field.key}${by}`)}
            >
              {by === -1 ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
            </Button>
          ))}
          <Button
            variant="ghost"
            size="icon-sm"
            data-remove={field.key}
            aria-label={t('removeField', { label: title })}
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        </span>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('label')} error={problemAt(`${at}.label`)}>
          {(control) => (
            <Input
              {...control}
              data-question={field.key}
              lang={language}
              value={field.label[language] ?? ''}
              placeholder={field.label[other] ?? ''}
              maxLength={LIMITS.label}
              onChange={(event) =>
                onChange({ ...field, label: { ...field.label, [language]: event.currentTarget.value } })
              }
            />
          )}
        </FormField>
        <FormField label={t('help')} aside={t('optional')} error={problemAt(`${at}.help`)}>
          {(control) => (
            <Input
              {...control}
              lang={language}
              value={help}
              placeholder={field.help?.[other] ?? ''}
              maxLength={LIMITS.help}
              onChange={(event) =>
                onChange({ ...field, help: { ...field.help, [language]: event.currentTarget.value } })
              }
            />
          )}
        </FormField>
      </div>
      {isChosenFrom(field) ? <OptionFields {...props} at={`${at}.options`} /> : null}
      {field.type === 'consent' ? (
        <div className="grid gap-4">
          <FormField label={t('consentText')} error={problemAt(`${at}.text`)}>
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                lang={language}
                value={text}
                placeholder={field.text?.[other] ?? ''}
                maxLength={LIMITS.consent}
                onChange={(event) =>
                  onChange({ ...field, text: { ...field.text, [language]: event.currentTarget.value } })
                }
              />
            )}
          </FormField>
          <FormField
            label={t('link')}
            hint={t('linkHint')}
            aside={t('optional')}
            error={problemAt(`${at}.link`)}
          >
            {(control) => (
              <Input
                {...control}
                type="url"
                inputMode="url"
                value={field.link ?? ''}
                placeholder="https://"
                onChange={(event) =>
                  onChange({ ...field, link: event.currentTarget.value.trim() || undefined })
                }
              />
            )}
          </FormField>
        </div>
      ) : null}
      <ConditionFields {...props} at={`${at}.shown_if`} />
    </li>
  );
}
