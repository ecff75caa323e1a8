import { describe, expect, test } from 'vitest';
import {
  answersConversations,
  MEMBER_RIGHTS,
  type MemberRight,
  MODULES,
  type Module,
  managesPeople,
  managesSites,
  seesConversations,
} from '@/lib/auth/permissions';

const granted = (
  may: (member: { rights: readonly MemberRight[]; modules: readonly Module[] }) => boolean,
): MemberRight[] => MEMBER_RIGHTS.filter((right) => may({ rights: [right], modules: ['livechat'] }));
const opened = (may: (member: { modules: readonly Module[] }) => boolean): Module[] =>
  MODULES.filter((module) => may({ modules: [module] }));

describe('what a right allows', () => {
  test('only agents, and testers for tests, answer conversations [A14, U9]', () => {
    expect(granted(answersConversations)).toEqual(['agent', 'tester']);
  });

  test('administrators, supervisors, agents and testers see conversations, with the module of that name [N13]', () => {
    expect(granted(seesConversations)).toEqual(['administrator', 'supervisor', 'agent', 'tester']);
    expect(seesConversations({ rights: ['supervisor', 'agent'], modules: ['history', 'people'] })).toBe(
      false,
    );
  });

  test('sites and people open with their modules [A1, N2]', () => {
    expect(opened(managesSites)).toEqual(['sites']);
    expect(opened(managesPeople)).toEqual(['people']);
  });

  test('a member without rights may do none of it', () => {
    const nobody = { rights: [], modules: [] };
    expect(
      [answersConversations, seesConversations, managesSites, managesPeople].some((may) => may(nobody)),
    ).toBe(false);
  });
});
