import { describe, expect, test } from 'vitest';
import { isAnswerable, readinessChecks, type SiteReadiness } from '@/lib/sites/readiness';

const ready: SiteReadiness = {
  is_enabled: true,
  addresses: 1,
  departments: 1,
  staffed_departments: 1,
  agents: 2,
  available_agents: 1,
  hours: { is_open: true, opens_at: null, closes_at: null, time_zone: 'UTC' },
};

const missing = (readiness: SiteReadiness): string[] =>
  readinessChecks(readiness)
    .filter(({ isOk }) => !isOk)
    .map(({ check }) => check);

describe('testing the module says what is missing [A21, A27]', () => {
  test('nothing is missing when somebody can answer', () => {
    expect(missing(ready)).toEqual([]);
    expect(isAnswerable(ready)).toBe(true);
  });

  test.each([
    [{ is_enabled: false }, 'enabled'],
    [{ addresses: 0 }, 'addresses'],
    [{ departments: 0 }, 'department'],
    [{ staffed_departments: 0 }, 'staffed'],
    [{ agents: 0 }, 'agents'],
    [{ available_agents: 0 }, 'online'],
    [{ hours: { ...ready.hours, is_open: false } }, 'hours'],
  ] as const)('%j is named, and nobody can answer', (change, check) => {
    expect(missing({ ...ready, ...change })).toEqual([check]);
    expect(isAnswerable({ ...ready, ...change })).toBe(false);
  });
});
