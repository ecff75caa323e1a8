import type { WidgetProblem } from '@/lib/visitors/schema';
import { useFrame } from '@/widget/frame/frame-context';
import { CloseIcon } from '@/widget/frame/icons';
import { unavailableTexts } from '@/widget/frame/unavailable-texts';

export type UnavailableProps = {
  problem: WidgetProblem;
  onRetry(): void;
  onClose?: (() => void) | undefined;
};

/** Instead of the chat: the site's key is unknown, the site is switched off, or the server does not answer. */
export function Unavailable({ problem, onRetry, onClose }: UnavailableProps) {
  const { texts, locale } = useFrame();
  const { title, [problem]: reason } = unavailableTexts(locale);
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
      <h1 tabIndex={-1}>{title}</h1>
      <p>{reason}</p>
      {problem === 'unreachable' && (
        <button type="button" class="button" onClick={onRetry}>
          {texts.retry}
        </button>
      )}
    </main>
  );
}
