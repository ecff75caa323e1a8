import { z } from 'zod';
import { hoursCard } from '@/lib/opening-hours/schema';

/** What the function site_readiness answers. */
export const siteReadiness = z.object({
  is_enabled: z.boolean(),
  addresses: z.number(),
  departments: z.number(),
  staffed_departments: z.number(),
  agents: z.number(),
  available_agents: z.number(),
  hours: hoursCard,
});
export type SiteReadiness = z.infer<typeof siteReadiness>;

export type ReadinessCheck =
  | 'enabled'
  | 'addresses'
  | 'department'
  | 'staffed'
  | 'agents'
  | 'hours'
  | 'online';

/** In the order in which they must be put right: what stands below a missing one cannot be judged by itself. */
export function readinessChecks(readiness: SiteReadiness): { check: ReadinessCheck; isOk: boolean }[] {
  return [
    { check: 'enabled', isOk: readiness.is_enabled },
    { check: 'addresses', isOk: readiness.addresses > 0 },
    { check: 'department', isOk: readiness.departments > 0 },
    { check: 'staffed', isOk: readiness.staffed_departments > 0 },
    { check: 'agents', isOk: readiness.agents > 0 },
    { check: 'hours', isOk: readiness.hours.is_open },
    { check: 'online', isOk: readiness.available_agents > 0 },
  ];
}

/** Whether a visitor who writes now meets somebody. */
export const isAnswerable = (readiness: SiteReadiness): boolean =>
  readinessChecks(readiness).every(({ isOk }) => isOk);
