'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { ControllerRenderProps } from 'react-hook-form';
import { FormField } from '@/components/shared/form-field';
import { useMember } from '@/components/shell/member-provider';
import { Avatar } from '@/components/ui/avatar';
import { Textarea } from '@/components/ui/textarea';
import type { Locale } from '@/lib/i18n/locales';
import { fillTags, NICKNAME_TAG } from '@/lib/people/tags';

type MessageFieldProps = Pick<ControllerRenderProps, 'name' | 'onBlur'> & {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder: string;
  locale: Locale;
  error: string | undefined;
};

/** One text, a way to put the tag where the caret is, and the message as it would be the reader's own. */
export function MessageField({ value, onChange, label, locale, error, ...rest }: MessageFieldProps) {
  const t = useTranslations('automaticMessages');
  const { nickname, avatarUrl } = useMember();
  const field = useRef<HTMLTextAreaElement>(null);

  function insertTag(): void {
    const { current } = field;
    if (!current) return;
    current.setRangeText(NICKNAME_TAG, current.selectionStart, current.selectionEnd, 'end');
    onChange(current.value);
    current.focus();
  }

  return (
    <div className="grid gap-2">
      <FormField
        label={label}
        error={error}
        aside={
          <button
            type="button"
            className="rounded font-medium text-accent hover:underline pointer-coarse:-my-3 pointer-coarse:py-3"
            aria-label={t('insertInto', { tag: NICKNAME_TAG, field: label })}
            onClick={insertTag}
          >
            {t('insert', { tag: NICKNAME_TAG })}
          </button>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            {...rest}
            ref={field}
            lang={locale}
            rows={3}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </FormField>
      {value.trim() === '' || error ? null : (
        <div className="flex items-end gap-2">
          <Avatar name={nickname} src={avatarUrl} size="sm" />
          <p className="grid min-w-0 gap-0.5">
            <span className="px-1 text-muted-foreground text-xs">{t('previewBy', { nickname })}</span>
            <span
              lang={locale}
              dir="auto"
              className="whitespace-pre-wrap break-words rounded-xl rounded-es-sm bg-muted px-3 py-2 text-sm leading-5"
            >
              {fillTags(value.trim(), { nickname })}
            </span>
          </p>
        </div>
      )}
    </div>
  );
}
