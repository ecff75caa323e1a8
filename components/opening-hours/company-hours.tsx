'use client';

import type { ReactNode } from 'react';
import { HoursEditor } from '@/components/opening-hours/hours-editor';
import { useHours } from '@/components/opening-hours/use-hours';
import type { HoursView } from '@/lib/opening-hours/schema';

type CompanyHoursProps = { initial: HoursView; timeZones: ReactNode; today: string };

export function CompanyHours({ initial, timeZones, today }: CompanyHoursProps) {
  const { followCompany: _, ...commands } = useHours(initial, null);
  return <HoursEditor {...commands} saved={commands.view.company} timeZones={timeZones} today={today} />;
}
