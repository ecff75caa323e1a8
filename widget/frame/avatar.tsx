import { useState } from 'preact/hooks';
import type { AgentCard } from '@/widget/core/chat-types';
import { useFrame } from '@/widget/frame/frame-context';

function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const last = words.length > 1 ? words.at(-1) : '';
  return [words[0], last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** The agent's picture, or the letters of the nickname. The name itself always stands beside it. */
export function Avatar({ agent, size = 28 }: { agent: AgentCard; size?: 28 | 36 | 48 }) {
  const { avatarsUrl } = useFrame();
  const [isBroken, setIsBroken] = useState(false);
  const path = isBroken ? null : agent.avatar_path;
  return (
    <span class={`avatar avatar-${size}`} aria-hidden="true">
      {path === null ? (
        initials(agent.nickname)
      ) : (
        // biome-ignore lint/performance/noImgElement: there is no Next in the widget
        <img src={avatarsUrl + path} alt="" width={size} height={size} onError={() => setIsBroken(true)} />
      )}
    </span>
  );
}
