import { z } from 'zod';

const doorRow = z.object({
  slug: z.string(),
  name: z.string(),
  /** address: the member may sign in from certain addresses only, and this is none of them. */
  is: z.enum(['open', 'suspended', 'address']),
});

/** What the function my_session answers. */
export const mySession = z.object({
  state: z.enum(['admitted', 'revoked', 'needs_second_factor', 'needs_password']),
  ip: z.string().nullish(),
  doors: z.array(doorRow),
});

export type MySession = z.infer<typeof mySession>;
export type Door = z.infer<typeof doorRow>;

/**
 * The page that tells why an organization does not open, or null when it is none of theirs. Without an
 * organization: why none opens, or null when there is none that could.
 */
export function whatIsClosed({ state, doors }: MySession, slug: string | null): string | null {
  const next = slug === null ? '' : `next=${encodeURIComponent(`/${slug}`)}`;
  // The proxy looks at the session anew there, and drops it.
  if (state === 'revoked') return `/sign-in?${next}`;
  if (state === 'needs_second_factor') return `/sign-in/code?${next}`;
  if (state === 'needs_password') return `/sign-in/new-password?${next}`;
  const closed = doors.filter((door) => door.is !== 'open' && (slug === null || door.slug === slug));
  return closed[0] ? `/sign-in/closed?organization=${encodeURIComponent(closed[0].slug)}` : null;
}
