'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { AvailabilityDot } from '@/components/shell/availability-dot';
import { type Availability, useAvailability } from '@/components/shell/availability-provider';
import { Switch } from '@/components/ui/switch';
import { cn } from '@/lib/platform/cn';

const stateClasses = ({ shown }: Availability) =>
  cn('font-medium', shown === 'online' && 'text-online', shown === 'lost' && 'text-danger');

/** In the sidebar. On the narrow rail only the dot and the switch stay visible; the words remain for screen readers. */
export function AvailabilitySwitch() {
  const t = useTranslations('shell.availability');
  const availability = useAvailability();
  if (!availability.isAgent) return null;
  return (
    <SwitchRow
      availability={availability}
      title={t(`${availability.shown}Hint`)}
      className="max-lg:flex-col max-lg:gap-2 max-lg:px-0"
    >
      <span role="status" className={cn(stateClasses(availability), 'flex-1 max-lg:sr-only')}>
        {t(availability.shown)}
      </span>
    </SwitchRow>
  );
}

/** In the phone's menu, where there is room for what the state means and no pointer to hover with. */
export function AvailabilityRow() {
  const t = useTranslations('shell.availability');
  const availability = useAvailability();
  if (!availability.isAgent) return null;
  return (
    <SwitchRow availability={availability} className="min-h-12 px-3">
      <span role="status" className="grid flex-1">
        <span className={stateClasses(availability)}>{t(availability.shown)}</span>
        <span className="text-muted-foreground">{t(`${availability.shown}Hint`)}</span>
      </span>
    </SwitchRow>
  );
}

type SwitchRowProps = { availability: Availability; title?: string; className: string; children: ReactNode };

function SwitchRow({ availability: { shown, status, choose }, title, className, children }: SwitchRowProps) {
  const t = useTranslations('shell.availability');
  const id = useId();
  return (
    <label
      htmlFor={id}
      title={title}
      className={cn(
        'flex items-center gap-2.5 rounded-md base:px-2.5 py-2 text-[13px] transition-colors hover:bg-hover',
        className,
      )}
    >
      <AvailabilityDot shown={shown} />
      {children}
      <Switch
        id={id}
        aria-label={t('label')}
        checked={status === 'online'}
        onCheckedChange={(isOnline) => void choose(isOnline ? 'online' : 'away')}
      />
    </label>
  );
}
