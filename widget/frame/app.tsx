import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Chat } from '@/widget/core/chat';
import { type KeyStore, keys } from '@/widget/core/key-store';
import { useIsOnline, useObservable } from '@/widget/frame/hooks';
import type { HostLink } from '@/widget/frame/host-link';
import { lazy } from '@/widget/frame/lazy';
import { Screen } from '@/widget/frame/screen';

export type AppProps = { chat: Chat; host: HostLink; store: KeyStore };

const VisitorForm = lazy(async () => (await import('@/widget/forms/visitor-form')).loadForm());

/** Puts the chat, the page around and what is kept together into one screen. */
export function App({ chat, host, store }: AppProps) {
  const state = useObservable(chat.state);
  const { isOpen } = useObservable(host.state);
  const isOnline = useIsOnline();
  const [isMuted, setIsMuted] = useState(store.get(keys.isMuted) !== null);
  const [isEnding, setIsEnding] = useState(false);
  const [focusRequest, setFocusRequest] = useState(0);
  const drafts = useMemo(
    () => ({
      get: (id: string | null) => store.get(keys.draft(id)) ?? '',
      set(id: string | null, text: string) {
        if (text === '') store.remove(keys.draft(id));
        else store.set(keys.draft(id), text);
      },
    }),
    [store],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view, or the end, asks for the focus as well
  useEffect(() => {
    if (!isOpen) return setIsEnding(false);
    if (isEnding) return;
    setFocusRequest((count) => count + 1);
    // Where there is nothing to write in, or a keyboard would jump up, the reader still starts at the top.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector('h1')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [isOpen, state.viewedId, isEnding, state.viewed?.status === 'closed']);

  const mute = () => {
    setIsMuted(!isMuted);
    if (isMuted) store.remove(keys.isMuted);
    else store.set(keys.isMuted, '1');
  };

  return (
    <Screen
      chat={state}
      now={new Date()}
      isOnline={isOnline}
      isMuted={isMuted}
      isEnding={isEnding}
      composer={{
        drafts,
        focusRequest,
        onSend: (text) => chat.send(text) === null,
        onTyped: chat.typed,
        onLeft: chat.stoppedTyping,
      }}
      renderForm={(kind, conversationId) => (
        <VisitorForm key={kind + conversationId} {...{ kind, conversationId, chat, drafts }} />
      )}
      onClose={host.isFramed ? () => host.post({ type: 'close' }) : undefined}
      onView={chat.view}
      onRetry={chat.retry}
      onDiscard={chat.discard}
      onMute={mute}
      onAskEnd={setIsEnding}
      onEnd={chat.end}
    />
  );
}
