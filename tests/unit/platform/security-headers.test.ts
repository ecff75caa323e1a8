import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '@/lib/platform/security-headers';

const directives = (isDevelopment = false): Map<string, string[]> => {
  const policy = contentSecurityPolicy({ nonce: 'abc', supabaseUrl: 'https://db.example', isDevelopment });
  return new Map(policy.split('; ').map((text) => [text.split(' ')[0] ?? '', text.split(' ').slice(1)]));
};

describe('the content security policy', () => {
  test('runs scripts from here or with the nonce only', () => {
    expect(directives().get('script-src')).toEqual(["'self'", "'nonce-abc'"]);
    expect(directives().get('object-src')).toEqual(["'none'"]);
    expect(directives().get('base-uri')).toEqual(["'none'"]);
  });

  test('lets nobody frame the console', () => {
    expect(directives().get('frame-ancestors')).toEqual(["'none'"]);
  });

  test('reaches the backend over HTTP and its socket, and nothing else', () => {
    expect(directives().get('connect-src')).toEqual(["'self'", 'https://db.example', 'wss://db.example']);
    expect(directives().get('img-src')).toEqual(["'self'", 'data:', 'blob:', 'https://db.example']);
  });

  test('allows eval for the development tools only', () => {
    expect(directives(true).get('script-src')).toContain("'unsafe-eval'");
    expect(directives(false).get('script-src')).not.toContain("'unsafe-eval'");
  });
});
