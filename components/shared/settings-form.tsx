'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEventHandler, type ReactNode, useId } from 'react';
import { Card } from '@/components/shared/card';
import { FormFailure } from '@/components/shared/form-failure';
import { SubmitButton } from '@/components/shared/submit-button';

type SettingsFormProps = {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** Changed, and valid as far as one can tell here. */
  canSave: boolean;
  isBusy: boolean;
  isSaved: boolean;
  failure: string | null;
  saveLabel?: string;
  savedLabel?: string;
  /** Shown to read: nothing can be changed and there is no Save. The page says why. */
  isReadOnly?: boolean;
};

/** One part of the settings with its own Save, which wakes up when there is something to save. */
export function SettingsForm(props: SettingsFormProps) {
  const { title, text, children, onSubmit, canSave, isBusy, isSaved, failure, saveLabel, savedLabel } = props;
  const { isReadOnly = false } = props;
  const t = useTranslations('shared');
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <form noValidate onSubmit={onSubmit}>
        <div className="grid gap-4 p-5">
          <div className="grid gap-0.5">
            <h2 id={id} className="font-semibold text-[15px]">
              {title}
            </h2>
            {text ? <p className="text-muted-foreground">{text}</p> : null}
          </div>
          <fieldset disabled={isReadOnly} className="grid min-w-0 gap-4">
            {children}
          </fieldset>
          {failure ? <FormFailure text={failure} /> : null}
        </div>
        {isReadOnly ? null : (
          <div className="flex items-center justify-end gap-3 rounded-b-xl border-border border-t bg-muted/50 px-5 py-3">
            <p role="status" className="text-[13px] text-online">
              {isSaved && !canSave ? (
                <span className="inline-flex items-center gap-1.5">
                  <Check aria-hidden className="size-4" /> {savedLabel ?? t('saved')}
                </span>
              ) : null}
            </p>
            <SubmitButton size="sm" isBusy={isBusy} disabled={!canSave && !isBusy}>
              {saveLabel ?? t('save')}
            </SubmitButton>
          </div>
        )}
      </form>
    </Card>
  );
}
