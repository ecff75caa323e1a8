'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { AddressInput } from '@/components/sites/address-input';
import { EnabledCard } from '@/components/sites/enabled-card';
import { Input } from '@/components/ui/input';
import { renameSiteAction, setSiteAddressesAction } from '@/lib/sites/actions';
import { renameSiteInput, type Site, setSiteAddressesInput } from '@/lib/sites/schema';

type SiteSettingsProps = { organization: string; site: Site };

export function SiteSettings({ organization, site }: SiteSettingsProps) {
  const where = { organization, siteId: site.id };
  return (
    <>
      <NameForm {...where} name={site.name} />
      <AddressesForm {...where} addresses={site.addresses} />
      <EnabledCard {...where} name={site.name} isEnabled={site.is_enabled} />
    </>
  );
}

export type SitePlace = { organization: string; siteId: string };

function NameForm(props: SitePlace & { name: string }) {
  const t = useTranslations('sites');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: renameSiteInput,
    defaultValues: props,
    action: renameSiteAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('settings.nameTitle')} onSubmit={submit} {...state}>
      <FormField isLabelHidden label={t('form.name')} hint={t('form.nameHint')} error={fieldError('name')}>
        {(control) => (
          <Input {...control} {...form.register('name')} defaultValue={props.name} autoComplete="off" />
        )}
      </FormField>
    </SettingsForm>
  );
}

function AddressesForm(props: SitePlace & { addresses: string[] }) {
  const t = useTranslations('sites.settings');
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: setSiteAddressesInput,
    defaultValues: props,
    action: setSiteAddressesAction,
    afterSave: (saved, sent) => ({ ...sent, ...saved }),
  });
  return (
    <SettingsForm title={t('addressesTitle')} text={t('addressesText')} onSubmit={submit} {...state}>
      <Controller
        control={form.control}
        name="addresses"
        render={({ field }) => (
          <AddressInput
            isLabelHidden
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            error={fieldError('addresses')}
          />
        )}
      />
    </SettingsForm>
  );
}
