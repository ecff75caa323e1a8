import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { MEMBER_RIGHTS, MODULES, SCOPES } from '@/lib/auth/permissions';
import { whatIsClosed } from '@/lib/auth/sessions/closed-doors';
import { getMySession } from '@/lib/auth/sessions/queries';
import { DATE_FORMATS, TIME_FORMATS } from '@/lib/i18n/time-preferences';
import { UserError, unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

export type User = { id: string; email: string; sessionId: string };

const organizationRow = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  locale: z.enum(['en', 'fr']),
  time_zone: z.string(),
});

const membershipRow = z.object({
  id: z.string(),
  organization_id: z.string(),
  email: z.string().nullable(),
  first_name: z.string(),
  last_name: z.string(),
  nickname: z.string(),
  avatar_path: z.string().nullable(),
  rights: z.array(z.enum(MEMBER_RIGHTS)),
  modules: z.array(z.enum(MODULES)),
  scope: z.enum(SCOPES),
  locale: z.enum(['en', 'fr']),
  time_zone: z.string(),
  date_format: z.enum(DATE_FORMATS),
  time_format: z.enum(TIME_FORMATS),
  organization: organizationRow,
});

export type Organization = z.infer<typeof organizationRow>;
export type Member = Omit<z.infer<typeof membershipRow>, 'organization'>;
export type Membership = { member: Member; organization: Organization };
export type Access = Membership & { user: User; memberships: Membership[] };

/** Who holds the session, verified with Auth, or null. Says nothing about what they may do. */
export const currentUser = cache(async (): Promise<User | null> => {
  const supabase = await serverSupabase();
  const { data, error } = await supabase.auth.getClaims();
  if (error && (error.status === undefined || error.status === 0 || error.status >= 500)) throw error;
  if (!data) return null;
  const { sub, email = '', session_id } = data.claims;
  return { id: sub, email, sessionId: session_id };
});

/** The signed-in person's active memberships, from live rows, the oldest first. */
export const listMemberships = cache(async (): Promise<Membership[]> => {
  const user = await currentUser();
  if (!user) return [];
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('members')
    .select(
      'id, organization_id, email, first_name, last_name, nickname, avatar_path, rights, modules, scope, ' +
        'locale, time_zone, date_format, time_format, ' +
        'organization:organizations!inner(id, slug, name, locale, time_zone)',
    )
    .eq('user_id', user.id)
    .eq('status', 'active')
    .order('created_at');
  return z
    .array(membershipRow)
    .parse(unwrap(answer))
    .map(({ organization, ...member }) => ({ member, organization }));
});

/** The caller's membership of the organization; a UserError for strangers. For actions and routes. */
export const memberAccess = cache(async (slug: string): Promise<Access> => {
  const user = await currentUser();
  if (!user) throw new UserError('session_is_over', { status: 401 });
  const memberships = await listMemberships();
  const membership = memberships.find(({ organization }) => organization.slug === slug);
  if (!membership) throw new UserError('not_allowed', { status: 403 });
  return { ...membership, user, memberships };
});

/**
 * For pages: every page of the console calls it, because a check in the layout does not protect them.
 * A stranger gets "not found", the same as for an organization that does not exist; a member whom their session,
 * their address or a suspension keeps out learns why.
 */
export const requireMember = cache(async (slug: string): Promise<Access> => {
  const user = await currentUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(`/${slug}`)}`);
  const memberships = await listMemberships();
  const membership = memberships.find(({ organization }) => organization.slug === slug);
  if (!membership) {
    const way = whatIsClosed(await getMySession(), slug);
    if (way !== null) redirect(way);
    notFound();
  }
  return { ...membership, user, memberships };
});

/** Where somebody who is signed in begins: their first organization, what keeps them out of it, or a new one. */
export async function startPath(): Promise<string> {
  const [membership] = await listMemberships();
  if (membership) return `/${membership.organization.slug}`;
  return whatIsClosed(await getMySession(), null) ?? '/new';
}
