import { useFrame } from '@/widget/frame/frame-context';
import { CloseIcon } from '@/widget/frame/icons';

/** Instead of the chat, when the site's key is unknown or the site is switched off. */
export function Unavailable({
  code,
  onClose,
}: {
  code: 'unknown_site' | 'site_is_disabled';
  onClose?: () => void;
}) {
  const { texts } = useFrame();
  return (
    <main class="unavailable">
      {onClose && (
        <button
          type="button"
          class="icon-button"
          aria-label={texts.close}
          title={texts.close}
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      )}
      <h1 tabIndex={-1}>{texts.unavailableTitle}</h1>
      <p>{texts.unavailable[code]}</p>
    </main>
  );
}
