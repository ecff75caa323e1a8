import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MESSAGE_LENGTH_MAX, textLength } from '@/widget/core/message-text';
import { useFrame } from '@/widget/frame/frame-context';
import { SendIcon } from '@/widget/frame/icons';

export type ComposerProps = {
  /** What was typed and not sent, kept for each conversation and for the one not yet begun. */
  drafts: {
    get(conversationId: string | null): string;
    set(conversationId: string | null, text: string): void;
  };
  draftOf: string | null;
  /** Asks for the focus each time it grows. */
  focusRequest: number;
  isDisabled?: boolean;
  /** False when the text was not taken, which then stays. */
  onSend(text: string): boolean;
  onTyped(): void;
  onLeft(): void;
};

const showLeftBelow = 500;
const keepDraftAfterMs = 300;

/** The draft follows what is shown; the field itself stays, and with it the keyboard of a phone. */
function useDraft(drafts: ComposerProps['drafts'], draftOf: string | null) {
  const [text, setText] = useState(() => drafts.get(draftOf));
  const latest = useRef(text);

  const write = (next: string) => {
    latest.current = next;
    setText(next);
  };

  useLayoutEffect(() => {
    const keep = () => drafts.set(draftOf, latest.current);
    latest.current = drafts.get(draftOf);
    setText(latest.current);
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [drafts, draftOf]);

  useEffect(() => {
    const timer = setTimeout(() => drafts.set(draftOf, text), keepDraftAfterMs);
    return () => clearTimeout(timer);
  }, [drafts, draftOf, text]);

  return [text, write] as const;
}

export function Composer({ drafts, draftOf, focusRequest, isDisabled = false, ...props }: ComposerProps) {
  const { texts } = useFrame();
  const [text, write] = useDraft(drafts, draftOf);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = MESSAGE_LENGTH_MAX - textLength(text);
  const isSendable = !isDisabled && left >= 0 && text.trim() !== '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    // On a touch screen the keyboard would jump up unasked.
    if (focusRequest > 0 && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [focusRequest]);

  const send = () => {
    if (!isSendable) return;
    // Emptied first: sending may show another conversation, whose draft is another.
    write('');
    drafts.set(draftOf, '');
    if (!props.onSend(text)) write(text);
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While characters are being composed, Enter chooses one of them.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-box">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={texts.write}
          aria-label={texts.write}
          aria-invalid={left < 0}
          aria-describedby={left < showLeftBelow ? 'characters-left' : undefined}
          enterkeyhint="send"
          onInput={(event) => {
            write(event.currentTarget.value);
            if (event.currentTarget.value.trim() !== '') props.onTyped();
          }}
          onKeyDown={onKeyDown}
          onBlur={props.onLeft}
        />
        <button type="submit" class="send" aria-label={texts.send} title={texts.send} disabled={!isSendable}>
          <SendIcon />
        </button>
      </div>
      {left < showLeftBelow && (
        <p id="characters-left" class={left < 0 ? 'left left-over' : 'left'} role="status">
          {left < 0 ? texts.tooLong(-left) : texts.left(left)}
        </p>
      )}
    </form>
  );
}
