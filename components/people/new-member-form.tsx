'use client';

import { WandSparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PasswordField } from '@/components/auth/password-field';
import { NewMemberCreated } from '@/components/people/new-member-created';
import { PlaceFields } from '@/components/people/place-fields';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { useMember } from '@/components/shell/member-provider';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { generatePassword } from '@/lib/auth/generate-password';
import { addMemberAction } from '@/lib/people/adding/actions';
import { type NewMemberPlace, newPersonFields } from '@/lib/people/adding/schema';
import type { Choice } from '@/lib/people/directory/schema';

type NewMemberFormProps = {
  place: NewMemberPlace;
  onPlace: (place: NewMemberPlace) => void;
  groups: readonly Choice[];
  forms: readonly Choice[];
  areSeatsUsed: boolean;
  onClose: () => void;
};

const NOBODY = { email: '', firstName: '', lastName: '', nickname: '', password: '' };

/** Somebody who can sign in at once, with a password typed or generated here. */
export function NewMemberForm({ place, onPlace, groups, forms, areSeatsUsed, onClose }: NewMemberFormProps) {
  const t = useTranslations('people.add.password');
  const tShared = useTranslations('shared');
  const { organizationSlug: organization } = useMember();
  const [created, setCreated] = useState<{ email: string; password: string } | null>(null);
  const { form, submit, failure, fieldError, isBusy } = useActionForm({
    schema: newPersonFields,
    defaultValues: NOBODY,
    action: (person) => addMemberAction({ organization, ...person, ...place }),
    onDone: (_added, { getValues, reset }) => {
      const { email, password } = getValues();
      setCreated({ email, password });
      reset(NOBODY);
    },
  });
  const hasNoSeat = areSeatsUsed && place.rights.includes('agent');
  const { isValid, dirtyFields } = form.formState;

  if (created) {
    const leave = () => setCreated(null);
    return (
      <NewMemberCreated
        {...created}
        onMore={leave}
        onDone={() => {
          leave();
          onClose();
        }}
      />
    );
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <FormField label={t('email')} error={fieldError('email')}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="off" />}
      </FormField>
      <div className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
        <FormField label={t('firstName')} error={fieldError('firstName')}>
          {(control) => (
            <Input
              {...control}
              {...form.register('firstName', {
                // Until a nickname is chosen, what friends would say.
                onChange: (event: { target: { value: string } }) => {
                  if (dirtyFields.nickname) return;
                  form.setValue('nickname', event.target.value, { shouldValidate: true });
                },
              })}
              autoComplete="off"
            />
          )}
        </FormField>
        <FormField label={t('lastName')} error={fieldError('lastName')}>
          {(control) => <Input {...control} {...form.register('lastName')} autoComplete="off" />}
        </FormField>
        <FormField label={t('nickname')} error={fieldError('nickname')} hint={t('nicknameHint')}>
          {(control) => <Input {...control} {...form.register('nickname')} autoComplete="off" />}
        </FormField>
      </div>
      <div className="grid grid-cols-[1fr_auto] items-start gap-2">
        <PasswordField
          label={t('password')}
          error={fieldError('password')}
          {...form.register('password')}
          value={form.watch('password')}
        />
        <Button
          variant="secondary"
          size="icon"
          // In line with the field, below its label.
          className="mt-[26px]"
          aria-label={t('generate')}
          title={t('generate')}
          onClick={() =>
            form.setValue('password', generatePassword(), { shouldValidate: true, shouldDirty: true })
          }
        >
          <WandSparkles aria-hidden />
        </Button>
      </div>
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
        <SubmitButton isBusy={isBusy} disabled={(!isValid || hasNoSeat) && !isBusy}>
          {t('submit')}
        </SubmitButton>
      </DialogFooter>
    </form>
  );
}
