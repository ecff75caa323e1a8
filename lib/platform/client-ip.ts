import { networkOf, readIpAddress } from '@/lib/platform/ip-address';

/**
 * The caller's address. Each trusted proxy appends the address it saw, so the n-th entry from the right
 * is the last one that nobody outside could have written. With none, the only entry is the socket's (trustSocketOnly).
 */
export function clientIp(headers: Headers, trustedProxies: number): string {
  const chain = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return chain.at(-trustedProxies) ?? chain[0] ?? 'unknown';
}

/** The same as an address the database can compare, or null when no proxy named one. */
export function clientAddress(headers: Headers, trustedProxies: number): string | null {
  const named = clientIp(headers, trustedProxies);
  // Some proxies append the port: 192.0.2.1:443, [2001:db8::1]:443.
  const withPort = /^\[(.+)\](?::\d+)?$/.exec(named) ?? /^([\d.]+):\d+$/.exec(named);
  return readIpAddress(withPort?.[1] ?? named.replace(/%.*$/, ''));
}

/** What limits per address count: who has one IPv6 address has as many as they like beside it. */
export function clientNetwork(headers: Headers, trustedProxies: number): string {
  const address = clientAddress(headers, trustedProxies);
  return address === null ? clientIp(headers, trustedProxies) : networkOf(address);
}
