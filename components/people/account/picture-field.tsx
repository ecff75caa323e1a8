'use client';

import { ImageUp, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type DragEvent, useRef, useState } from 'react';
import type { MemberPlace } from '@/components/people/account/member-place';
import { useErrorText } from '@/components/shared/use-error-text';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { removePictureAction, setPictureAction } from '@/lib/people/picture/actions';
import { SOURCE_BYTES_MAX, SOURCE_TYPES } from '@/lib/people/picture/schema';
import { cn } from '@/lib/platform/cn';

const PictureDialog = dynamic(() =>
  import('@/components/people/account/picture-dialog').then((file) => file.PictureDialog),
);

type PictureFieldProps = MemberPlace & { name: string; avatarUrl: string | null };
type Answer = { serverError?: { code: string } | undefined; validationErrors?: unknown };

const isPicture = (file: File): boolean => SOURCE_TYPES.some((type) => type === file.type);

/** The picture as visitors see it: chosen or dropped, cropped, and in place at once. */
export function PictureField({ name, avatarUrl, ...place }: PictureFieldProps) {
  const t = useTranslations('member.picture');
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [source, setSource] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  function choose(file: File | undefined): void {
    if (!file) return;
    const code = !isPicture(file)
      ? 'picture_is_invalid'
      : file.size > SOURCE_BYTES_MAX
        ? 'picture_is_too_large'
        : null;
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

  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      choose(event.dataTransfer.files[0]);
    },
  };

  return (
    <div
      {...drop}
      className={cn(
        'flex flex-wrap items-center gap-4 rounded-lg border border-dashed p-3 transition-colors',
        isOver ? 'border-accent bg-accent-soft/50' : 'border-border',
      )}
    >
      <Avatar key={avatarUrl} name={name} src={avatarUrl} size="xl" />
      <div className="grid gap-1.5">
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => input.current?.click()}>
            <ImageUp aria-hidden /> {avatarUrl ? t('change') : t('choose')}
          </Button>
          {avatarUrl ? (
            <Button variant="ghost" size="sm" disabled={isBusy} onClick={() => void remove()}>
              <Trash2 aria-hidden /> {t('remove')}
            </Button>
          ) : null}
        </div>
        <p
          className={problem ? 'text-[13px] text-danger' : 'text-muted-foreground text-xs'}
          role={problem ? 'alert' : undefined}
        >
          {problem ?? t('hint')}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        aria-label={t('choose')}
        accept={SOURCE_TYPES.join(',')}
        hidden
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          // So that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
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
    </div>
  );
}
