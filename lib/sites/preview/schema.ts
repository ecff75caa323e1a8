import { z } from 'zod';
import { DISTRIBUTIONS } from '@/lib/sites/routing/schema';

export const OUTCOMES = [
  'disabled',
  'hidden',
  'closed',
  'nobody',
  'offered',
  'assigned',
  'queue_is_full',
  'queued',
] as const;
export type PreviewOutcome = (typeof OUTCOMES)[number];

/** What stands between an agent and the conversation, in the order in which it is looked for. */
export const AGENT_OBSTACLES = [
  'other_site',
  'no_department',
  'other_department',
  'other_form',
  'other_channel',
  'no_skill',
  'other_group',
  'no_language',
  'not_present',
  'away',
  'gave_it_back',
  'at_limit',
] as const;

const previewedAgent = z.object({
  member_id: z.string(),
  nickname: z.string(),
  avatar_path: z.string().nullable(),
  obstacle: z.enum(AGENT_OBSTACLES).nullable(),
  is_high: z.boolean(),
  load: z.number(),
});
export type PreviewedAgent = z.infer<typeof previewedAgent>;

/** What the database function preview_routing answers. */
export const routingPreview = z.object({
  outcome: z.enum(OUTCOMES),
  is_open: z.boolean(),
  waiting: z.number(),
  rule: z.object({ id: z.string(), name: z.string() }).nullable(),
  department_id: z.string().nullable(),
  skill_id: z.string().nullable(),
  group_id: z.string().nullable(),
  language: z.string().nullable(),
  choice: z
    .object({
      member_id: z.string(),
      reason: z.object({
        by: z.enum(['wanted', 'high', ...DISTRIBUTIONS]),
        of: z.number(),
        without: z.array(z.enum(['skill', 'group', 'language'])),
      }),
    })
    .nullable(),
  agents: z.array(previewedAgent),
});
export type RoutingPreview = z.infer<typeof routingPreview>;

/** At most this many agents are answered. */
export const AGENTS_MAX = 200;
