'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { hasNotices } from '@/components/ui/notify';

const Toasts = dynamic(() => import('@/components/ui/toasts').then((file) => file.Toasts), { ssr: false });

export function Toaster() {
  const isWanted = useSyncExternalStore(hasNotices.subscribe, hasNotices.get, () => false);
  return isWanted ? <Toasts /> : null;
}
