import type { ComponentChildren } from 'preact';
import type { FormKind } from '@/lib/forms/fields';
import type { ChatState } from '@/widget/core/chat-state';
import { Composer, type ComposerProps } from '@/widget/frame/composer';
import { ConnectionBar } from '@/widget/frame/connection-bar';
import { useFrame } from '@/widget/frame/frame-context';
import { Header } from '@/widget/frame/header';
import { lazy } from '@/widget/frame/lazy';
import { Start } from '@/widget/frame/start';
import { Thread } from '@/widget/frame/thread';

export type ScreenProps = {
  chat: ChatState;
  now: Date;
  isOnline: boolean;
  isMuted: boolean;
  isEnding: boolean;
  composer: Omit<ComposerProps, 'draftOf' | 'isDisabled'>;
  renderForm(kind: FormKind, conversationId: string | null): ComponentChildren;
  onClose?: (() => void) | undefined;
  onView(conversationId: string | null): void;
  onRetry(messageId: string): void;
  onDiscard(messageId: string): void;
  onMute(): void;
  onAskEnd(isAsking: boolean): void;
  onEnd(): Promise<void>;
};

const Waiting = lazy(async () => (await import('@/widget/queue/waiting')).Waiting);
const EndDialog = lazy(async () => (await import('@/widget/frame/end-dialog')).EndDialog);

/** The chat as it is drawn from one state. It decides nothing and knows no server. */
export function Screen(props: ScreenProps) {
  const { texts } = useFrame();
  const { chat, now, isOnline, isMuted, isEnding, composer, onView } = props;
  const { viewedId, viewed, current, conversations, site, isFull, invitation, phase } = chat;
  const isStart = viewedId === null;
  const isOver = viewed?.status === 'closed';
  const isLoading = isStart && phase === 'loading';
  const asksFirst = isStart && !current && !isLoading && (!site.is_online || site.has_start_form);

  return (
    <main class="screen">
      <Header
        agent={viewed?.agent ?? null}
        isOnline={site.is_online || isFull}
        isByMail={viewed?.channel === 'nrt' && !isOver}
        isMuted={isMuted}
        onClose={props.onClose}
        onBack={!isStart && conversations.length > 0 ? () => onView(null) : undefined}
        onEnd={viewed && !isOver ? () => props.onAskEnd(true) : undefined}
        onMute={props.onMute}
      />
      <ConnectionBar phase={phase} connection={chat.connection} isOnline={isOnline} />
      {isStart ? (
        <Start {...{ site, isFull, invitation, conversations, now, onView }}>
          {asksFirst && props.renderForm(site.is_online ? 'start' : 'offline', null)}
        </Start>
      ) : (
        <Thread chat={chat} now={now} onRetry={props.onRetry} onDiscard={props.onDiscard} />
      )}
      {viewed && (viewed.status === 'waiting' || viewed.channel === 'nrt') && !isOver && (
        <Waiting key={viewed.id} conversation={viewed} onRefresh={onView} renderForm={props.renderForm} />
      )}
      {isStart && current && (
        <div class="foot">
          <button type="button" class="button button-main" onClick={() => onView(current.id)}>
            {texts.continue}
          </button>
        </div>
      )}
      {isOver && viewed.agent && props.renderForm('rating', viewedId)}
      {isOver && (
        <div class="foot">
          <p>{texts.conversationOver}</p>
          <button type="button" class="button button-main" onClick={() => onView(current?.id ?? null)}>
            {current ? texts.continue : texts.startNew}
          </button>
        </div>
      )}
      {!isOver && !(isStart && (current || asksFirst)) && (
        <Composer {...composer} draftOf={viewedId} isDisabled={isLoading} />
      )}
      {isEnding && <EndDialog onEnd={props.onEnd} onClose={() => props.onAskEnd(false)} />}
    </main>
  );
}
