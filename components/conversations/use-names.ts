'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useInboxState } from '@/components/conversations/use-inbox-state';
import { visitorLabel } from '@/lib/conversations/visitor-label';

export interface Names {
  visitor(visitorId: string): string;
  /** A colleague's nickname; "Deleted User" for one who left. */
  member(memberId: string | null): string;
  site(siteId: string): string;
  department(departmentId: string | null): string;
}

/** What visitors, colleagues and sites are called on the screen. */
export function useNames(): Names {
  const t = useTranslations('conversations');
  const visitors = useInboxState((value) => value.visitors);
  const colleagues = useInboxState((value) => value.colleagues);
  const sites = useInboxState((value) => value.sites);
  const departments = useInboxState((value) => value.departments);
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
      department: (departmentId) =>
        departmentId === null ? '' : (departments.get(departmentId)?.name ?? ''),
      site: (siteId) => sites.get(siteId)?.name ?? '',
    }),
    [t, visitors, colleagues, sites, departments],
  );
}
