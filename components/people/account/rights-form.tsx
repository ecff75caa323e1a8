'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Controller } from 'react-hook-form';
import type { MemberPlace } from '@/components/people/account/member-place';
import { ChoiceCard } from '@/components/shared/choice-card';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Switch } from '@/components/ui/switch';
import {
  MEMBER_RIGHTS,
  type MemberRight,
  MODULES,
  type Module,
  SCOPES,
  type Scope,
} from '@/lib/auth/permissions';
import { saveRightsAction } from '@/lib/people/account/actions';
import { modulesAfter } from '@/lib/people/account/module-presets';
import { rightsInput } from '@/lib/people/account/schema';

type RightsFormProps = MemberPlace & {
  rights: readonly MemberRight[];
  modules: readonly Module[];
  scope: Scope;
  lockedRights: readonly MemberRight[];
  lockedModules: readonly Module[];
  lockedScopes: readonly Scope[];
  isReadOnly: boolean;
};

/** In the order of all there are, so that switching one on and off again changes nothing. */
const toggled = <T,>(all: readonly T[], chosen: readonly T[], one: T, isChosen: boolean): T[] =>
  all.filter((each) => (each === one ? isChosen : chosen.includes(each)));

export function RightsForm({
  lockedRights,
  lockedModules,
  lockedScopes,
  isReadOnly,
  ...values
}: RightsFormProps) {
  const t = useTranslations('member.rights');
  const id = useId();
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: rightsInput,
    defaultValues: { ...values, rights: [...values.rights], modules: [...values.modules] },
    action: saveRightsAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  const isAdministrator = form.watch('rights').includes('administrator');

  function changeRights(before: readonly MemberRight[], after: MemberRight[]): void {
    const change = { shouldDirty: true, shouldValidate: true };
    form.setValue('modules', modulesAfter(before, after, form.getValues('modules')), change);
    form.setValue('rights', after, change);
  }

  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} isReadOnly={isReadOnly} {...state}>
      <Controller
        control={form.control}
        name="rights"
        render={({ field }) => (
          <fieldset className="grid min-w-0">
            <legend className="sr-only">{t('title')}</legend>
            {MEMBER_RIGHTS.map((right) => (
              <div
                key={right}
                className="flex items-start justify-between gap-4 border-border border-b py-3 first-of-type:pt-0"
              >
                <label htmlFor={`${id}-${right}`} className="grid gap-0.5">
                  <span className="font-medium">{t(`right.${right}`)}</span>
                  <span id={`${id}-${right}-hint`} className="text-[13px] text-muted-foreground">
                    {t(`rightHint.${right}`)}
                  </span>
                </label>
                <Switch
                  id={`${id}-${right}`}
                  aria-describedby={`${id}-${right}-hint`}
                  aria-label={t(`right.${right}`)}
                  checked={field.value.includes(right)}
                  disabled={lockedRights.includes(right)}
                  onCheckedChange={(isOn) =>
                    changeRights(field.value, toggled(MEMBER_RIGHTS, field.value, right, isOn))
                  }
                />
              </div>
            ))}
            <FieldNotice error={fieldError('rights')} />
          </fieldset>
        )}
      />
      <Controller
        control={form.control}
        name="modules"
        render={({ field }) => (
          <fieldset className="grid min-w-0 gap-2">
            <legend className="mb-1.5 font-medium">{t('modules')}</legend>
            <p className="text-[13px] text-muted-foreground">
              {isAdministrator ? t('modulesOfAdministrator') : t('modulesText')}
            </p>
            <div className="grid gap-2 sm:grid-cols-2">
              {MODULES.map((module) => (
                <ChoiceCard
                  key={module}
                  type="checkbox"
                  label={t(`module.${module}`)}
                  hint={t(`moduleHint.${module}`)}
                  checked={isAdministrator || field.value.includes(module)}
                  disabled={isAdministrator || lockedModules.includes(module)}
                  onChange={(event) =>
                    field.onChange(toggled(MODULES, field.value, module, event.currentTarget.checked))
                  }
                />
              ))}
            </div>
            <FieldNotice error={fieldError('modules')} />
          </fieldset>
        )}
      />
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1.5 font-medium">{t('scope')}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {SCOPES.map((scope) => (
            <ChoiceCard
              key={scope}
              type="radio"
              value={scope}
              label={t(`scopeName.${scope}`)}
              hint={t(`scopeHint.${scope}`)}
              disabled={lockedScopes.includes(scope)}
              {...form.register('scope')}
              defaultChecked={scope === values.scope}
            />
          ))}
        </div>
        <FieldNotice error={fieldError('scope')} />
      </fieldset>
    </SettingsForm>
  );
}

function FieldNotice({ error }: { error: string | undefined }) {
  return error ? (
    <p role="alert" className="text-[13px] text-danger">
      {error}
    </p>
  ) : null;
}
