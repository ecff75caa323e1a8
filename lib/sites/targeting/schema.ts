import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { cleanLine } from '@/lib/platform/clean-line';

export const TEXT_TESTS = ['contains', 'not_contains', 'equals', 'starts_with'] as const;
export const LIST_TESTS = ['one_of', 'none_of'] as const;
export const COUNT_TESTS = ['at_least', 'at_most'] as const;
export const DEVICES = ['desktop', 'tablet', 'phone'] as const;
export type Device = (typeof DEVICES)[number];

/** What a condition looks at, and how it may be tested. */
export const SUBJECT_TESTS = {
  page: TEXT_TESTS,
  referrer: TEXT_TESTS,
  language: LIST_TESTS,
  device: LIST_TESTS,
  visits: COUNT_TESTS,
  seconds: ['at_least'],
} as const;
export type Subject = keyof typeof SUBJECT_TESTS;
export const SUBJECTS = Object.keys(SUBJECT_TESTS) as Subject[];

export const CONDITIONS_MAX = 10;
export const RULES_MAX = 100;
export const INVITATION_MAX = 300;

const text = z.string().overwrite(cleanLine).min(1, 'required').max(500, 'text_is_too_long');

/** What was typed comes as text. */
const count = (max: number, code: string) =>
  z.union([z.number(), z.string()]).transform((value, context) => {
    const digits = String(value).trim();
    if (/^\d{1,6}$/.test(digits) && Number(digits) <= max) return Number(digits);
    context.addIssue({ code: 'custom', message: digits === '' ? 'required' : code });
    return z.NEVER;
  });

export const condition = z.discriminatedUnion('on', [
  z.object({ on: z.literal('page'), is: z.enum(TEXT_TESTS), value: text }),
  z.object({ on: z.literal('referrer'), is: z.enum(TEXT_TESTS), value: text }),
  z.object({
    on: z.literal('language'),
    is: z.enum(LIST_TESTS),
    value: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1, 'choose_one')
      .max(30, 'too_many_languages'),
  }),
  z.object({
    on: z.literal('device'),
    is: z.enum(LIST_TESTS),
    value: z.array(z.enum(DEVICES)).min(1, 'choose_one'),
  }),
  z.object({
    on: z.literal('visits'),
    is: z.enum(COUNT_TESTS),
    value: count(10_000, 'visits_are_invalid'),
  }),
  z.object({
    on: z.literal('seconds'),
    is: z.literal('at_least'),
    value: count(3600, 'seconds_are_invalid'),
  }),
]);
export type Condition = z.infer<typeof condition>;

const invitation = z
  .string()
  .trim()
  .max(INVITATION_MAX, 'text_is_too_long')
  .nullable()
  .transform((said) => said || null);

/** Named as save_targeting_rule names them, so that a refusal finds its field. */
export const ruleInput = z.object({
  name: z.string().overwrite(cleanLine).min(1, 'required').max(80, 'text_is_too_long'),
  is_enabled: z.boolean(),
  conditions: z.array(condition).max(CONDITIONS_MAX, 'too_many_conditions'),
  skill_id: z.uuid().nullable(),
  group_id: z.uuid().nullable(),
  department_id: z.uuid().nullable(),
  is_urgent: z.boolean(),
  hides_chat: z.boolean(),
  invitation_en: invitation,
  invitation_fr: invitation,
});
export type RuleContent = z.output<typeof ruleInput>;

export const targetingRule = z.object({ id: z.string(), ...ruleInput.shape });
export type TargetingRule = z.output<typeof targetingRule>;

const inSite = { ...inOrganizationShape, siteId: z.uuid() };

export const saveRuleInput = z.object({ ...inSite, id: z.uuid(), rule: ruleInput });
export const moveRuleInput = z.object({
  ...inSite,
  id: z.uuid(),
  /** Null: to the end. */
  beforeId: z.uuid().nullable(),
});
export const deleteRuleInput = z.object({ ...inSite, id: z.uuid() });

export type NamedChoice = { id: string; name: string };
/** What a rule may send a visitor to, by name. */
export type RoutingChoices = Record<'skills' | 'groups' | 'departments', NamedChoice[]>;
