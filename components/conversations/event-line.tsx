'use client';

import { useTranslations } from 'next-intl';
import type { ThreadMessage } from '@/lib/conversations/group-messages';

type EventLineProps = {
  message: ThreadMessage;
  memberName: string;
  visitorName: string;
  isMe: boolean;
  time: string;
  dateTime: string;
};

const personalCodes = [
  'assigned',
  'returned',
  'closed',
  'reopened',
  'missed',
  'left',
  'transferred',
  'transferred_to_department',
  'made_live',
] as const;

/** Something that happened: quiet, between the messages. */
export function EventLine({ message, memberName, visitorName, isMe, time, dateTime }: EventLineProps) {
  const t = useTranslations('conversations.thread');
  return (
    <p className="self-center px-4 py-1 text-center text-muted-foreground text-xs">
      {eventText()} ·{' '}
      <time dateTime={message.created_at} title={dateTime}>
        {time}
      </time>
    </p>
  );

  function eventText(): string {
    if (message.body === 'rated') return t('events.rated', { visitor: visitorName });
    if (message.body === 'overflowed') return t('events.overflowed');
    const code = personalCodes.find((each) => each === message.body);
    if (!code) return t('events.other');
    if (message.author_member_id === null) {
      if (code === 'closed') return t('events.closedByVisitor', { visitor: visitorName });
      if (code === 'returned') return t('events.returnedBySystem');
      return t('events.other');
    }
    return isMe ? t(`youAre.${code}`) : t(`events.${code}`, { name: memberName });
  }
}
