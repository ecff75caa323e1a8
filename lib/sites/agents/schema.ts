import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';

export const PRIORITIES = ['high', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const agentIds = z.array(z.uuid()).max(5000, 'too_many_at_once');

export const setSiteAgentsInput = z.object({
  ...inOrganizationShape,
  siteId: z.uuid(),
  allAgents: z.boolean(),
  high: agentIds,
  low: agentIds,
});

/** Why somebody would be given nothing of the site, although they are listed. */
export const OBSTACLES = ['invited', 'suspended', 'no_livechat', 'other_sites', 'no_department'] as const;

export const siteAgent = z.object({
  id: z.string(),
  nickname: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  avatar_path: z.string().nullable(),
  is_online: z.boolean(),
  /** False where the reader is in a group and this person is not in it. */
  is_mine: z.boolean(),
  obstacle: z.enum(OBSTACLES).nullable(),
});
export type SiteAgent = z.infer<typeof siteAgent>;

/** What the database function list_site_agents answers. */
export const siteAgents = z.object({
  all_agents: z.boolean(),
  is_confined: z.boolean(),
  agent_count: z.number(),
  high: z.array(siteAgent),
  low: z.array(siteAgent),
});
export type SiteAgents = z.infer<typeof siteAgents>;
