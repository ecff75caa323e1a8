'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import type { MemberPlace } from '@/components/people/account/member-place';
import { CheckChips } from '@/components/shared/check-chips';
import { ChoiceCard } from '@/components/shared/choice-card';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { saveExpertiseAction } from '@/lib/people/account/actions';
import { expertiseInput, type NamedChoice } from '@/lib/people/account/schema';

type Choices = Record<'languages' | 'skills' | 'sites' | 'groups' | 'departments', readonly NamedChoice[]>;

type ExpertiseFormProps = MemberPlace & {
  languages: readonly string[];
  skills: readonly string[];
  departments: readonly string[];
  groups: readonly string[];
  /** Null: all of them. */
  sites: readonly string[] | null;
  choices: Choices;
  /** Groups the viewer may place others in; null for all. */
  allowedGroups: readonly string[] | null;
  isReadOnly: boolean;
};

const ordered = (choices: readonly NamedChoice[], chosen: readonly string[]): string[] =>
  choices.map(({ id }) => id).filter((id) => chosen.includes(id));

export function ExpertiseForm({ choices, allowedGroups, isReadOnly, ...values }: ExpertiseFormProps) {
  const t = useTranslations('member.expertise');
  const mayChangeGroups = allowedGroups === null || allowedGroups.length > 0;
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: expertiseInput,
    defaultValues: {
      organization: values.organization,
      memberId: values.memberId,
      languages: ordered(choices.languages, values.languages),
      skills: ordered(choices.skills, values.skills),
      departments: ordered(choices.departments, values.departments),
      // Not sent where they are not the viewer's to change.
      groups: mayChangeGroups ? ordered(choices.groups, values.groups) : undefined,
      sites: values.sites && ordered(choices.sites, values.sites),
    },
    action: saveExpertiseAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  const chips = (name: 'languages' | 'skills' | 'departments') => (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <CheckChips
          label={t(name)}
          hint={t(`${name}Hint`)}
          error={fieldError(name)}
          options={choices[name]}
          value={field.value}
          onChange={field.onChange}
          emptyText={t(`${name}None`)}
        />
      )}
    />
  );
  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} isReadOnly={isReadOnly} {...state}>
      {chips('languages')}
      {chips('departments')}
      {chips('skills')}
      <Controller
        control={form.control}
        name="sites"
        render={({ field }) => (
          <fieldset className="grid min-w-0 gap-2">
            <legend className="mb-1.5 font-medium text-[13px]">{t('sites')}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              <ChoiceCard
                type="radio"
                name={`${field.name}-reach`}
                label={t('allSites')}
                hint={t('allSitesHint')}
                checked={field.value === null}
                onChange={() => field.onChange(null)}
              />
              <ChoiceCard
                type="radio"
                name={`${field.name}-reach`}
                label={t('someSites')}
                hint={t('someSitesHint')}
                checked={field.value !== null}
                onChange={() => field.onChange(ordered(choices.sites, values.sites ?? []))}
              />
            </div>
            {field.value === null ? null : (
              <CheckChips
                isLabelHidden
                label={t('someSites')}
                error={fieldError('sites')}
                options={choices.sites}
                value={field.value}
                onChange={field.onChange}
                emptyText={t('sitesNone')}
              />
            )}
          </fieldset>
        )}
      />
      <Controller
        control={form.control}
        name="groups"
        render={({ field }) => (
          <CheckChips
            label={t('groups')}
            hint={
              allowedGroups === null ? t('groupsHint') : mayChangeGroups ? t('groupsYours') : t('groupsOwn')
            }
            error={fieldError('groups')}
            options={choices.groups}
            value={field.value ?? values.groups}
            onChange={field.onChange}
            isDisabled={!mayChangeGroups}
            isLocked={(id) => allowedGroups !== null && !allowedGroups.includes(id)}
            emptyText={t('groupsNone')}
          />
        )}
      />
    </SettingsForm>
  );
}
