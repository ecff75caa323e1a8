import { describe, expect, test } from 'vitest';
import { toUserError, UserError, unwrap } from '@/lib/platform/errors';

describe('a refusal of the database', () => {
  test('keeps its code, status and field', () => {
    const refusal = toUserError({ code: 'PT422', message: 'address_is_invalid', details: 'addresses' });
    expect(refusal).toMatchObject({ code: 'address_is_invalid', status: 422, field: 'addresses' });
    expect(refusal?.toAnswer()).toEqual({ code: 'address_is_invalid', field: 'addresses' });
  });

  test('has no field when none is named', () => {
    expect(toUserError({ code: 'PT409', message: 'last_administrator', details: '' })?.toAnswer()).toEqual({
      code: 'last_administrator',
    });
  });

  test('"not yours" and "does not exist" look the same', () => {
    expect(toUserError({ code: '42501', message: 'new row violates row-level security' })).toMatchObject({
      code: 'not_allowed',
      status: 403,
    });
  });

  test('an ended session is told apart', () => {
    expect(toUserError({ code: 'PGRST303', message: 'JWT expired' })).toMatchObject({
      code: 'session_is_over',
    });
  });

  test.each([
    { code: '23505', message: 'duplicate key value violates unique constraint "members_email_key"' },
    { code: 'XX000', message: 'internal' },
    { message: 'whatever' },
  ])('anything else is not for people to read: %j', (failure) => {
    expect(toUserError(failure)).toBeUndefined();
  });
});

describe('an answer of the database', () => {
  test('gives its data, null included', () => {
    expect(unwrap({ data: null, error: null, status: 200 })).toBeNull();
  });

  test('that never came is "away", not a bug', () => {
    const unreachable = { data: null, error: { message: 'TypeError: fetch failed', code: '' }, status: 0 };
    expect(() => unwrap(unreachable)).toThrow(
      expect.objectContaining({ code: 'service_is_away', status: 503 }),
    );
  });

  test('that is unexpected is no UserError, so its text stays in the log', () => {
    const broken = {
      data: null,
      error: { message: 'column "x" does not exist', code: '42703' },
      status: 400,
    };
    let thrown: unknown;
    try {
      unwrap(broken);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(UserError);
  });
});
