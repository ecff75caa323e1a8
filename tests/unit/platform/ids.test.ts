import { afterEach, describe, expect, test, vi } from 'vitest';
import { isUuid, newId } from '@/lib/platform/ids';

afterEach(() => vi.unstubAllGlobals());

describe('ids', () => {
  test('are made where the browser has no randomUUID, which plain HTTP addresses have not', () => {
    const { getRandomValues } = crypto;
    vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) });
    const made = Array.from({ length: 200 }, newId);
    expect(made.filter((id) => !isUuid(id) || !/^.{14}4.{4}[89ab]/.test(id))).toEqual([]);
    expect(new Set(made).size).toBe(200);
  });

  test.each(['', 'x', '123', 'g1b9d6bc-bbfd-4b2d-9b5d-ab8dfbbd4bed'])('%j is none', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});
