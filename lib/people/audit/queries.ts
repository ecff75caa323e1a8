import 'server-only';
import { z } from 'zod';
import type { Access } from '@/lib/auth/session';
import { type AuditEntry, type AuditFilter, auditEntry } from '@/lib/people/audit/schema';
import { unwrap } from '@/lib/platform/errors';
import { isUuid } from '@/lib/platform/ids';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import { serverSupabase } from '@/lib/platform/supabase/server';

export const AUDIT_PAGE_LENGTH = 50;
const PEOPLE_MAX = 40;

/** Opened once for each request: a file that is written for minutes outlives the request's own cookies. */
export type AuditReader = Pick<Access, 'organization' | 'member'> & { supabase: DatabaseClient };

export const openAudit = async ({ organization, member }: Access): Promise<AuditReader> => ({
  organization,
  member,
  supabase: await serverSupabase(),
});

/** Newest first, the rows before one of them: one more than asked for when there are more. */
export async function listAuditEntries(
  reader: AuditReader,
  filter: AuditFilter,
  limit = AUDIT_PAGE_LENGTH,
): Promise<{ entries: AuditEntry[]; hasMore: boolean }> {
  const { organization, member, supabase } = reader;
  let query = supabase
    .from('audit_entries')
    .select('id, actor_id, ip, entity, entity_id, entity_name, verb, before, after, created_at')
    .eq('organization_id', organization.id)
    .order('id', { ascending: false })
    .limit(limit + 1);
  if (filter.before !== undefined) query = query.lt('id', filter.before);
  if (filter.kind) query = query.eq('entity', filter.kind);
  // Postgres knows when a day begins in the reader's time zone.
  if (filter.from) query = query.gte('created_at', `${filter.from} 00:00 ${member.time_zone}`);
  if (filter.to) query = query.lt('created_at', `${dayAfter(filter.to)} 00:00 ${member.time_zone}`);
  if (filter.person) {
    const ids = await peopleCalled(reader, filter.person);
    const list = `(${ids.join(',')})`;
    const name = filter.person.replaceAll(/[%_\\"(),]/g, '_');
    query = query.or(
      [
        ...(ids.length > 0 ? [`actor_id.in.${list}`, `entity_id.in.${list}`] : []),
        `entity_name.ilike."%${name}%"`,
      ].join(','),
    );
  }
  const rows = z.array(auditEntry).parse(unwrap(await query));
  return { entries: rows.slice(0, limit), hasMore: rows.length > limit };
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

const foundPeople = z.object({ members: z.array(z.object({ id: z.string() })) });

async function peopleCalled({ organization, supabase }: AuditReader, person: string): Promise<string[]> {
  if (isUuid(person)) return [person];
  const found = await supabase.rpc('list_members', {
    p_organization: organization.id,
    p_search: person,
    p_limit: PEOPLE_MAX,
  });
  return foundPeople
    .parse(unwrap(found))
    .members.slice(0, PEOPLE_MAX)
    .map(({ id }) => id);
}
