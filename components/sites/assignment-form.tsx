'use client';

import { useTranslations } from 'next-intl';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { setSiteAssignmentAction } from '@/lib/sites/actions';
import { ASSIGNMENT_MODES, type Site, setSiteAssignmentInput } from '@/lib/sites/schema';

type AssignmentFormProps = { organization: string; siteId: string; assignment: Site['assignment'] };

export function AssignmentForm(props: AssignmentFormProps) {
  const t = useTranslations('sites.settings');
  const { form, submit, ...state } = useSettingsForm({
    schema: setSiteAssignmentInput,
    defaultValues: props,
    action: setSiteAssignmentAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('assignmentTitle')} text={t('assignmentText')} onSubmit={submit} {...state}>
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="sr-only">{t('assignmentTitle')}</legend>
        {ASSIGNMENT_MODES.map((mode) => (
          <label
            key={mode}
            className="flex gap-3 rounded-lg border border-border p-3.5 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft/50 has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              value={mode}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
              {...form.register('assignment')}
              defaultChecked={mode === props.assignment}
            />
            <span className="grid gap-0.5">
              <span className="font-medium">{t(mode)}</span>
              <span className="text-[13px] text-muted-foreground">{t(`${mode}Hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </SettingsForm>
  );
}
