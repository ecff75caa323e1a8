'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { AvailabilityDot } from '@/components/shell/availability-dot';
import { useAvailability } from '@/components/shell/availability-provider';
import { Switch } from '@/components/ui/switch';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/platform/cn';

/** On a narrow rail only the dot and the switch stay visible; the words remain for screen readers. */
export function AvailabilitySwitch({ isRail = false }: { isRail?: boolean }) {
  const t = useTranslations('shell.availability');
  const id = useId();
  const { isAgent, shown, status, choose } = useAvailability();
  if (!isAgent) return null;
  return (
    <Tooltip label={t(`${shown}Hint`)} side="right">
      <label
        htmlFor={id}
        className={cn(
          'flex items-center gap-2.5 rounded-md px-2.5 py-2 text-[13px] transition-colors hover:bg-hover',
          isRail && 'max-lg:flex-col max-lg:gap-2 max-lg:px-0',
        )}
      >
        <AvailabilityDot shown={shown} />
        <span
          role="status"
          className={cn(
            'flex-1 font-medium',
            shown === 'online' && 'text-online',
            shown === 'lost' && 'text-danger',
            isRail && 'max-lg:sr-only',
          )}
        >
          {t(shown)}
        </span>
        <Switch
          id={id}
          aria-label={t('label')}
          checked={status === 'online'}
          onCheckedChange={(isOnline) => void choose(isOnline ? 'online' : 'away')}
        />
      </label>
    </Tooltip>
  );
}
