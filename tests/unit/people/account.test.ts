import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePassword } from '@/lib/auth/generate-password';
import { checkPassword, passwordStrength } from '@/lib/auth/password-rules';
import { MEMBER_RIGHTS, MODULES } from '@/lib/auth/permissions';
import { allowanceOf } from '@/lib/people/account/allowance';
import { modulesAfter, presetModules } from '@/lib/people/account/module-presets';
import { limit, type MemberAccount } from '@/lib/people/account/schema';

const account = (change: Partial<MemberAccount> = {}): MemberAccount => ({
  id: 'them',
  organization_id: 'here',
  first_name: 'Inès',
  last_name: 'Benali',
  nickname: 'Inès',
  email: null,
  avatar_path: null,
  shows_avatar: true,
  rights: ['agent'],
  modules: ['livechat'],
  scope: 'own',
  languages: ['fr'],
  all_sites: true,
  all_forms: true,
  status: 'active',
  locale: 'fr',
  time_zone: 'UTC',
  date_format: 'auto',
  time_format: 'auto',
  external_id: null,
  last_seen_at: null,
  is_online: false,
  limits: {
    channels: ['live'],
    live_max: 4,
    nrt_max: null,
    call_max: 1,
    video_max: 1,
    third_party_max: null,
    chats_in_calls: true,
    live_priority: false,
    video_priority: false,
  },
  departments: [],
  groups: [],
  skills: [],
  sites: [],
  forms: [],
  invitation_expires_at: null,
  is_manageable: true,
  has_second_factor: false,
  allowed_addresses: [],
  sign_in: 'manageable',
  actor_groups: [],
  ...change,
});

describe('a limit [A13, N15, N16]', () => {
  it.each([
    [null, null],
    ['4', 4],
    [' 12 ', 12],
    [1000, 1000],
  ])('of %j is %j', (typed, expected) => {
    expect(limit.parse(typed)).toBe(expected);
  });

  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['0', 'limit_is_invalid'],
    ['1001', 'limit_is_invalid'],
    ['2.5', 'limit_is_invalid'],
    ['-1', 'limit_is_invalid'],
    ['1e2', 'limit_is_invalid'],
    ['four', 'limit_is_invalid'],
  ])('of %j is refused as %s', (typed, code) => {
    expect(limit.safeParse(typed).error?.issues[0]?.message).toBe(code);
  });
});

describe('modules [N2, N12, N14]', () => {
  it('are all an administrator’s, and none of an expert’s', () => {
    expect(presetModules(['administrator', 'agent'])).toEqual(MODULES);
    expect(presetModules(['expert'])).toEqual([]);
  });

  it('follow the rights and keep what was chosen beside them', () => {
    expect(modulesAfter(['agent'], ['agent', 'supervisor'], ['livechat', 'sites'])).toEqual([
      'livechat',
      'history',
      'statistics',
      'people',
      'sites',
    ]);
    expect(modulesAfter(['agent', 'supervisor'], ['agent'], ['livechat', 'people', 'sites'])).toEqual([
      'livechat',
      'sites',
    ]);
    expect(modulesAfter(['administrator'], ['agent'], MODULES)).toEqual(['livechat']);
  });

  it('are in one order, and come with the rights, whatever is switched', () => {
    const some = <T>(all: readonly T[]) => fc.subarray([...all]);
    fc.assert(
      fc.property(some(MEMBER_RIGHTS), some(MEMBER_RIGHTS), some(MODULES), (before, after, modules) => {
        const result = modulesAfter(before, after, modules);
        expect(result).toEqual(MODULES.filter((module) => result.includes(module)));
        for (const module of presetModules(after)) expect(result).toContain(module);
      }),
    );
  });
});

describe('what the page offers to change', () => {
  const administrator = { id: 'me', rights: ['administrator'], modules: MODULES, scope: 'all' } as const;
  const supervisor = {
    id: 'me',
    rights: ['supervisor'],
    modules: ['livechat', 'people'],
    scope: 'group',
  } as const;

  it('is everything for an administrator', () => {
    expect(allowanceOf(administrator, account(), MODULES)).toEqual({
      isSelf: false,
      personal: true,
      managed: true,
      lockedRights: [],
      lockedModules: [],
      lockedScopes: [],
      groups: null,
    });
  });

  it('is what a supervisor holds, and what the member has already', () => {
    const allowance = allowanceOf(supervisor, account({ modules: ['livechat', 'sites'] }), MODULES);
    expect(allowance.lockedRights).toEqual(['administrator']);
    expect(allowance.lockedModules).toEqual(['history', 'statistics', 'settings']);
    expect(allowance.lockedScopes).toEqual(['site', 'all']);
    expect(allowanceOf(supervisor, account({ scope: 'site' }), MODULES).lockedScopes).toEqual(['all']);
  });

  it('are one’s own groups for whoever is in one, and not one’s own place in them [I41, U24]', () => {
    const confined = { actor_groups: ['north'] };
    expect(allowanceOf(supervisor, account(confined), MODULES).groups).toEqual(['north']);
    expect(allowanceOf(supervisor, account({ ...confined, id: 'me' }), MODULES).groups).toEqual([]);
  });

  it('is one’s own name and formats where one manages nobody [I11]', () => {
    const own = account({ id: 'me', is_manageable: false, sign_in: 'own' });
    expect(allowanceOf(supervisor, own, MODULES)).toMatchObject({
      isSelf: true,
      personal: true,
      managed: false,
    });
  });
});

describe('a generated password', () => {
  it('is strong by our own rules and never the same', () => {
    const made = Array.from({ length: 200 }, generatePassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) {
      expect(checkPassword(password)).toBeNull();
      expect(passwordStrength(password)).toBe('good');
      expect(password).toMatch(/^[a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){3}$/);
    }
  });
});
