import { describe, expect, test } from 'vitest';
import { preferredLocale } from '@/lib/i18n/locales';

describe('the language of somebody who is not signed in', () => {
  test.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['de-DE,de;q=0.9,fr;q=0.5,en;q=0.4', 'fr'],
    ['en;q=0.1, fr;q=0.9', 'fr'],
    ['fr;q=0, en', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [null, 'en'],
    [';;;q=x,,', 'en'],
  ])('follows the browser’s wishes by weight: %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});
