import { describe, expect, test } from 'vitest';
import { pendingAccount, signUpInput } from '@/lib/organizations/schema';

const valid = {
  organizationName: 'Acme',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'Ada@Example.com',
  password: 'a long enough sentence',
  locale: 'en',
  timeZone: 'Europe/Paris',
};

describe('signing up', () => {
  test('takes the address in lower case, as the database compares it', () => {
    expect(signUpInput.parse(valid).email).toBe('ada@example.com');
  });

  test('keeps names without what Postgres and JSON cannot hold', () => {
    const input = { ...valid, organizationName: 'Ac\u0000me\ud800', firstName: '\tAda\n' };
    expect(signUpInput.parse(input)).toMatchObject({ organizationName: 'Ac me', firstName: 'Ada' });
  });

  test.each([
    [{ password: 'a long sentence\u0000' }, 'password', 'password_is_not_typeable'],
    [{ email: 'nobody' }, 'email', 'email_is_invalid'],
    [{ email: '' }, 'email', 'required'],
    [{ organizationName: ' ' }, 'organizationName', 'required'],
    [{ password: 'short' }, 'password', 'password_is_too_short'],
    [{ password: 'ada@example.com' }, 'password', 'password_is_like_account'],
  ])('%j is refused by its field', (change, field, code) => {
    const { error } = signUpInput.safeParse({ ...valid, ...change });
    expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toContainEqual([field, code]);
  });
});

describe('what waits for a confirmed address', () => {
  test('is an organization or an invitation, and nothing else', () => {
    const organization = {
      organization_name: 'Acme',
      first_name: 'Ada',
      last_name: 'L',
      locale: 'xx',
      time_zone: '',
    };
    expect(pendingAccount.parse(organization)).toMatchObject({ locale: 'en', time_zone: 'UTC' });
    expect(pendingAccount.safeParse({ invitation: 'a'.repeat(64) }).success).toBe(true);
    expect(pendingAccount.safeParse({ invitation: '../../evil' }).success).toBe(false);
    expect(pendingAccount.safeParse({ name: 'Joan' }).success).toBe(false);
  });
});
