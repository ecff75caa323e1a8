'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MemberPlace } from '@/components/people/account/member-place';
import { PictureDrop } from '@/components/shared/picture-drop';
import { useErrorText } from '@/components/shared/use-error-text';
import { Avatar } from '@/components/ui/avatar';
import { notify } from '@/components/ui/notify';
import { removePictureAction, setPictureAction } from '@/lib/people/picture/actions';
import { refusalOf } from '@/lib/platform/picture/picture-file';

const PictureDialog = dynamic(() =>
  import('@/components/people/account/picture-dialog').then((file) => file.PictureDialog),
);

type PictureFieldProps = MemberPlace & { name: string; avatarUrl: string | null };
type Answer = { serverError?: { code: string } | undefined; validationErrors?: unknown };

/** The picture as visitors see it: chosen or dropped, cropped, and in place at once. */
export function PictureField({ name, avatarUrl, ...place }: PictureFieldProps) {
  const t = useTranslations('member.picture');
  const errorText = useErrorText();
  const [source, setSource] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  function choose(file: File): void {
    const code = refusalOf(file);
    setProblem(code && errorText({ code }));
    if (code === null) setSource(file);
  }

  /** The sentence to show, or null when it is done. */
  async function send(action: () => Promise<Answer | undefined>): Promise<string | null> {
    setBusy(true);
    const answer = await action().catch((): Answer => ({ serverError: { code: 'offline' } }));
    setBusy(false);
    if (answer?.serverError) return errorText(answer.serverError);
    return answer?.validationErrors ? errorText({ code: 'picture_is_invalid' }) : null;
  }

  async function use(picture: Blob): Promise<string | null> {
    const file = new File([picture], 'picture', { type: picture.type });
    const failure = await send(() => setPictureAction({ ...place, picture: file }));
    if (failure === null) {
      setSource(null);
      notify.success(t('done'));
    }
    return failure;
  }

  async function remove(): Promise<void> {
    const failure = await send(() => removePictureAction(place));
    setProblem(failure);
    if (failure === null) notify.success(t('removed'));
  }

  return (
    <>
      <PictureDrop
        hasPicture={avatarUrl !== null}
        texts={{ choose: t('choose'), change: t('change'), remove: t('remove'), hint: t('hint') }}
        problem={problem}
        isBusy={isBusy}
        onChoose={choose}
        onRemove={() => void remove()}
      >
        <Avatar key={avatarUrl} name={name} src={avatarUrl} size="xl" />
      </PictureDrop>
      {source ? (
        <PictureDialog
          source={source}
          onUse={use}
          onUnreadable={() => {
            setSource(null);
            setProblem(errorText({ code: 'picture_is_invalid' }));
          }}
          onClose={() => setSource(null)}
        />
      ) : null}
    </>
  );
}
