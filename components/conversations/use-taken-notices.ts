'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useNames } from '@/components/conversations/use-names';
import { notify } from '@/components/ui/notify';

/** The first taker wins; whoever else reached for it is told who it was. */
export function useTakenNotices(): void {
  const t = useTranslations('conversations.notices');
  const { notices } = useInbox();
  const names = useNames();
  const tell = useEffectEvent((by: string | null) => {
    notify.info(t('taken', { name: names.member(by) }), { description: t('takenText') });
  });
  useEffect(() => notices.listen((notice) => notice.type === 'taken' && tell(notice.by)), [notices]);
}
