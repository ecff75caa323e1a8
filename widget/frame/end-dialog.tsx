import { useEffect, useRef, useState } from 'preact/hooks';
import { endTexts } from '@/widget/frame/end-texts';
import { useFrame } from '@/widget/frame/frame-context';

/** Asks before a conversation is ended, and says so when that did not work. */
export function EndDialog({ onEnd, onClose }: { onEnd(): Promise<void>; onClose(): void }) {
  const texts = endTexts(useFrame().locale);
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, setState] = useState<'asking' | 'ending' | 'failed'>('asking');

  useEffect(() => dialog.current?.showModal(), []);

  const end = () => {
    setState('ending');
    onEnd().then(onClose, () => setState('failed'));
  };

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="end-title" onClose={onClose}>
      <h2 id="end-title">{texts.title}</h2>
      <p>{texts.text}</p>
      {state === 'failed' && (
        <p class="failed" role="alert">
          {texts.failed}
        </p>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {texts.cancel}
        </button>
        <button type="button" class="button button-danger" disabled={state === 'ending'} onClick={end}>
          {texts.confirm}
        </button>
      </div>
    </dialog>
  );
}
