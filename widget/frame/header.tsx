import type { AgentCard } from '@/widget/core/chat-types';
import { Avatar } from '@/widget/frame/avatar';
import { useFrame } from '@/widget/frame/frame-context';
import { BackIcon, CloseIcon, EndIcon, MutedIcon, SoundIcon } from '@/widget/frame/icons';

export type HeaderProps = {
  agent: AgentCard | null;
  isOnline: boolean;
  /** Whoever wrote need not wait here. */
  isByMail: boolean;
  isMuted: boolean;
  onClose?: (() => void) | undefined;
  onBack?: (() => void) | undefined;
  onEnd?: (() => void) | undefined;
  onMute(): void;
};

function IconButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick(): void;
  children: preact.ComponentChildren;
}) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

/** Who is on the other side, and whether somebody is there, in words. */
export function Header({ agent, isOnline, isByMail, isMuted, onClose, onBack, onEnd, onMute }: HeaderProps) {
  const { texts, organizationName, logoUrl } = useFrame();
  return (
    <header class="header">
      {onBack && (
        <IconButton label={texts.back} onClick={onBack}>
          <BackIcon />
        </IconButton>
      )}
      {agent ? (
        <Avatar agent={agent} size={36} />
      ) : (
        // Beside the name, which says it already; a picture that cannot be had takes no room.
        // biome-ignore lint/performance/noImgElement: there is no Next in the widget
        logoUrl && <img class="logo" src={logoUrl} alt="" />
      )}
      <div class="header-names">
        <h1 tabIndex={-1} dir="auto">
          {agent ? agent.nickname : organizationName}
        </h1>
        <p>
          {agent ? (
            <span dir="auto">{organizationName}</span>
          ) : (
            <>
              <span class={isOnline && !isByMail ? 'dot dot-online' : 'dot'} aria-hidden="true" />
              {isByMail ? texts.byMail : isOnline ? texts.online : texts.away}
            </>
          )}
        </p>
      </div>
      {onEnd && (
        <IconButton label={texts.end} onClick={onEnd}>
          <EndIcon />
        </IconButton>
      )}
      <IconButton label={isMuted ? texts.unmute : texts.mute} onClick={onMute}>
        {isMuted ? <MutedIcon /> : <SoundIcon />}
      </IconButton>
      {onClose && (
        <IconButton label={texts.close} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      )}
    </header>
  );
}
