'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import type { MemberPlace } from '@/components/people/account/member-place';
import { ReachField } from '@/components/people/account/reach-field';
import { CheckChips } from '@/components/shared/check-chips';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { saveExpertiseAction } from '@/lib/people/account/actions';
import { expertiseInput, type NamedChoice } from '@/lib/people/account/schema';

type Choices = Record<
  'languages' | 'skills' | 'sites' | 'groups' | 'departments' | 'forms',
  readonly NamedChoice[]
>;

type ExpertiseFormProps = MemberPlace & {
  languages: readonly string[];
  skills: readonly string[];
  departments: readonly string[];
  groups: readonly string[];
  /** Null: all of them. */
  sites: readonly string[] | null;
  /** Null: adviser for all. Undefined for whoever sees all conversations: nothing is chosen for them. */
  forms: readonly string[] | null | undefined;
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
      forms: values.forms && ordered(choices.forms, values.forms),
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
      <ReachField
        control={form.control}
        name="sites"
        texts={{
          label: t('sites'),
          all: t('allSites'),
          allHint: t('allSitesHint'),
          some: t('someSites'),
          someHint: t('someSitesHint'),
          none: t('sitesNone'),
        }}
        error={fieldError('sites')}
        options={choices.sites}
        chosen={values.sites}
      />
      {values.forms === undefined ? null : (
        <ReachField
          control={form.control}
          name="forms"
          texts={{
            label: t('forms'),
            all: t('allForms'),
            allHint: t('allFormsHint'),
            some: t('someForms'),
            someHint: t('someFormsHint'),
            none: t('formsNone'),
          }}
          error={fieldError('forms')}
          options={choices.forms}
          chosen={values.forms}
        />
      )}
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
