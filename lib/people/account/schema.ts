import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { MEMBER_RIGHTS, MODULES, SCOPES } from '@/lib/auth/permissions';
import { LOCALES } from '@/lib/i18n/locales';
import { DATE_FORMATS, TIME_FORMATS } from '@/lib/i18n/time-preferences';
import { nickname } from '@/lib/people/schema';
import { isTimeZone } from '@/lib/people/time-zones';
import { cleanLine } from '@/lib/platform/clean-line';

/** Kinds of conversation an agent may take, as in the database type channel. */
export const CHANNELS = ['live', 'nrt', 'call', 'video', 'third_party'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LIMIT_MAX = 1000;
/** How many live chats at once most people answer well, and above how many hardly anybody does. */
export const LIVE_RECOMMENDED = 4;
export const LIVE_MANY = 6;

/** Fields are named as update_member names them, so that a refusal finds its field. */
export const ofMemberShape = { ...inOrganizationShape, memberId: z.uuid() };

const line = (max: number) => z.string().overwrite(cleanLine).max(max, 'text_is_too_long');
const ids = z.array(z.uuid()).max(1000);

export const personalInput = z.object({
  ...ofMemberShape,
  first_name: line(80),
  last_name: line(80),
  nickname,
  shows_avatar: z.boolean(),
});

export const rightsInput = z.object({
  ...ofMemberShape,
  rights: z.array(z.enum(MEMBER_RIGHTS)),
  modules: z.array(z.enum(MODULES)),
  scope: z.enum(SCOPES),
});

/** Null is unlimited; otherwise a number is required. What was typed comes as text. */
export const limit = z.union([z.null(), z.number(), z.string()]).transform((value, context) => {
  if (value === null) return null;
  const text = String(value).trim();
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= LIMIT_MAX) return number;
  context.addIssue({ code: 'custom', message: text === '' ? 'required' : 'limit_is_invalid' });
  return z.NEVER;
});

export const limitsInput = z.object({
  ...ofMemberShape,
  channels: z.array(z.enum(CHANNELS)),
  live_max: limit,
  nrt_max: limit,
  call_max: limit,
  video_max: limit,
  third_party_max: limit,
  chats_in_calls: z.boolean(),
  live_priority: z.boolean(),
  video_priority: z.boolean(),
});

export const expertiseInput = z.object({
  ...ofMemberShape,
  languages: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)).max(30, 'too_many_languages'),
  skills: ids,
  departments: ids,
  groups: ids.optional(),
  /** Null: all of them, those to come included. */
  sites: z.union([z.null(), ids.min(1, 'required')]),
  /** Null: adviser for all. Not sent for whoever sees all conversations. */
  forms: z.union([z.null(), ids]).optional(),
});

export const localizationInput = z.object({
  ...ofMemberShape,
  locale: z.enum(LOCALES),
  time_zone: z.string().refine(isTimeZone, 'time_zone_is_invalid'),
  date_format: z.enum(DATE_FORMATS),
  time_format: z.enum(TIME_FORMATS),
});

export const advancedInput = z.object({ ...ofMemberShape, external_id: line(100) });

export const statusInput = z.object({
  ...ofMemberShape,
  status: z.enum(['active', 'suspended', 'deleted']),
});

/** What the database function member_account answers. */
export const memberAccount = z.object({
  organization_id: z.string(),
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  nickname: z.string(),
  email: z.string().nullable(),
  avatar_path: z.string().nullable(),
  shows_avatar: z.boolean(),
  rights: z.array(z.enum(MEMBER_RIGHTS)),
  modules: z.array(z.enum(MODULES)),
  scope: z.enum(SCOPES),
  languages: z.array(z.string()),
  all_sites: z.boolean(),
  all_forms: z.boolean(),
  status: z.enum(['invited', 'active', 'suspended']),
  locale: z.enum(LOCALES),
  time_zone: z.string(),
  date_format: z.enum(DATE_FORMATS),
  time_format: z.enum(TIME_FORMATS),
  external_id: z.string().nullable(),
  last_seen_at: z.string().nullable(),
  is_online: z.boolean(),
  limits: z.object({
    channels: z.array(z.enum(CHANNELS)),
    live_max: z.number().nullable(),
    nrt_max: z.number().nullable(),
    call_max: z.number().nullable(),
    video_max: z.number().nullable(),
    third_party_max: z.number().nullable(),
    chats_in_calls: z.boolean(),
    live_priority: z.boolean(),
    video_priority: z.boolean(),
  }),
  departments: z.array(z.string()),
  groups: z.array(z.string()),
  skills: z.array(z.string()),
  sites: z.array(z.string()),
  forms: z.array(z.string()),
  invitation_expires_at: z.string().nullable(),
  is_manageable: z.boolean(),
  sign_in: z.enum(['none', 'own', 'not_yours', 'shared', 'manageable']),
  /** Known where the caller may reset it. */
  has_second_factor: z.boolean(),
  /** Where the member may sign in from; none is anywhere. */
  allowed_addresses: z.array(z.string()),
  actor_groups: z.array(z.string()),
});
export type MemberAccount = z.infer<typeof memberAccount>;

export type NamedChoice = { id: string; label: string };
