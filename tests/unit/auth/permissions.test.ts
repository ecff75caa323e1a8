import { describe, expect, test } from 'vitest';
import {
  answersConversations,
  MEMBER_RIGHTS,
  type MemberRight,
  managesPeople,
  managesSites,
  seesConversations,
} from '@/lib/auth/permissions';

const granted = (may: (member: { rights: readonly MemberRight[] }) => boolean): MemberRight[] =>
  MEMBER_RIGHTS.filter((right) => may({ rights: [right] }));

describe('what a right allows', () => {
  test('only agents answer conversations [A14]', () => {
    expect(granted(answersConversations)).toEqual(['agent']);
  });

  test('administrators, supervisors and agents see conversations', () => {
    expect(granted(seesConversations)).toEqual(['administrator', 'supervisor', 'agent']);
  });

  test('sites and people are the administrators’ [A1]', () => {
    expect(granted(managesSites)).toEqual(['administrator']);
    expect(granted(managesPeople)).toEqual(['administrator']);
  });

  test('a member without rights may do none of it', () => {
    const nobody = { rights: [] };
    expect(
      [answersConversations, seesConversations, managesSites, managesPeople].some((may) => may(nobody)),
    ).toBe(false);
  });
});
