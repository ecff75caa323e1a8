'use client';

import { ArrowDown, ArrowUp, ChevronDown, GripVertical, Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { PointerEvent, ReactNode } from 'react';
import type { AgentPlace } from '@/components/sites/agents/use-site-agents';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { buttonClasses } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { cn } from '@/lib/platform/cn';
import { fullName } from '@/lib/platform/format';
import type { SiteAgent } from '@/lib/sites/agents/schema';

const PLACES = ['high', 'low', 'none'] as const;

type AgentLineProps = {
  agent: SiteAgent;
  place: AgentPlace;
  isOnline: boolean;
  picture: string | null;
  isDragged: boolean;
  isDropTarget: boolean;
  onDragStart: (event: PointerEvent<HTMLElement>) => void;
  onChoose: (place: AgentPlace) => void;
  /** Only where there is an order. */
  onStep?: ((by: -1 | 1, focusOn: 'handle' | 'menu') => void) | undefined;
};

/** Dragged by mouse anywhere and by finger at its handle; the menu and the arrow keys do the same. */
export function AgentLine(props: AgentLineProps) {
  const { agent, place, isOnline, picture, isDragged, isDropTarget, onDragStart, onChoose, onStep } = props;
  const t = useTranslations('siteAgents');
  const { nickname } = agent;
  return (
    <li
      data-row={agent.id}
      onPointerDown={agent.is_mine ? onDragStart : undefined}
      className={cn(
        'flex items-center gap-2 py-2 ps-2 pe-3 [contain-intrinsic-height:56px] [content-visibility:auto]',
        agent.is_mine && 'lg:cursor-grab',
        isDragged && 'opacity-40',
        isDropTarget && 'shadow-[inset_0_2px_0_var(--accent)]',
      )}
    >
      {agent.is_mine ? <Handle nickname={nickname} id={agent.id} onStep={onStep} /> : null}
      <span className="relative">
        <Avatar name={nickname} src={picture} />
        {isOnline ? (
          <span
            aria-hidden
            className="absolute -end-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface bg-online"
          />
        ) : null}
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="truncate font-medium">
          {nickname}
          <span className="sr-only">, {isOnline ? t('online') : t('offline')}</span>
        </span>
        <span className="truncate text-[13px] text-muted-foreground">{fullName(agent)}</span>
        {agent.obstacle ? (
          <Badge tone="waiting" className="mt-0.5 justify-self-start">
            {t(`obstacle.${agent.obstacle}`)}
          </Badge>
        ) : null}
      </span>
      {agent.is_mine ? (
        <PlaceMenu nickname={nickname} place={place} onChoose={onChoose} onStep={onStep} />
      ) : (
        <span title={t('notYours')} className="text-muted-foreground">
          <Lock aria-hidden className="size-4" />
          <span className="sr-only">{t('notYours')}</span>
        </span>
      )}
    </li>
  );
}

type HandleProps = { id: string; nickname: string; onStep: AgentLineProps['onStep'] };

function Handle({ id, nickname, onStep }: HandleProps) {
  const t = useTranslations('siteAgents');
  return (
    <button
      type="button"
      data-move={id}
      // Where there is no order, the menu is what the keyboard uses.
      tabIndex={onStep ? 0 : -1}
      aria-label={t(onStep ? 'handle' : 'handleToChoose', { nickname })}
      className="grid h-9 w-5 cursor-grab touch-none place-items-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground active:cursor-grabbing max-lg:hidden pointer-coarse:h-11 pointer-coarse:w-9"
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
        if (by === null || !onStep) return;
        event.preventDefault();
        onStep(by, 'handle');
      }}
    >
      <GripVertical aria-hidden className="size-4" />
    </button>
  );
}

type PlaceMenuProps = Pick<AgentLineProps, 'place' | 'onChoose' | 'onStep'> & { nickname: string };

function PlaceMenu({ nickname, place, onChoose, onStep }: PlaceMenuProps) {
  const t = useTranslations('siteAgents');
  const label = t('priorityOf', { nickname });
  const item = (icon: ReactNode, text: string, by: -1 | 1) => (
    <DropdownMenuItem onSelect={() => onStep?.(by, 'menu')}>
      {icon} {text}
    </DropdownMenuItem>
  );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(buttonClasses({ variant: 'secondary', size: 'sm' }), 'gap-1 pointer-coarse:h-11')}
      >
        <span className="sr-only">{label}: </span>
        {t(`choice.${place}`)}
        <ChevronDown aria-hidden />
      </DropdownMenuTrigger>
      <DropdownMenuContent label={label} align="end" className="w-52">
        {PLACES.map((choice) => (
          <DropdownMenuRadioItem
            key={choice}
            isChecked={choice === place}
            onSelect={() => choice !== place && onChoose(choice)}
          >
            {t(`choiceLong.${choice}`)}
          </DropdownMenuRadioItem>
        ))}
        {onStep ? (
          <>
            <DropdownMenuSeparator />
            {item(<ArrowUp aria-hidden />, t('up'), -1)}
            {item(<ArrowDown aria-hidden />, t('down'), 1)}
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
