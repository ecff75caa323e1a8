import { readdirSync } from 'node:fs';
import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server';
import { describe, expect, test, vi } from 'vitest';
import { config } from '@/proxy';

// Next expects it of the process, and reads it when it is loaded.
await vi.hoisted(async () => {
  const { AsyncLocalStorage } = await import('node:async_hooks');
  vi.stubGlobal('AsyncLocalStorage', AsyncLocalStorage);
});

const isAdmitted = (path: string) => doesMatch({ config, url: path, nextConfig: {} });
const PUBLIC_FILES = readdirSync('public', { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => `/${name}`);

describe('the session is admitted', () => {
  test.each([
    '/',
    '/acme/inbox',
    '/acme/people/x.y',
    '/acme/sites/1.json',
    '/acme.js',
    '/acme/icon.svg',
    '/icon.svg/inbox',
    '/realtime-heartbeat.js.map',
    '/sign-in',
    '/api/session',
    '/api/health/x.js',
  ])('before %s', (path) => {
    expect(isAdmitted(path)).toBe(true);
  });

  test.each([
    ...PUBLIC_FILES,
    '/icon.svg',
    '/favicon.ico',
    '/_next/static/chunks/main.js',
    '/widget/loader.js',
    '/api/widget/v1/session',
    '/api/health',
    '/api/webhooks/stripe',
    '/api/cron/mail',
  ])('not for %s, which everybody may have', (path) => {
    expect(isAdmitted(path)).toBe(false);
  });
});
