import { describe, expect, test } from 'vitest';
import { createSiteInput } from '@/lib/sites/schema';

const valid = { organization: 'acme', name: 'Shop', addresses: ['https://www.shop.example/page'] };

const codes = (input: unknown): string[] =>
  (createSiteInput.safeParse(input).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${issue.message}`,
  );

describe('a new site', () => {
  test('keeps hosts of what was pasted, each once [A17]', () => {
    const addresses = ['https://www.shop.example/page', 'shop.example', '*.shop.example'];
    expect(createSiteInput.parse({ ...valid, addresses }).addresses).toEqual([
      'shop.example',
      '*.shop.example',
    ]);
  });

  test.each([
    [{ name: '   ' }, 'name: required'],
    [{ name: 'a'.repeat(81) }, 'name: name_is_invalid'],
    [{ addresses: [] }, 'addresses: required'],
    [{ addresses: ['no host!'] }, 'addresses: address_is_invalid'],
    [{ addresses: Array.from({ length: 51 }, (_, n) => `a${n}.example`) }, 'addresses: too_many_addresses'],
  ])('%j is refused by its field', (change, code) => {
    expect(codes({ ...valid, ...change })).toContain(code);
  });
});
