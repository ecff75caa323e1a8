/** Where to go after signing in: a path of this application, or the given one. Never another site. */
export function safeNextPath(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || next.length > 500) return otherwise;
  const url = new URL(next, 'http://foyer.invalid');
  return url.origin === 'http://foyer.invalid' ? url.pathname + url.search : otherwise;
}
