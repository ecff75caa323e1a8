'use client';

import { useTranslations } from 'next-intl';
import { ChoiceCard } from '@/components/shared/choice-card';
import { FormField } from '@/components/shared/form-field';
import type { RuleDraft } from '@/components/sites/targeting/rule-draft';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { INVITATION_MAX, type NamedChoice, type RoutingChoices } from '@/lib/sites/targeting/schema';

type EffectFieldsProps = {
  draft: RuleDraft;
  choices: RoutingChoices;
  onChange: (changes: Partial<RuleDraft>) => void;
  problemOf: (field: string) => string | undefined;
};

const INVITATIONS = [
  { field: 'invitation_en', label: 'invitationEn', lang: 'en' },
  { field: 'invitation_fr', label: 'invitationFr', lang: 'fr' },
] as const;

export function EffectFields({ draft, choices, onChange, problemOf }: EffectFieldsProps) {
  const t = useTranslations('targeting.form');
  const targets = [
    { field: 'department_id', label: t('department'), options: choices.departments },
    { field: 'skill_id', label: t('skill'), options: choices.skills },
    { field: 'group_id', label: t('group'), options: choices.groups },
  ] as const;
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-2 font-medium">{t('effect')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <ChoiceCard
          type="radio"
          name="effect"
          label={t('answer')}
          hint={t('answerHint')}
          checked={!draft.hides_chat}
          onChange={() => onChange({ hides_chat: false })}
        />
        <ChoiceCard
          type="radio"
          name="effect"
          label={t('hide')}
          hint={t('hideHint')}
          checked={draft.hides_chat}
          onChange={() => onChange({ hides_chat: true })}
        />
      </div>
      {draft.hides_chat ? null : (
        <>
          <div className="grid gap-3 sm:grid-cols-3">
            {targets.map(({ field, label, options }) => (
              <TargetField
                key={field}
                label={label}
                options={options}
                value={draft[field]}
                onChange={(id) => onChange({ [field]: id })}
              />
            ))}
          </div>
          <ChoiceCard
            type="checkbox"
            label={t('urgent')}
            hint={t('urgentHint')}
            checked={draft.is_urgent}
            onChange={(event) => onChange({ is_urgent: event.target.checked })}
          />
          <div className="grid gap-3 sm:grid-cols-2">
            {INVITATIONS.map(({ field, label, lang }) => (
              <FormField key={field} label={t(label)} error={problemOf(field)}>
                {(control) => (
                  <Textarea
                    {...control}
                    lang={lang}
                    rows={2}
                    maxLength={INVITATION_MAX}
                    value={draft[field]}
                    onChange={(event) => onChange({ [field]: event.target.value })}
                  />
                )}
              </FormField>
            ))}
          </div>
          <p className="text-muted-foreground text-xs">{t('invitationHint')}</p>
        </>
      )}
    </fieldset>
  );
}

type TargetFieldProps = {
  label: string;
  options: readonly NamedChoice[];
  value: string | null;
  onChange: (id: string | null) => void;
};

function TargetField({ label, options, value, onChange }: TargetFieldProps) {
  const t = useTranslations('targeting.form');
  return (
    <FormField label={label}>
      {(control) => (
        <Select
          {...control}
          value={value ?? ''}
          disabled={options.length === 0}
          onChange={(event) => onChange(event.target.value || null)}
        >
          <option value="">{t(options.length === 0 ? 'noneYet' : 'any')}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </FormField>
  );
}
