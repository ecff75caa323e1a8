'use client';

import { useTranslations } from 'next-intl';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { PasswordInput } from '@/components/shared/password-input';
import { type ActionAnswer, useActionForm } from '@/components/shared/use-action-form';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { type Proof, proofInput } from '@/lib/auth/second-factor/schema';

type ProofDialogProps<Data> = {
  organization: string;
  title: string;
  text: string;
  label: string;
  confirmLabel: string;
  isDangerous?: boolean;
  action: (input: Proof) => Promise<ActionAnswer<Data> | undefined>;
  onDone: (data: Data) => void;
  onClose: () => void;
};

/** Asks for the password, or a code, before something that changes how one signs in. */
export function ProofDialog<Data>(props: ProofDialogProps<Data>) {
  const {
    organization,
    title,
    text,
    label,
    confirmLabel,
    isDangerous = false,
    action,
    onDone,
    onClose,
  } = props;
  const tShared = useTranslations('shared');
  const { form, submit, failure, fieldError, isBusy } = useActionForm({
    schema: proofInput,
    defaultValues: { organization, proof: '' },
    action,
    onDone,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent closeLabel={tShared('close')}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{text}</DialogDescription>
        </DialogHeader>
        <form noValidate onSubmit={submit} className="grid gap-4">
          <FormField label={label} error={fieldError('proof')}>
            {(control) => (
              <PasswordInput {...control} {...form.register('proof')} autoComplete="current-password" />
            )}
          </FormField>
          <FormFailure text={failure} />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary" disabled={isBusy}>
                {tShared('cancel')}
              </Button>
            </DialogClose>
            <Button
              type="submit"
              variant={isDangerous ? 'danger' : 'primary'}
              disabled={isBusy}
              aria-busy={isBusy}
            >
              {confirmLabel}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
