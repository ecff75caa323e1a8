import { describe, expect, test } from 'vitest';
import { clientAddress, clientNetwork } from '@/lib/platform/client-ip';
import { readIpAddress, readIpNetwork } from '@/lib/platform/ip-address';

describe('an address somebody types [U26]', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::1', '::1'],
  ])('%s is read as %s', (typed, address) => {
    expect(readIpAddress(typed)).toBe(address);
    expect(readIpNetwork(typed)).toBe(address);
  });

  test.each([
    ['192.0.2.0/24', '192.0.2.0/24'],
    ['192.0.2.1/32', '192.0.2.1'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:db8::1/128', '2001:db8::1'],
  ])('the network %s is read as %s', (typed, network) => {
    expect(readIpNetwork(typed)).toBe(network);
  });

  test.each([
    '',
    'office',
    '256.0.0.1',
    '192.0.2',
    '192.0.2.1.5',
    '192.0.2.0/33',
    '192.0.2.0/',
    '2001:db8::/129',
    '::ffff:192.0.2.1/120',
    '2001:db8:::1',
    'fe80::1%eth0',
    '192.0.2.1:80',
    'example.com',
    '1',
    '::/0/0',
    '[::1]',
  ])('"%s" is none', (typed) => {
    expect(readIpNetwork(typed)).toBeNull();
  });
});

describe('the address a request comes from', () => {
  const of = (chain: string, proxies = 1) =>
    clientAddress(new Headers({ 'x-forwarded-for': chain }), proxies);

  test('is what the last trusted proxy saw, whatever somebody wrote before it [U26]', () => {
    expect(of('203.0.113.9, 192.0.2.1')).toBe('192.0.2.1');
    expect(of('203.0.113.9, 192.0.2.1, 10.0.0.1', 2)).toBe('192.0.2.1');
  });

  test('is understood as servers and proxies write it', () => {
    expect(of('::ffff:127.0.0.1')).toBe('127.0.0.1');
    expect(of('192.0.2.1:51000')).toBe('192.0.2.1');
    expect(of('[2001:db8::1]:51000')).toBe('2001:db8::1');
    expect(of('[2001:db8::1]')).toBe('2001:db8::1');
    expect(of('fe80::1%eth0')).toBe('fe80::1');
  });

  test('is not known when nobody named one', () => {
    expect(clientAddress(new Headers(), 1)).toBeNull();
    expect(of('unknown')).toBeNull();
  });
});

describe('what limits per address count', () => {
  const of = (chain: string) => clientNetwork(new Headers({ 'x-forwarded-for': chain }), 1);

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:db8::1', '2001:0db8:0:0:8:9:a:b'],
    ['::1', '::2'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::1'],
    ['::ffff:192.0.2.1', '192.0.2.1:5100'],
  ])('is one of %s and %s', (one, other) => {
    expect(of(one)).toBe(of(other));
  });

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:5::'],
    ['192.0.2.1', '192.0.2.2'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    ['one unknown', 'another unknown'],
  ])('is two of %s and %s', (one, other) => {
    expect(of(one)).not.toBe(of(other));
  });
});
