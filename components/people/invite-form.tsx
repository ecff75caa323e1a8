'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { type Addresses, AddressesInput, allAddresses } from '@/components/people/addresses-input';
import { InviteResults } from '@/components/people/invite-results';
import { PlaceFields } from '@/components/people/place-fields';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';
import { inviteMembersAction } from '@/lib/people/adding/actions';
import { INVITED_AT_ONCE_MAX, type InvitationResult, type NewMemberPlace } from '@/lib/people/adding/schema';
import type { Choice } from '@/lib/people/directory/schema';
import { isAddress } from '@/lib/people/parse-addresses';

type InviteFormProps = {
  place: NewMemberPlace;
  onPlace: (place: NewMemberPlace) => void;
  groups: readonly Choice[];
  forms: readonly Choice[];
  areSeatsUsed: boolean;
  onClose: () => void;
};

/** One or many addresses, the same access for all. Those that were refused stay in the field, with the reason. */
export function InviteForm({ place, onPlace, groups, forms, areSeatsUsed, onClose }: InviteFormProps) {
  const t = useTranslations('people.add.invite');
  const tShared = useTranslations('shared');
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const [addresses, setAddresses] = useState<Addresses>({ listed: [], draft: '' });
  const [invited, setInvited] = useState<readonly InvitationResult[]>([]);
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const emails = allAddresses(addresses);
  const wrong = addresses.listed.filter((address) => !isAddress(address));
  const isTooMany = emails.length > INVITED_AT_ONCE_MAX;
  const canSend = emails.length > 0 && emails.every(isAddress) && !isTooMany;

  function fieldError(): string | undefined {
    if (isTooMany) return t('tooMany', { max: INVITED_AT_ONCE_MAX });
    if (wrong.length > 0) return t('wrong', { count: wrong.length, address: wrong[0] ?? '' });
    const refused = addresses.listed.find((address) => refusals.has(address));
    return refused && `${refused}: ${refusals.get(refused)}`;
  }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!canSend || isBusy) return;
    setAddresses({ listed: emails, draft: '' });
    setBusy(true);
    setFailure(null);
    const offline = (): ActionAnswer<InvitationResult[]> => ({ serverError: { code: 'offline' } });
    const answer: ActionAnswer<InvitationResult[]> =
      (await inviteMembersAction({ organization, emails, ...place }).catch(offline)) ?? {};
    setBusy(false);
    if (!answer.data) return setFailure(errorText(answer.serverError ?? { code: 'value_is_invalid' }));
    const refused = answer.data.filter(({ code }) => code !== null);
    setInvited([...invited, ...answer.data.filter(({ code }) => code === null)]);
    setRefusals(new Map(refused.map(({ email, code }) => [email, reasonFor(code ?? '')])));
    setAddresses({ listed: refused.map(({ email }) => email), draft: '' });
  }

  const reasonFor = (code: string): string =>
    code === 'email_is_taken' ? t('alreadyThere') : errorText({ code });

  if (invited.length > 0 && emails.length === 0 && addresses.draft === '') {
    return (
      <div className="grid gap-4">
        <InviteResults results={invited} />
        <DialogFooter>
          <Button variant="secondary" onClick={() => setInvited([])}>
            {t('more')}
          </Button>
          <Button
            onClick={() => {
              setInvited([]);
              onClose();
            }}
          >
            {t('done')}
          </Button>
        </DialogFooter>
      </div>
    );
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      {invited.length > 0 ? <InviteResults results={invited} /> : null}
      <FormField label={t('addresses')} hint={t('addressesHint')} error={fieldError()}>
        {(control) => (
          <AddressesInput {...control} value={addresses} onChange={setAddresses} refusals={refusals} />
        )}
      </FormField>
      <PlaceFields
        place={place}
        onPlace={onPlace}
        groups={groups}
        forms={forms}
        areSeatsUsed={areSeatsUsed}
      />
      <FormFailure text={failure} />
      <DialogFooter>
        <Button variant="secondary" onClick={onClose}>
          {tShared('cancel')}
        </Button>
        <SubmitButton isBusy={isBusy} disabled={!canSend && !isBusy}>
          {t('submit', { count: Math.max(emails.length, 1) })}
        </SubmitButton>
      </DialogFooter>
    </form>
  );
}
