import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { catalogue } from '@/lib/i18n/catalogue';
import type { Locale } from '@/lib/i18n/locales';
import { describeRule } from '@/lib/sites/targeting/describe-rule';
import type { RuleContent } from '@/lib/sites/targeting/schema';

const choices = {
  skills: [{ id: 's', name: 'Returns' }],
  groups: [{ id: 'g', name: 'Lyon' }],
  departments: [{ id: 'd', name: 'Sales' }],
};
const nothing: RuleContent = {
  name: 'Rule',
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

function read(rule: Partial<RuleContent>, locale: Locale = 'en'): string {
  const texts = createTranslator({ locale, messages: catalogue[locale], namespace: 'targeting' });
  const { when, effect } = describeRule({ ...nothing, ...rule }, { texts, locale, choices });
  return `${when} → ${effect}`;
}

describe('a rule reads as one would say it [I38]', () => {
  test('with all its conditions and what it sends a visitor to', () => {
    const rule: Partial<RuleContent> = {
      conditions: [
        { on: 'page', is: 'contains', value: '/checkout' },
        { on: 'device', is: 'one_of', value: ['phone', 'tablet'] },
      ],
      skill_id: 's',
      is_urgent: true,
    };
    expect(read(rule)).toBe(
      'When the page contains /checkout and the device is a phone or a tablet → skill Returns, urgent',
    );
    expect(read(rule, 'fr')).toBe(
      'Quand la page contient /checkout et l’appareil est un téléphone ou une tablette → compétence Returns, urgent',
    );
  });

  test.each<[RuleContent['conditions'][number], string, string]>([
    [
      { on: 'referrer', is: 'starts_with', value: 'https://news.example' },
      'When the address they came from starts with https://news.example',
      'Quand l’adresse d’où ils viennent commence par https://news.example',
    ],
    [
      { on: 'page', is: 'not_contains', value: '/jobs' },
      'When the page does not contain /jobs',
      'Quand la page ne contient pas /jobs',
    ],
    [
      { on: 'language', is: 'one_of', value: ['fr', 'de'] },
      'When the browser is in French or German',
      'Quand le navigateur est en français ou allemand',
    ],
    [
      { on: 'visits', is: 'at_least', value: 3 },
      'When they have come at least 3 times',
      'Quand ils sont venus au moins 3 fois',
    ],
    [
      { on: 'visits', is: 'at_most', value: 1 },
      'When they have come at most once',
      'Quand ils sont venus au plus 1 fois',
    ],
    [
      { on: 'seconds', is: 'at_least', value: 30 },
      'When the page has been open for 30 seconds',
      'Quand la page est ouverte depuis 30 secondes',
    ],
  ])('%j', (condition, english, french) => {
    const rule = { conditions: [condition], department_id: 'd' };
    expect(read(rule)).toBe(`${english} → department Sales`);
    expect(read(rule, 'fr')).toBe(`${french} → service Sales`);
  });

  test('without conditions it is for everybody, and without an effect it keeps the others from applying', () => {
    expect(read({ group_id: 'g' })).toBe('Always → group Lyon');
    expect(read({})).toBe('Always → nothing special, and no rule below applies');
  });

  test('what the chat says is read in one’s own language where there is one', () => {
    const rule = { invitation_en: 'Can we help?', invitation_fr: 'On vous aide ?' };
    expect(read(rule)).toBe('Always → the chat says “Can we help?”');
    expect(read(rule, 'fr')).toBe('Toujours → le chat dit « On vous aide ? »');
    expect(read({ invitation_en: 'Can we help?' }, 'fr')).toBe('Toujours → le chat dit « Can we help? »');
  });

  test('no chat is all there is to say; a text in braces or tags stays as it is', () => {
    expect(read({ hides_chat: true, skill_id: 's', is_urgent: true })).toBe('Always → no chat');
    const conditions: RuleContent['conditions'] = [{ on: 'page', is: 'equals', value: '/{x}<b>' }];
    expect(read({ conditions, skill_id: 's' })).toBe('When the page is /{x}<b> → skill Returns');
  });
});
