import { createObservable } from '@/widget/core/observable';
import { envelope, readToFrame, type ToFrame, type ToLoader } from '@/widget/protocol';

/** A page that frames the chat without the loader never answers; the chat then shows itself. */
const answerMs = 1500;
const alone: ToFrame = { isOpen: true, isFullScreen: true, page: null, kept: '', referrer: '' };

export type HostLink = ReturnType<typeof connectHost>;

/**
 * The line to the loader. The origin of the page around is what the loader claims in the fragment; a false
 * claim only means that the browser delivers nothing, since messages are sent to exactly that origin.
 */
export function connectHost() {
  const origin = decodeURIComponent(location.hash.slice(1));
  const isFramed = window.parent !== window && /^https?:\/\/[^/]+$/.test(origin);
  const state = createObservable<ToFrame>(alone);
  let answered: (() => void) | null = null;

  window.addEventListener('message', ({ source, origin: from, data }) => {
    if (!isFramed || source !== window.parent || from !== origin) return;
    const message = readToFrame(data);
    if (!message) return;
    state.set(message);
    answered?.();
  });

  const post = (message: ToLoader): void => {
    if (isFramed) window.parent.postMessage(envelope(message), origin);
  };

  return {
    state,
    isFramed,
    post,
    /** Tells the loader that the frame lives, and waits for how things stand. */
    async ready(locale: string): Promise<void> {
      if (!isFramed) return;
      const answer = new Promise<void>((done) => {
        answered = done;
        setTimeout(done, answerMs);
      });
      post({ type: 'ready', locale });
      await answer;
    },
  };
}
