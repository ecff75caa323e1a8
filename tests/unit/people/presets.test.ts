import { describe, expect, test } from 'vitest';
import { MEMBER_RIGHTS, MODULES, SCOPES } from '@/lib/auth/permissions';
import { presetModules } from '@/lib/people/account/module-presets';
import {
  asksForScope,
  grantable,
  type MemberAccess,
  presetFor,
  presetScope,
  scopeAfter,
  withRight,
} from '@/lib/people/presets';

const administrator: MemberAccess = { rights: ['administrator'], modules: [...MODULES], scope: 'all' };
const supervisor: MemberAccess = { rights: ['supervisor'], modules: ['livechat', 'people'], scope: 'site' };

describe('what comes with a right', () => {
  test('an agent answers their own, a supervisor sees the site, an administrator everything [N7, N9, N11, N14]', () => {
    expect(presetFor(['agent'], administrator)).toEqual({
      rights: ['agent'],
      modules: ['livechat'],
      scope: 'own',
    });
    expect(presetScope(['agent', 'supervisor'])).toBe('site');
    expect(presetModules(['supervisor'])).toContain('statistics');
    expect(presetFor(['administrator'], administrator)).toEqual({
      rights: ['administrator'],
      modules: [...MODULES],
      scope: 'all',
    });
    expect(presetModules(['expert'])).toEqual([]);
  });

  test('the scope is asked for only where it changes something [N19]', () => {
    expect(asksForScope(presetFor(['agent'], administrator))).toBe(true);
    expect(asksForScope(presetFor(['administrator', 'agent'], administrator))).toBe(false);
    expect(asksForScope(presetFor(['expert'], administrator))).toBe(false);
    expect(asksForScope({ rights: ['agent'], modules: [], scope: 'own' })).toBe(false);
  });
});

describe('who is no administrator', () => {
  test('gives nothing they do not hold themselves [N8]', () => {
    expect(grantable(supervisor)).toEqual({
      rights: ['supervisor', 'agent', 'expert', 'tester'],
      modules: ['livechat', 'people'],
      scopes: ['own', 'group', 'site'],
    });
    expect(presetFor(['supervisor'], supervisor).modules).toEqual(['livechat', 'people']);
    expect(presetFor(['supervisor'], { ...supervisor, scope: 'own' }).scope).toBe('own');
    expect(grantable(administrator)).toEqual({
      rights: [...MEMBER_RIGHTS],
      modules: [...MODULES],
      scopes: [...SCOPES],
    });
  });
});

describe('a right turned on or off', () => {
  test('leaves the others, in their order [A9, U10]', () => {
    expect(withRight(['tester'], 'administrator', true)).toEqual(['administrator', 'tester']);
    expect(withRight(['administrator', 'tester'], 'administrator', false)).toEqual(['tester']);
    expect(withRight(['agent'], 'agent', true)).toEqual(['agent']);
  });

  test('takes the scope along, there and back', () => {
    const agent: MemberAccess = { rights: ['agent'], modules: ['livechat'], scope: 'own' };
    expect(scopeAfter(agent, ['supervisor', 'agent'], administrator)).toBe('site');
    expect(scopeAfter({ ...agent, rights: ['supervisor'], scope: 'site' }, ['agent'], administrator)).toBe(
      'own',
    );
  });

  test('keeps a scope somebody has chosen', () => {
    const wide: MemberAccess = { rights: ['agent'], modules: ['livechat'], scope: 'group' };
    expect(scopeAfter(wide, ['supervisor', 'agent'], administrator)).toBe('group');
  });

  test('gives no wider scope than the giver has', () => {
    const agent: MemberAccess = { rights: ['agent'], modules: ['livechat'], scope: 'own' };
    expect(scopeAfter(agent, ['supervisor'], { ...supervisor, scope: 'own' })).toBe('own');
    expect(scopeAfter(agent, ['supervisor'], { ...supervisor, scope: 'group' })).toBe('group');
  });
});
