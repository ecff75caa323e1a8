'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import { setAllowedAddressesAction } from '@/lib/people/allowed-addresses/actions';
import {
  firstWrongAddress,
  readAddresses,
  setAllowedAddressesInput,
  splitAddresses,
} from '@/lib/people/allowed-addresses/schema';

type AllowedAddressesFormProps = {
  organization: string;
  memberId: string;
  addresses: string[];
  /** Where whoever fills this in is right now; null when no proxy told. */
  myAddress: string | null;
};

/** Where a member may sign in from, one address or network on a line; none means anywhere. */
export function AllowedAddressesForm(props: AllowedAddressesFormProps) {
  const { organization, memberId, addresses, myAddress } = props;
  const t = useTranslations('security.addresses');
  const values = (list: string[]) => ({ organization, member: memberId, allowed_addresses: list.join('\n') });
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: setAllowedAddressesInput,
    defaultValues: values(addresses),
    action: setAllowedAddressesAction,
    afterSave: (saved) => values(saved.addresses),
  });
  const text = form.watch('allowed_addresses');
  const wrong = firstWrongAddress(text);
  const error = fieldError('allowed_addresses');
  const mayAddMine = myAddress !== null && !readAddresses(text).includes(myAddress);

  const addMine = (): void => {
    if (myAddress === null) return;
    form.setValue('allowed_addresses', [...splitAddresses(text), myAddress].join('\n'), {
      shouldDirty: true,
      shouldValidate: true,
    });
  };

  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} {...state}>
      <FormField
        label={t('label')}
        hint={t('hint')}
        error={error && wrong !== undefined ? t('wrongEntry', { entry: wrong }) : error}
      >
        {(control) => (
          <Textarea
            {...control}
            {...form.register('allowed_addresses')}
            rows={4}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            placeholder={'192.0.2.10\n198.51.100.0/24\n2001:db8::/32'}
            className="font-mono"
          />
        )}
      </FormField>
      {myAddress !== null ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button variant="secondary" size="sm" disabled={!mayAddMine} onClick={addMine}>
            <Plus aria-hidden /> {t('addMine')}
          </Button>
          <span className="text-[13px] text-muted-foreground">{t('mine', { address: myAddress })}</span>
        </div>
      ) : null}
    </SettingsForm>
  );
}
