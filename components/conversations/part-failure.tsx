'use client';

import { useTranslations } from 'next-intl';
import { LoadFailure } from '@/components/conversations/list-states';

/** Instead of a part whose code could not be had: what is around it goes on. A page asks for it once, so a new one is opened. */
export function PartFailure() {
  const t = useTranslations('conversations');
  return <LoadFailure text={t('partFailed')} onRetry={() => location.reload()} />;
}
