import { useEffect, useRef, useState } from 'preact/hooks';
import { useFrame } from '@/widget/frame/frame-context';

/** Asks before a conversation is ended, and says so when that did not work. */
export function EndDialog({ onEnd, onClose }: { onEnd(): Promise<void>; onClose(): void }) {
  const { texts } = useFrame();
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, setState] = useState<'asking' | 'ending' | 'failed'>('asking');

  useEffect(() => dialog.current?.showModal(), []);

  const end = () => {
    setState('ending');
    onEnd().then(onClose, () => setState('failed'));
  };

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="end-title" onClose={onClose}>
      <h2 id="end-title">{texts.endTitle}</h2>
      <p>{texts.endText}</p>
      {state === 'failed' && (
        <p class="failed" role="alert">
          {texts.endFailed}
        </p>
      )}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {texts.endCancel}
        </button>
        <button type="button" class="button button-danger" disabled={state === 'ending'} onClick={end}>
          {texts.endConfirm}
        </button>
      </div>
    </dialog>
  );
}
