import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { catalogue } from '@/lib/i18n/catalogue';
import { describeEntry } from '@/lib/people/audit/describe-entry';
import type { AuditTexts } from '@/lib/people/audit/describe-value';
import type { AuditEntry } from '@/lib/people/audit/schema';
import { timeFormats } from '@/lib/people/time-formats';

const [company, ofSite, forgotten, site, holidays] = ['c1', 'c2', 'c3', 's1', 't1'];
const names = {
  things: new Map([
    [site, 'Lamps'],
    [holidays, 'Public holidays'],
  ]),
  members: new Map<string, string | null>([['m1', 'Nora']]),
  calendars: new Map<string, string | null>([
    [company, null],
    [ofSite, site],
  ]),
};
const formats = timeFormats({
  locale: 'en',
  timeZone: 'Europe/Paris',
  dateFormat: 'auto',
  timeFormat: 'auto',
});

function told(entry: Partial<AuditEntry>, locale: 'en' | 'fr' = 'en') {
  const texts: AuditTexts = createTranslator({ locale, messages: catalogue[locale], namespace: 'audit' });
  const written: AuditEntry = {
    id: 1,
    actor_id: 'm1',
    ip: null,
    entity: 'opening_slot',
    entity_id: company,
    entity_name: '',
    verb: 'changed',
    before: null,
    after: null,
    created_at: '2026-11-22T10:00:00Z',
    ...entry,
  };
  const { what, changes } = describeEntry(written, { texts, names, formats, locale });
  return { what, changes: changes.map(({ label, before, after }) => [label, before, after]) };
}

describe('opening hours in the log [A34]', () => {
  const slot = { weekday: 2, day_type_id: null, starts: '09:00:00', ends: '12:00:00' };

  test('say whose they are, which slot it is, and what changed of it', () => {
    expect(told({ before: slot, after: { ...slot, ends: '13:30:00' } })).toEqual({
      what: 'changed a slot of the opening hours of the company',
      changes: [
        ['Weekday', null, 'Tuesday'],
        ['Start', null, '09:00'],
        ['End', '12:00', '13:30'],
      ],
    });
  });

  test('of a site carry its name; of one that is gone, that it is', () => {
    const after = { ...slot, weekday: null, day_type_id: holidays };
    expect(told({ verb: 'created', entity_id: ofSite, after })).toEqual({
      what: 'added a slot to the opening hours of Lamps',
      changes: [
        ['Type of day', null, 'Public holidays'],
        ['Start', null, '09:00'],
        ['End', null, '12:00'],
      ],
    });
    expect(told({ verb: 'removed', entity_id: forgotten }).what).toBe(
      'removed a slot from the opening hours of deleted',
    );
  });

  test('name the day in the reader’s language, whatever their zone', () => {
    const after = {
      day_type_id: holidays,
      first_day: '2026-12-25',
      last_day: '2026-12-25',
      repeats_yearly: true,
    };
    const entry = { entity: 'day_exception', entity_name: 'Noël', verb: 'created', after } as const;
    expect(told(entry, 'fr')).toEqual({
      what: 'a ajouté Noël aux jours particuliers\u00a0: l’entreprise',
      changes: [
        ['Type de jour', null, 'Public holidays'],
        ['Premier jour', null, '25 déc. 2026'],
        ['Dernier jour', null, '25 déc. 2026'],
        ['Chaque année', null, 'oui'],
      ],
    });
  });
});

test('a targeting rule’s conditions and a form’s questions are words', () => {
  const conditions = [
    { on: 'page', is: 'contains', value: '/cart' },
    { on: 'language', is: 'one_of', value: ['fr', 'de'] },
    { on: 'device', is: 'none_of', value: ['phone'] },
    { on: 'seconds', is: 'at_least', value: 20 },
  ];
  expect(
    told({
      entity: 'targeting_rule',
      entity_id: site,
      entity_name: 'Cart',
      verb: 'created',
      after: { conditions },
    }),
  ).toEqual({
    what: 'added the targeting rule Cart to the site Lamps',
    changes: [
      [
        'When',
        null,
        'page address contains /cart; language one of French, German; device none of phone; seconds on the page at least 20',
      ],
    ],
  });
  const fields = [{ key: 'order', label: { en: 'Order number', fr: 'Commande' } }, { key: 'mail' }];
  expect(
    told({ entity: 'form', entity_id: 'f1', entity_name: 'Start', verb: 'created', after: { fields } }, 'fr'),
  ).toEqual({
    what: 'a créé le questionnaire Start',
    changes: [['Questions', null, 'Commande, mail']],
  });
});
