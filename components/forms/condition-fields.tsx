'use client';

import { useTranslations } from 'next-intl';
import type { FieldCardProps } from '@/components/forms/field-card';
import { CheckChips } from '@/components/shared/check-chips';
import { FormField } from '@/components/shared/form-field';
import { Select } from '@/components/ui/select';
import { conditionValues } from '@/lib/forms/check-fields';
import { type FormField as Field, inLanguage } from '@/lib/forms/fields';

type ConditionFieldsProps = Pick<
  FieldCardProps,
  'field' | 'place' | 'fields' | 'language' | 'problemAt' | 'onChange'
> & { at: string };

/** Whether the field is always asked, or only after certain answers to an earlier one. */
export function ConditionFields({
  field,
  place,
  fields,
  language,
  problemAt,
  onChange,
  at,
}: ConditionFieldsProps) {
  const t = useTranslations('forms');
  const earlier = fields.slice(0, place).filter((each) => conditionValues(each) !== null);
  const { shown_if: condition } = field;
  if (earlier.length === 0 && !condition) return null;
  const looksAt = earlier.find(({ key }) => key === condition?.key);

  const nameOf = (from: Field, value: string): string => {
    if (from.type === 'consent') return t(value === 'yes' ? 'agreed' : 'notAgreed');
    if (from.type === 'rating') return t('stars', { count: Number(value) });
    return inLanguage(from.options?.find((option) => option.value === value)?.label, language) || value;
  };

  return (
    <div className="grid gap-3">
      <FormField label={t('shownIf')} error={problemAt(`${at}.key`)}>
        {(control) => (
          <Select
            {...control}
            value={condition?.key ?? ''}
            onChange={(event) => {
              const { shown_if: _, ...always } = field;
              const key = event.currentTarget.value;
              onChange(key === '' ? always : { ...always, shown_if: { key, is: [] } });
            }}
          >
            <option value="">{t('always')}</option>
            {condition && !looksAt ? <option value={condition.key}>{t('goneField')}</option> : null}
            {earlier.map((each) => (
              <option key={each.key} value={each.key}>
                {t('afterAnswerTo', { label: inLanguage(each.label, language) || t('order.unnamed') })}
              </option>
            ))}
          </Select>
        )}
      </FormField>
      {condition && looksAt ? (
        <CheckChips
          label={t('isOneOf')}
          error={problemAt(`${at}.is`)}
          options={(conditionValues(looksAt) ?? []).map((value) => ({
            id: value,
            label: nameOf(looksAt, value),
          }))}
          value={condition.is}
          onChange={(is) => onChange({ ...field, shown_if: { key: condition.key, is } })}
        />
      ) : null}
    </div>
  );
}
