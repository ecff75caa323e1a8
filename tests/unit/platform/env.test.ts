import { describe, expect, test } from 'vitest';
import { readEnvironment } from '@/lib/platform/env';

const complete = {
  SUPABASE_URL: 'http://127.0.0.1:54321/',
  SUPABASE_PUBLISHABLE_KEY: 'publishable',
  SUPABASE_SECRET_KEY: 'secret',
  VISITOR_JWT_KEY: 'x'.repeat(32),
  ENCRYPTION_KEY: 'y'.repeat(32),
  APP_URL: 'https://chat.example/',
};

describe('the environment', () => {
  test('loses trailing slashes, so that paths can be put behind it', () => {
    const { SUPABASE_URL, APP_URL } = readEnvironment(complete);
    expect([SUPABASE_URL, APP_URL]).toEqual(['http://127.0.0.1:54321', 'https://chat.example']);
  });

  test('works without what has a default', () => {
    expect(readEnvironment(complete)).toMatchObject({ LOG_LEVEL: 'info', TRUSTED_PROXIES: 1 });
  });

  test('may say that nothing stands in front of the server', () => {
    expect(readEnvironment({ ...complete, TRUSTED_PROXIES: '0' }).TRUSTED_PROXIES).toBe(0);
  });

  test('counts an empty variable as missing', () => {
    expect(readEnvironment({ ...complete, LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  test.each(Object.keys(complete))('names %s when it is missing', (name) => {
    expect(() => readEnvironment({ ...complete, [name]: undefined })).toThrow(name);
  });

  test.each([
    ['APP_URL', 'chat.example'],
    ['APP_URL', 'ftp://chat.example'],
    ['VISITOR_JWT_KEY', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['ENCRYPTION_KEY', 'short'],
    ['ENCRYPTION_KEY', `${'y'.repeat(32)},short`],
    ['TRUSTED_PROXIES', '-1'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(() => readEnvironment({ ...complete, [name]: value })).toThrow(name);
  });

  test('never repeats a value in its complaint: it may be a secret', () => {
    expect(() => readEnvironment({ ...complete, VISITOR_JWT_KEY: 'leaked' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('leaked') }),
    );
  });
});
