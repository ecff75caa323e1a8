'use client';

import { Bell, BellOff } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { PartFailure } from '@/components/conversations/part-failure';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import {
  type AlertPreferences,
  readAlertPreferences,
  saveAlertPreferences,
} from '@/lib/conversations/alert-preferences';
import { browserStorage } from '@/lib/platform/key-value-storage';

/** Its code comes when it is first opened. */
const AlertChoices = dynamic(
  () =>
    import('@/components/conversations/alert-choices').then(
      (file) => file.AlertChoices,
      () => PartFailure,
    ),
  { ssr: false },
);

/** How this browser calls: asked for by a click, never when the page opens. */
export function AlertsMenu() {
  const t = useTranslations('conversations.alerts');
  const [preferences, setPreferences] = useState<AlertPreferences>({ sound: true, repeat: true });
  useEffect(() => setPreferences(readAlertPreferences(browserStorage())), []);

  const change = (part: Partial<AlertPreferences>) => {
    const next = { ...preferences, ...part };
    setPreferences(next);
    saveAlertPreferences(browserStorage(), next);
  };
  const Icon = preferences.sound ? Bell : BellOff;

  return (
    <Popover>
      <PopoverTrigger>
        <Button variant="ghost" size="icon-sm" aria-label={t('label')} title={t('label')}>
          <Icon aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="grid w-80 gap-4 p-4">
        <AlertChoices preferences={preferences} onChange={change} />
      </PopoverContent>
    </Popover>
  );
}
