import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { addressOfVisit, EMPTY_VISIT, questionOf, visitOfAddress } from '@/lib/sites/preview/visit';
import { acceptTimeInput, fittingAgentInput, queueInput } from '@/lib/sites/routing/schema';
import { CONDITIONS_MAX, ruleInput } from '@/lib/sites/targeting/schema';

const where = { organization: 'acme', siteId: '4b3c1d8e-0000-4000-8000-000000000001' };

const codes = (schema: z.ZodType, input: unknown): string[] =>
  (schema.safeParse(input).error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);

describe('numbers of a site’s routing', () => {
  test('are read from what was typed; nothing typed is no limit', () => {
    expect(queueInput.parse({ ...where, queue_max: ' 0 ', wait_max: '' })).toMatchObject({
      queue_max: 0,
      wait_max: null,
    });
    expect(acceptTimeInput.parse({ ...where, accept_within: '20', misses_until_away: '3' })).toMatchObject({
      accept_within: 20,
      misses_until_away: 3,
    });
  });

  test.each([
    [queueInput, { queue_max: '10001', wait_max: '' }, ['queue_max: queue_is_invalid']],
    [queueInput, { queue_max: '', wait_max: '9' }, ['wait_max: wait_is_invalid']],
    [
      queueInput,
      { queue_max: '-1', wait_max: '86401' },
      ['queue_max: queue_is_invalid', 'wait_max: wait_is_invalid'],
    ],
    [
      queueInput,
      { queue_max: '2.5', wait_max: '1e3' },
      ['queue_max: queue_is_invalid', 'wait_max: wait_is_invalid'],
    ],
    [
      acceptTimeInput,
      { accept_within: '9', misses_until_away: '' },
      ['accept_within: accept_time_is_invalid', 'misses_until_away: required'],
    ],
    [
      acceptTimeInput,
      { accept_within: '', misses_until_away: '21' },
      ['misses_until_away: misses_are_invalid'],
    ],
    [
      fittingAgentInput,
      { prefers_last_agent: true, fallback_after: '3601' },
      ['fallback_after: fallback_is_invalid'],
    ],
    [fittingAgentInput, { prefers_last_agent: true, fallback_after: '' }, ['fallback_after: required']],
  ])('what the database would refuse is refused by its field (case %#)', (schema, change, expected) => {
    expect(codes(schema, { ...where, ...change })).toEqual(expected);
  });
});

describe('a targeting rule', () => {
  const rule = {
    name: 'Returns',
    is_enabled: true,
    conditions: [],
    skill_id: null,
    group_id: null,
    department_id: null,
    is_urgent: false,
    hides_chat: false,
    invitation_en: '  ',
    invitation_fr: null,
  };

  test('takes numbers as they were typed, and an empty invitation as none', () => {
    const conditions = [{ on: 'visits', is: 'at_least', value: ' 3 ' }];
    expect(ruleInput.parse({ ...rule, conditions })).toMatchObject({
      conditions: [{ on: 'visits', is: 'at_least', value: 3 }],
      invitation_en: null,
    });
  });

  test.each([
    [{ name: '  ' }, 'name: required'],
    [{ name: 'a'.repeat(81) }, 'name: text_is_too_long'],
    [{ conditions: [{ on: 'page', is: 'contains', value: ' ' }] }, 'conditions.0.value: required'],
    [{ conditions: [{ on: 'device', is: 'one_of', value: [] }] }, 'conditions.0.value: choose_one'],
    [
      { conditions: [{ on: 'visits', is: 'at_most', value: '10001' }] },
      'conditions.0.value: visits_are_invalid',
    ],
    [
      { conditions: [{ on: 'seconds', is: 'at_least', value: '3601' }] },
      'conditions.0.value: seconds_are_invalid',
    ],
    [{ conditions: [{ on: 'seconds', is: 'at_least', value: '' }] }, 'conditions.0.value: required'],
    [
      {
        conditions: Array.from({ length: CONDITIONS_MAX + 1 }, () => ({
          on: 'page',
          is: 'equals',
          value: '/',
        })),
      },
      'conditions: too_many_conditions',
    ],
    [{ invitation_fr: 'a'.repeat(301) }, 'invitation_fr: text_is_too_long'],
  ])('%j is refused by its field', (change, code) => {
    expect(codes(ruleInput, { ...rule, ...change })).toContain(code);
  });
});

const SITE_FORM = '4b3c1d8e-0000-4000-8000-000000000002';
const utc = { timeZone: 'UTC', siteForm: '' };

describe('a visit in the address of What would happen', () => {
  test('comes back as it went, and only what was filled in is there', () => {
    const visit = { ...EMPTY_VISIT, page: 'shop.example/é?a=1&b=2', device: 'phone', at: '2026-03-29T08:00' };
    const address = addressOfVisit(visit);
    expect(address).not.toContain('language');
    expect(visitOfAddress(Object.fromEntries(new URLSearchParams(address)))).toEqual(visit);
    expect(addressOfVisit(EMPTY_VISIT)).toBe('');
  });

  test('is asked about as far as it makes sense, and what does not is named', () => {
    const visit = {
      ...EMPTY_VISIT,
      page: 'shop.example/a',
      referrer: 'two words',
      visits: 'x',
      seconds: '3601',
    };
    const { question, problems } = questionOf(
      { ...visit, at: '2026-07-01T09:30', department: 'x' },
      { timeZone: 'Europe/Paris', siteForm: SITE_FORM },
    );
    expect(question).toEqual({
      p_facts: {
        page_url: 'https://shop.example/a',
        referrer: null,
        language: null,
        device: null,
        visits: 1,
        seconds: 0,
      },
      p_at: '2026-07-01T07:30:00.000Z',
      p_form: SITE_FORM,
    });
    expect(problems).toEqual({
      referrer: 'page_is_invalid',
      visits: 'visits_are_invalid',
      seconds: 'seconds_are_invalid',
    });
    expect(questionOf(EMPTY_VISIT, utc).question).not.toHaveProperty('p_form');
    expect(questionOf({ ...EMPTY_VISIT, at: '2026-02-30T09:00' }, utc).problems).toEqual({
      at: 'date_is_invalid',
    });
  });
});
