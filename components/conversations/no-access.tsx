'use client';

import { DoorClosed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/shared/empty-state';
import { useMember } from '@/components/shell/member-provider';
import { Button } from '@/components/ui/button';

/** In place of everything else once the membership has ended: nothing of the organization stays on the screen. */
export function NoAccess() {
  const t = useTranslations('conversations.noAccess');
  const { organizationName } = useMember();
  return (
    <main className="grid min-h-dvh place-items-center" role="alert">
      <EmptyState
        icon={<DoorClosed aria-hidden />}
        title={t('title', { organization: organizationName })}
        text={t('text')}
        actions={
          <Button asChild variant="secondary">
            {/* A whole new page: it must not be answered from what this one still knows. */}
            <a href="/">{t('leave')}</a>
          </Button>
        }
      />
    </main>
  );
}
