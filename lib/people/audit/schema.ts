import { z } from 'zod';

/** What the log tells of, as its triggers name it; in the order of the filter. */
export const AUDIT_ENTITIES = [
  'member',
  'member_limits',
  'member_allowed_addresses',
  'sign_in',
  'invitation',
  'member_import',
  'group',
  'group_member',
  'skill',
  'member_skill',
  'department',
  'department_member',
  'site',
  'site_agent',
  'hidden_department',
  'targeting_rule',
  'opening_hours',
  'opening_slot',
  'day_type',
  'day_exception',
  'form',
  'member_site',
  'member_form',
  'organization',
  'seats',
  'billing_account',
  'retention',
] as const;
export type AuditEntity = (typeof AUDIT_ENTITIES)[number];

const values = z.record(z.string(), z.json()).nullable();

export const auditEntry = z.object({
  id: z.number(),
  actor_id: z.string().nullable(),
  ip: z.string().nullable(),
  entity: z.string(),
  entity_id: z.string(),
  entity_name: z.string(),
  verb: z.enum(['created', 'changed', 'removed']),
  before: values,
  after: values,
  created_at: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Days Postgres and JavaScript both read, with the one after; the log knows no others. */
const day = z.iso
  .date()
  .refine((date) => date >= '2000-01-01' && date <= '2999-12-31')
  .optional()
  .catch(undefined);

/** Out of the page's address; whatever cannot be read is as if it were not there. */
export const auditFilter = z.object({
  person: z.string().trim().max(200).optional().catch(undefined),
  kind: z.enum(AUDIT_ENTITIES).optional().catch(undefined),
  from: day,
  to: day,
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type AuditFilter = z.infer<typeof auditFilter>;
