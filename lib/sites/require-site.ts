import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { managesSites } from '@/lib/auth/permissions';
import { type Access, requireMember } from '@/lib/auth/session';
import { getSite } from '@/lib/sites/queries';
import type { Site } from '@/lib/sites/schema';

/** For the pages of one site: its administrator and the site, or "not found" for everybody and everything else. */
export const requireSite = cache(async (slug: string, siteId: string): Promise<Access & { site: Site }> => {
  const access = await requireMember(slug);
  if (!managesSites(access.member)) notFound();
  const site = await getSite(access.organization.id, siteId);
  if (!site) notFound();
  return { ...access, site };
});
