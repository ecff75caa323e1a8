'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PictureDrop } from '@/components/shared/picture-drop';
import { useErrorText } from '@/components/shared/use-error-text';
import { refusalOf } from '@/lib/platform/picture/picture-file';
import { fitLogo } from '@/lib/sites/look/fit-logo';

type LogoFieldProps = {
  /** As it would look, saved or not. */
  url: string | null;
  error: ReactNode;
  onChange: (logo: File | null) => void;
};

/** The site's own mark, chosen or dropped. It is saved with the rest of the look. */
export function LogoField({ url, error, onChange }: LogoFieldProps) {
  const t = useTranslations('siteLook.logo');
  const errorText = useErrorText();
  const [code, setCode] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function choose(file: File): Promise<void> {
    const refusal = refusalOf(file);
    setCode(refusal);
    if (refusal) return;
    setBusy(true);
    const logo = await fitLogo(file);
    setBusy(false);
    if (logo) onChange(logo);
    else setCode('picture_is_invalid');
  }

  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-[13px]">{t('label')}</legend>
      <PictureDrop
        hasPicture={url !== null}
        texts={{ choose: t('choose'), change: t('change'), remove: t('remove'), hint: t('hint') }}
        problem={code ? errorText({ code }) : null}
        isBusy={isBusy}
        onChoose={(file) => void choose(file)}
        onRemove={() => {
          setCode(null);
          onChange(null);
        }}
      >
        <span className="grid h-16 w-32 shrink-0 place-items-center overflow-hidden rounded-lg bg-muted p-2">
          {url ? (
            // biome-ignore lint/performance/noImgElement: already small, and from another origin than the optimizer may fetch
            <img src={url} alt={t('current')} className="max-h-12 max-w-28 rounded-md" />
          ) : (
            <span className="text-muted-foreground text-xs">{t('none')}</span>
          )}
        </span>
      </PictureDrop>
      {error ? (
        <p role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
