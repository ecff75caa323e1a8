'use client';

import { Lock, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { useComposer } from '@/components/conversations/use-composer';
import { Button } from '@/components/ui/button';
import type { DraftKind } from '@/lib/conversations/drafts';
import { cn } from '@/lib/platform/cn';

type ComposerProps = {
  conversationId: string;
  isFirstPaint: boolean;
  visitorName: string;
  kind: DraftKind;
  /** Only one is given to who may not reply. */
  kinds: readonly DraftKind[];
  onKind(kind: DraftKind): void;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
};

const heightMaxPx = 220;

export function Composer({
  conversationId,
  isFirstPaint,
  visitorName,
  kind,
  kinds,
  onKind,
  fieldRef,
}: ComposerProps) {
  const t = useTranslations('conversations.composer');
  const composer = useComposer(conversationId, kind, isFirstPaint);
  const isNote = kind === 'note';

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const field = fieldRef.current;
    if (!field) return;
    field.style.height = 'auto';
    // One row needs no measuring, which would lay out the whole thread once more.
    if (field.value !== '') field.style.height = `${Math.min(field.scrollHeight, heightMaxPx)}px`;
  }, [composer.text, fieldRef]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter chooses a word; Safari tells only by the key code.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !isComposing) {
      event.preventDefault();
      composer.send();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      event.currentTarget.blur();
    }
  };

  return (
    <form
      className={cn(
        'border-border border-t px-3 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] transition-colors sm:px-4',
        isNote ? 'bg-note' : 'bg-surface',
      )}
      onSubmit={(event) => {
        event.preventDefault();
        composer.send();
        fieldRef.current?.focus();
      }}
    >
      {kinds.length > 1 ? <KindSwitch kind={kind} onKind={onKind} /> : null}
      <div
        className={cn(
          'flex items-end gap-2 rounded-lg border bg-surface py-1.5 ps-3 pe-1.5 transition-colors focus-within:border-focus',
          isNote ? 'border-note-border' : 'border-border-strong',
        )}
      >
        <textarea
          ref={fieldRef}
          dir="auto"
          rows={1}
          autoComplete="off"
          value={composer.text}
          aria-label={isNote ? t('noteLabel') : t('label', { name: visitorName })}
          placeholder={isNote ? t('notePlaceholder') : t('replyPlaceholder', { name: visitorName })}
          enterKeyHint="send"
          className="max-h-56 min-h-8 flex-1 resize-none bg-transparent py-1.5 text-sm leading-5 outline-none placeholder:text-muted-foreground pointer-coarse:text-base"
          onChange={(event) => composer.change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Left count={composer.charactersLeft} />
        <Button
          type="submit"
          size="icon-sm"
          disabled={!composer.canSend}
          aria-label={isNote ? t('addNote') : t('send')}
          title={t('hint')}
        >
          {isNote ? <Lock aria-hidden /> : <Send aria-hidden className="rtl:-scale-x-100" />}
        </Button>
      </div>
    </form>
  );
}

function Left({ count }: { count: number | null }) {
  const t = useTranslations('conversations.composer');
  if (count === null) return null;
  const text = count < 0 ? t('tooLong', { count: -count }) : t('left', { count });
  return (
    <output
      className={cn(
        'self-end pb-2 text-xs tabular-nums',
        count < 0 ? 'font-medium text-danger' : 'text-muted-foreground',
      )}
    >
      <span aria-hidden>{count}</span>
      <span className="sr-only">{text}</span>
    </output>
  );
}

function KindSwitch({ kind, onKind }: Pick<ComposerProps, 'kind' | 'onKind'>) {
  const t = useTranslations('conversations.composer');
  return (
    <fieldset className="mb-2 flex gap-1">
      <legend className="sr-only">{t('mode')}</legend>
      {(['text', 'note'] as const).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={kind === each}
          className="h-6 rounded-full px-2.5 font-medium text-muted-foreground text-xs transition-colors hover:text-foreground aria-pressed:bg-foreground/8 aria-pressed:text-foreground pointer-coarse:h-9"
          onClick={() => onKind(each)}
        >
          {each === 'text' ? t('reply') : t('note')}
        </button>
      ))}
    </fieldset>
  );
}
