import type { ChatState } from '@/widget/core/chat-state';
import { useFrame } from '@/widget/frame/frame-context';
import { useLasting } from '@/widget/frame/hooks';

const worthSayingAfterMs = 2500;

export type ConnectionBarProps = Pick<ChatState, 'phase' | 'connection'> & { isOnline: boolean };

/** Says when something is the matter with the line, and that nothing typed is lost. */
export function ConnectionBar({ phase, connection, isOnline }: ConnectionBarProps) {
  const { texts } = useFrame();
  const isDown = connection === 'interrupted' || connection === 'connecting';
  const isLastingDown = useLasting(isDown, worthSayingAfterMs);
  let said = '';
  if (!isOnline) said = texts.offline;
  else if (phase === 'unreachable') said = texts.unreachable;
  else if (isLastingDown) said = texts.reconnecting;
  return (
    <div class="bar" role="status" data-is-shown={said !== ''}>
      {said}
    </div>
  );
}
