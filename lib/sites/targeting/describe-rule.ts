import type { useTranslations } from 'next-intl';
import { languageInText } from '@/lib/i18n/language-names';
import type { Condition, NamedChoice, RoutingChoices, RuleContent } from '@/lib/sites/targeting/schema';

export type TargetingTexts = ReturnType<typeof useTranslations<'targeting'>>;
type Reading = { texts: TargetingTexts; locale: string; choices: RoutingChoices };
export type DescribedRule = { when: string; effect: string };

/** A rule as one would say it. */
export function describeRule(rule: RuleContent, reading: Reading): DescribedRule {
  const { texts, locale } = reading;
  const conditions = rule.conditions.map((condition) => describeCondition(condition, reading));
  const effects = describeEffects(rule, reading);
  return {
    when:
      conditions.length === 0
        ? texts('sentence.always')
        : texts('sentence.when', { conditions: joined(conditions, locale, 'conjunction') }),
    effect: effects.length === 0 ? texts('sentence.nothing') : effects.join(', '),
  };
}

function describeCondition(condition: Condition, { texts, locale }: Reading): string {
  switch (condition.on) {
    case 'page':
    case 'referrer':
      return texts(`sentence.${condition.on}.${condition.is}`, { value: condition.value });
    case 'language': {
      const languages = condition.value.map((code) => languageInText(code, locale));
      return texts(`sentence.language.${condition.is}`, { value: joined(languages, locale, 'disjunction') });
    }
    case 'device': {
      const devices = condition.value.map((device) => texts(`sentence.devices.${device}`));
      return texts(`sentence.device.${condition.is}`, { value: joined(devices, locale, 'disjunction') });
    }
    case 'visits':
      return texts(`sentence.visits.${condition.is}`, { count: condition.value });
    case 'seconds':
      return texts('sentence.seconds', { count: condition.value });
  }
}

function describeEffects(rule: RuleContent, { texts, locale, choices }: Reading): string[] {
  if (rule.hides_chat) return [texts('sentence.hidesChat')];
  const effects: string[] = [];
  const sendTo = (kind: 'skill' | 'group' | 'department', id: string | null, all: NamedChoice[]): void => {
    if (id === null) return;
    const name = all.find((choice) => choice.id === id)?.name ?? texts('sentence.gone');
    effects.push(texts(`sentence.${kind}`, { name }));
  };
  sendTo('department', rule.department_id, choices.departments);
  sendTo('skill', rule.skill_id, choices.skills);
  sendTo('group', rule.group_id, choices.groups);
  if (rule.is_urgent) effects.push(texts('sentence.urgent'));
  const said =
    locale === 'fr' ? [rule.invitation_fr, rule.invitation_en] : [rule.invitation_en, rule.invitation_fr];
  const invitation = said.find((text) => text !== null);
  if (invitation) effects.push(texts('sentence.says', { text: invitation }));
  return effects;
}

const joined = (parts: string[], locale: string, type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(locale, { type }).format(parts);
