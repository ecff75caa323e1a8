'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useStorePart } from '@/components/conversations/use-store';
import { visitorLabel } from '@/lib/conversations/visitor-label';

export interface Names {
  visitor(visitorId: string): string;
  /** A colleague's nickname; "Deleted User" for one who left. */
  member(memberId: string | null): string;
  site(siteId: string): string;
}

/** What visitors, colleagues and sites are called on the screen. */
export function useNames(): Names {
  const t = useTranslations('conversations');
  const { state } = useInbox();
  const visitors = useStorePart(state, (value) => value.visitors);
  const colleagues = useStorePart(state, (value) => value.colleagues);
  const sites = useStorePart(state, (value) => value.sites);
  return useMemo(
    () => ({
      visitor(visitorId) {
        const label = visitorLabel(visitors.get(visitorId) ?? { id: visitorId, name: null });
        return 'name' in label ? label.name : t('visitor', { code: label.code });
      },
      member(memberId) {
        const colleague = memberId === null ? undefined : colleagues.get(memberId);
        if (!colleague) return t('somebody');
        return colleague.status === 'deleted' ? t('deletedMember') : colleague.nickname;
      },
      site: (siteId) => sites.get(siteId)?.name ?? '',
    }),
    [t, visitors, colleagues, sites],
  );
}
