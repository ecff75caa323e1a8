import { Avatar } from '@/widget/frame/avatar';
import { timeOfDay } from '@/widget/frame/dates';
import { useFrame } from '@/widget/frame/frame-context';
import { MessageBody } from '@/widget/frame/message-body';
import type { Bubble, ThreadItem } from '@/widget/frame/thread-items';

export type FailedActions = { onRetry(messageId: string): void; onDiscard(messageId: string): void };

export type GroupProps = FailedActions & {
  group: Extract<ThreadItem, { kind: 'group' }>;
  /** The last of the visitor's messages says how far it has come. */
  lastOwnId: string | undefined;
};

export function failureText(code: string, texts: ReturnType<typeof useFrame>['texts']): string {
  const { other, ...known } = texts.failures;
  return Object.hasOwn(known, code) ? known[code as keyof typeof known] : other(code);
}

function Failed({ bubble, onRetry, onDiscard }: FailedActions & { bubble: Bubble }) {
  const { texts } = useFrame();
  return (
    <p class="failed" role="alert">
      {texts.notSent} {failureText(bubble.failure ?? '', texts)}{' '}
      <button type="button" class="link" onClick={() => onRetry(bubble.id)}>
        {texts.retry}
      </button>{' '}
      <button type="button" class="link" onClick={() => onDiscard(bubble.id)}>
        {texts.discard}
      </button>
    </p>
  );
}

/** What one person wrote in one go, under one name and with the time of the last message. */
export function MessageGroup({ group, lastOwnId, onRetry, onDiscard }: GroupProps) {
  const { texts, locale, organizationName } = useFrame();
  const { isOwn, bubbles } = group;
  const agent = group.agent ?? { nickname: organizationName, avatar_path: null };
  const last = bubbles.at(-1);
  const state = last?.id === lastOwnId ? last?.delivery : undefined;
  return (
    <div class={isOwn ? 'group own' : 'group'}>
      {!isOwn && <Avatar agent={agent} />}
      <div class="bubbles">
        <p class={isOwn ? 'author hidden-text' : 'author'} dir="auto">
          {isOwn ? texts.you : agent.nickname}
        </p>
        {bubbles.map((bubble) => (
          <div key={bubble.id} class="bubble-line">
            <div class={bubble.delivery === 'failed' ? 'bubble bubble-failed' : 'bubble'}>
              <MessageBody body={bubble.body} />
            </div>
            {bubble.delivery === 'failed' && (
              <Failed bubble={bubble} onRetry={onRetry} onDiscard={onDiscard} />
            )}
          </div>
        ))}
        {last && last.delivery !== 'failed' && (
          <p class="meta">
            <time dateTime={last.createdAt.toISOString()}>{timeOfDay(last.createdAt, locale)}</time>
            {state && state !== 'failed' && <span class={`state state-${state}`}>{texts[state]}</span>}
          </p>
        )}
      </div>
    </div>
  );
}
