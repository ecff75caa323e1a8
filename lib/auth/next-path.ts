const HERE = 'http://foyer.invalid';

/** Where to go after signing in: a path of this application, or the given one. Never another site. */
export function safeNextPath(next: unknown, otherwise: string): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || next.length > 500) return otherwise;
  if (!URL.canParse(next, HERE)) return otherwise;
  const { origin, pathname, search } = new URL(next, HERE);
  // Only now are "." and ".." taken out of it, which may leave two slashes in front: the name of a site.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search : otherwise;
}
