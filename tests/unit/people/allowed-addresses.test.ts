import { describe, expect, test } from 'vitest';
import {
  firstWrongAddress,
  readAddresses,
  setAllowedAddressesInput,
} from '@/lib/people/allowed-addresses/schema';

const codeOf = (allowed_addresses: string): string | undefined =>
  setAllowedAddressesInput.safeParse({
    organization: 'acme',
    member: '00000000-0000-4000-8000-000000000001',
    allowed_addresses,
  }).error?.issues[0]?.message;

describe('the addresses a member may come from, as they are typed [U26]', () => {
  test('stand on lines or between commas, each once and written one way', () => {
    expect(readAddresses(' 192.0.2.1\n192.0.2.1/32, 2001:DB8::/32;10.0.0.0/8\r\n\n')).toEqual([
      '192.0.2.1',
      '2001:db8::/32',
      '10.0.0.0/8',
    ]);
    expect(readAddresses(' \n ')).toEqual([]);
  });

  test('are refused by the entry that is none', () => {
    const text = '192.0.2.1\nthe office\n300.0.0.1';
    expect(firstWrongAddress(text)).toBe('the');
    expect(firstWrongAddress('192.0.2.1, 300.0.0.1')).toBe('300.0.0.1');
    expect(codeOf(text)).toBe('ip_address_is_invalid');
    expect(codeOf('192.0.2.1')).toBeUndefined();
    expect(codeOf('')).toBeUndefined();
  });

  test('are at most fifty', () => {
    const list = (count: number) => Array.from({ length: count }, (_, n) => `10.0.0.${n}`).join('\n');
    expect(codeOf(list(50))).toBeUndefined();
    expect(codeOf(list(51))).toBe('too_many_ip_addresses');
    expect(codeOf(`${list(50)}\n10.0.0.1`)).toBeUndefined();
  });
});
