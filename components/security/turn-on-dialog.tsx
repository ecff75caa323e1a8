'use client';

import Image from 'next/image';
import { useTranslations } from 'next-intl';
import { OneTimeCodeInput } from '@/components/auth/one-time-code-input';
import { CopyButton } from '@/components/shared/copy-button';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { SubmitButton } from '@/components/shared/submit-button';
import { useActionForm } from '@/components/shared/use-action-form';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog';
import { confirmSecondFactorAction } from '@/lib/auth/second-factor/actions';
import { confirmSecondFactorInput } from '@/lib/auth/second-factor/schema';

type TurnOnDialogProps = {
  organization: string;
  secret: string;
  /** The QR code, an SVG drawn on the server. */
  picture: string;
  onOn: (codes: string[]) => void;
  onClose: () => void;
};

/** Scan, and give the first code: only then does the second factor count, so nobody is locked out by a wrong scan. */
export function TurnOnDialog({ organization, secret, picture, onOn, onClose }: TurnOnDialogProps) {
  const t = useTranslations('security.twoFactor');
  const tShared = useTranslations('shared');
  const { form, submit, failure, fieldError, isBusy } = useActionForm({
    schema: confirmSecondFactorInput,
    defaultValues: { organization, code: '' },
    action: confirmSecondFactorAction,
    onDone: ({ codes }) => onOn(codes),
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent closeLabel={tShared('close')} className="max-w-lg">
        <DialogHeader>
          <DialogTitle>{t('scanTitle')}</DialogTitle>
          <DialogDescription>{t('scanText')}</DialogDescription>
        </DialogHeader>
        <div className="flex flex-wrap items-center gap-4">
          <Image
            unoptimized
            src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
            alt={t('pictureAlt')}
            width={176}
            height={176}
            className="rounded-lg border border-border bg-white p-1 max-sm:mx-auto"
          />
          <div className="grid min-w-0 flex-1 basis-48 gap-2">
            <p className="text-[13px] text-muted-foreground">{t('secretLabel')}</p>
            <code className="rounded-md bg-muted px-3 py-2 text-[13px] leading-6 [overflow-wrap:anywhere]">
              {secret}
            </code>
            <div>
              <CopyButton text={secret.replaceAll(' ', '')} label={t('copySecret')} />
            </div>
          </div>
        </div>
        <form noValidate onSubmit={submit} className="grid gap-4">
          <FormField label={t('codeLabel')} hint={t('codeHint')} error={fieldError('code')}>
            {(control) => <OneTimeCodeInput {...control} {...form.register('code')} />}
          </FormField>
          <FormFailure text={failure} />
          <SubmitButton isBusy={isBusy}>{t('turnOn')}</SubmitButton>
        </form>
      </DialogContent>
    </Dialog>
  );
}
