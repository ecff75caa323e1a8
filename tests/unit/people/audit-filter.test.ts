import { expect, test } from 'vitest';
import { AUDIT_ENTITIES, auditFilter } from '@/lib/people/audit/schema';

test.each(['0000-01-01', '0001-01-01', '1999-12-31', '3000-01-01', '9999-12-31', '2026-02-30', 'x', ''])(
  'a day no log can hold (%j) is as if it were not there',
  (day) => {
    expect(auditFilter.parse({ from: day, to: day, kind: 'sign_in' })).toEqual({ kind: 'sign_in' });
  },
);

test('days the log can hold are taken', () => {
  const days = { from: '2000-01-01', to: '2999-12-31' };
  expect(auditFilter.parse(days)).toEqual(days);
});

test('passwords and second factors that others replaced can be asked for', () => {
  expect(AUDIT_ENTITIES).toContain('sign_in');
});
