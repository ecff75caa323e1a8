import { describe, expect, it } from 'vitest';
import { UserError } from '@/lib/platform/errors';
import { isAddressRefused } from '@/lib/platform/mail';

const failure = (code: string, responseCode?: number) =>
  new UserError('mail_was_not_sent', {
    status: 502,
    cause: Object.assign(new Error('refused'), { code, ...(responseCode !== undefined && { responseCode }) }),
  });

describe('a mail that was not taken', () => {
  it('is given up when nobody has the address', () => {
    expect(isAddressRefused(failure('EENVELOPE', 550))).toBe(true);
    expect(isAddressRefused(failure('EENVELOPE', 553))).toBe(true);
  });

  it('is tried again when the server is full, away, or does not know us', () => {
    expect(isAddressRefused(failure('EENVELOPE', 450))).toBe(false);
    expect(isAddressRefused(failure('ECONNECTION'))).toBe(false);
    expect(isAddressRefused(failure('EAUTH', 535))).toBe(false);
    expect(isAddressRefused(new Error('anything else'))).toBe(false);
  });
});
