/**
 * The caller's address. Each trusted proxy appends the address it saw, so the n-th entry from the right
 * is the last one that nobody outside could have written.
 */
export function clientIp(headers: Headers, trustedProxies: number): string {
  const chain = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return chain.at(-trustedProxies) ?? chain[0] ?? 'unknown';
}
