import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';

export const ASSIGNMENT_MODES = ['automatic', 'manual'] as const;
export const DISTRIBUTIONS = ['least_busy', 'round_robin', 'longest_idle'] as const;

/** What each number may be, as the checks of the table sites have it. */
export const ROUTING_LIMITS = {
  fallback_after: { min: 0, max: 3600 },
  accept_within: { min: 10, max: 3600 },
  misses_until_away: { min: 1, max: 20 },
  queue_max: { min: 0, max: 10_000 },
  wait_max: { min: 10, max: 86_400 },
} as const;
export type RoutingNumber = keyof typeof ROUTING_LIMITS;

const NUMBER_ERRORS: Record<RoutingNumber, string> = {
  fallback_after: 'fallback_is_invalid',
  accept_within: 'accept_time_is_invalid',
  misses_until_away: 'misses_are_invalid',
  queue_max: 'queue_is_invalid',
  wait_max: 'wait_is_invalid',
};

/** What was typed comes as text; an empty field is null. */
const typedNumber = (field: RoutingNumber) =>
  z.union([z.null(), z.number(), z.string()]).transform((value, context) => {
    const text = String(value ?? '').trim();
    if (text === '') return null;
    const { min, max } = ROUTING_LIMITS[field];
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return number;
    context.addIssue({ code: 'custom', message: NUMBER_ERRORS[field] });
    return z.NEVER;
  });

const requiredNumber = (field: RoutingNumber) =>
  typedNumber(field).transform((value, context) => {
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: 'required' });
    return z.NEVER;
  });

const inSite = { ...inOrganizationShape, siteId: z.uuid() };

/** Fields are named as the columns are, so that a refusal finds its field. */
export const distributionInput = z.object({
  ...inSite,
  assignment: z.enum(ASSIGNMENT_MODES),
  distribution: z.enum(DISTRIBUTIONS),
});
export const fittingAgentInput = z.object({
  ...inSite,
  prefers_last_agent: z.boolean(),
  fallback_after: requiredNumber('fallback_after'),
});
export const acceptTimeInput = z.object({
  ...inSite,
  accept_within: typedNumber('accept_within'),
  misses_until_away: requiredNumber('misses_until_away'),
});
export const queueInput = z.object({
  ...inSite,
  queue_max: typedNumber('queue_max'),
  wait_max: typedNumber('wait_max'),
});

export const siteRouting = z.object({
  assignment: z.enum(ASSIGNMENT_MODES),
  distribution: z.enum(DISTRIBUTIONS),
  prefers_last_agent: z.boolean(),
  fallback_after: z.number(),
  accept_within: z.number().nullable(),
  misses_until_away: z.number(),
  queue_max: z.number().nullable(),
  wait_max: z.number().nullable(),
});
export type SiteRouting = z.infer<typeof siteRouting>;
