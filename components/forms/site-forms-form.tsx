'use client';

import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { setSiteFormsAction } from '@/lib/forms/actions';
import { FORM_KINDS } from '@/lib/forms/fields';
import { type ListedForm, type SiteForms, setSiteFormsInput } from '@/lib/forms/schema';

type SiteFormsFormProps = {
  organization: string;
  siteId: string;
  chosen: SiteForms;
  forms: readonly Pick<ListedForm, 'id' | 'kind' | 'name'>[];
  /** The viewer may make forms too. */
  isEditor: boolean;
};

/** Which form a site asks at which moment. */
export function SiteFormsForm({ organization, siteId, chosen, forms, isEditor }: SiteFormsFormProps) {
  const t = useTranslations('forms');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: setSiteFormsInput,
    defaultValues: { organization, siteId, ...chosen },
    action: setSiteFormsAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('siteTitle')} text={t('siteText')} onSubmit={submit} {...state}>
      {FORM_KINDS.map((kind) => (
        <FormField
          key={kind}
          label={t(`kind.${kind}`)}
          hint={t(`kindText.${kind}`)}
          error={fieldError(`${kind}_form_id`)}
        >
          {(control) => (
            <Select {...control} {...form.register(`${kind}_form_id`)}>
              <option value="">{t(`none.${kind}`)}</option>
              {forms
                .filter((each) => each.kind === kind)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          )}
        </FormField>
      ))}
      {isEditor ? (
        <p className="text-[13px]">
          <Link
            className="text-accent underline-offset-4 hover:underline"
            href={`/${organization}/questionnaires`}
          >
            {t('manage')}
          </Link>
        </p>
      ) : null}
    </SettingsForm>
  );
}
