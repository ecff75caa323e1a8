'use client';

import { Plus, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { CheckChips } from '@/components/shared/check-chips';
import { type DraftCondition, isListed, newCondition } from '@/components/sites/targeting/rule-draft';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { LOCALES } from '@/lib/i18n/locales';
import { spokenLanguages } from '@/lib/i18n/spoken-languages';
import { CONDITIONS_MAX, DEVICES, SUBJECT_TESTS, SUBJECTS } from '@/lib/sites/targeting/schema';

type ConditionFieldsProps = {
  conditions: DraftCondition[];
  onChange: (conditions: DraftCondition[]) => void;
  problemOf: (field: string) => string | undefined;
};

export function ConditionFields({ conditions, onChange, problemOf }: ConditionFieldsProps) {
  const t = useTranslations('targeting.form');
  const problem = problemOf('conditions');
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1 font-medium">{t('conditions')}</legend>
      <p className="text-[13px] text-muted-foreground">{t('conditionsHint')}</p>
      {conditions.map((condition, index) => (
        <ConditionRow
          key={condition.key}
          condition={condition}
          number={index + 1}
          problem={problemOf(`conditions.${index}`)}
          onChange={(next) => onChange(conditions.map((one) => (one.key === next.key ? next : one)))}
          onRemove={() => onChange(conditions.filter(({ key }) => key !== condition.key))}
        />
      ))}
      {problem ? (
        <p role="alert" className="text-[13px] text-danger">
          {problem}
        </p>
      ) : null}
      <Button
        variant="secondary"
        size="sm"
        className="justify-self-start"
        disabled={conditions.length >= CONDITIONS_MAX}
        onClick={() => onChange([...conditions, newCondition('page')])}
      >
        <Plus aria-hidden /> {t('addCondition')}
      </Button>
    </fieldset>
  );
}

type ConditionRowProps = {
  condition: DraftCondition;
  number: number;
  problem: string | undefined;
  onChange: (condition: DraftCondition) => void;
  onRemove: () => void;
};

function ConditionRow({ condition, number, problem, onChange, onRemove }: ConditionRowProps) {
  const t = useTranslations('targeting.form');
  const { on, is } = condition;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2 rounded-lg border border-border p-3 sm:grid-cols-[minmax(0,11rem)_minmax(0,9.5rem)_minmax(0,1fr)_auto]">
      <Select
        aria-label={t('subject', { number })}
        value={on}
        onChange={(event) => {
          const subject = SUBJECTS.find((one) => one === event.target.value);
          if (subject) onChange({ ...newCondition(subject), key: condition.key });
        }}
      >
        {SUBJECTS.map((subject) => (
          <option key={subject} value={subject}>
            {t(`subjects.${subject}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('test', { number })}
        value={is}
        onChange={(event) => onChange({ ...condition, is: event.target.value })}
      >
        {SUBJECT_TESTS[on].map((test) => (
          <option key={test} value={test}>
            {t(`tests.${test}`)}
          </option>
        ))}
      </Select>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('removeCondition', { number })}
        className="text-muted-foreground sm:order-last"
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
      <div className={isListed(on) ? 'order-last col-span-full' : 'col-span-full sm:col-span-1'}>
        <ConditionValue condition={condition} number={number} problem={problem} onChange={onChange} />
      </div>
    </div>
  );
}

function ConditionValue({ condition, number, problem, onChange }: Omit<ConditionRowProps, 'onRemove'>) {
  const t = useTranslations('targeting.form');
  const locale = useLocale();
  const { on, key, typed, chosen } = condition;
  if (isListed(on)) {
    const options =
      on === 'language'
        ? spokenLanguages(locale, chosen, LOCALES)
        : DEVICES.map((id) => ({ id, label: t(`devices.${id}`) }));
    return (
      <CheckChips
        isLabelHidden
        label={t('value', { number })}
        options={options}
        value={chosen}
        error={problem}
        onChange={(ids) => onChange({ ...condition, chosen: ids })}
      />
    );
  }
  const isText = on === 'page' || on === 'referrer';
  return (
    <div className="grid gap-1">
      <Input
        aria-label={t('value', { number })}
        aria-invalid={Boolean(problem)}
        aria-describedby={problem ? `${key}-error` : undefined}
        value={typed}
        maxLength={isText ? 500 : 6}
        inputMode={isText ? 'url' : 'numeric'}
        autoComplete="off"
        placeholder={isText ? t(on === 'page' ? 'pagePlaceholder' : 'referrerPlaceholder') : undefined}
        onChange={(event) => onChange({ ...condition, typed: event.target.value })}
      />
      {problem ? (
        <p id={`${key}-error`} role="alert" className="text-[13px] text-danger">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
