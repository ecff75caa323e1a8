import { newId } from '@/lib/platform/ids';
import {
  type Condition,
  type RuleContent,
  ruleInput,
  SUBJECT_TESTS,
  type Subject,
  type TargetingRule,
} from '@/lib/sites/targeting/schema';

/** A condition while it is written: lists are chosen, everything else is typed. */
export type DraftCondition = { key: string; on: Subject; is: string; typed: string; chosen: string[] };
export type RuleDraft = Omit<RuleContent, 'conditions' | 'invitation_en' | 'invitation_fr'> & {
  conditions: DraftCondition[];
  invitation_en: string;
  invitation_fr: string;
};

export const isListed = (subject: Subject): boolean => subject === 'language' || subject === 'device';

export const newCondition = (on: Subject): DraftCondition => ({
  key: newId(),
  on,
  is: SUBJECT_TESTS[on][0],
  typed: '',
  chosen: [],
});

export const EMPTY_RULE: RuleContent = {
  name: '',
  is_enabled: true,
  conditions: [],
  skill_id: null,
  group_id: null,
  department_id: null,
  is_urgent: false,
  hides_chat: false,
  invitation_en: null,
  invitation_fr: null,
};

const draftCondition = ({ on, is, value }: Condition): DraftCondition => ({
  key: newId(),
  on,
  is,
  typed: Array.isArray(value) ? '' : String(value),
  chosen: Array.isArray(value) ? value : [],
});

export function toDraft(rule: RuleContent | TargetingRule): RuleDraft {
  return {
    name: rule.name,
    is_enabled: rule.is_enabled,
    conditions: rule.conditions.map(draftCondition),
    skill_id: rule.skill_id,
    group_id: rule.group_id,
    department_id: rule.department_id,
    is_urgent: rule.is_urgent,
    hides_chat: rule.hides_chat,
    invitation_en: rule.invitation_en ?? '',
    invitation_fr: rule.invitation_fr ?? '',
  };
}

const NOBODY_ANSWERS = {
  skill_id: null,
  group_id: null,
  department_id: null,
  is_urgent: false,
  invitation_en: null,
  invitation_fr: null,
};

/** The rule that was written, or what is wrong with it: a code per field, conditions as conditions.0. */
export function readDraft(
  draft: RuleDraft,
): { rule: RuleContent; problems: null } | { rule: null; problems: Record<string, string> } {
  const parsed = ruleInput.safeParse({
    ...draft,
    conditions: draft.conditions.map(({ on, is, typed, chosen }) => ({
      on,
      is,
      value: isListed(on) ? chosen : typed,
    })),
    ...(draft.hides_chat ? NOBODY_ANSWERS : {}),
  });
  if (parsed.success) return { rule: parsed.data, problems: null };
  const problems: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) problems[path.slice(0, 2).join('.')] ??= message;
  return { rule: null, problems };
}
