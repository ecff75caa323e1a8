import 'server-only';
import { z } from 'zod';
import type { Access } from '@/lib/auth/session';
import { type AuditNames, idsIn } from '@/lib/people/audit/names';
import { type AuditEntry, type AuditFilter, auditEntry } from '@/lib/people/audit/schema';
import { unwrap } from '@/lib/platform/errors';
import { isUuid } from '@/lib/platform/ids';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';
import { serverSupabase } from '@/lib/platform/supabase/server';

export const AUDIT_PAGE_LENGTH = 50;
const PEOPLE_MAX = 40;
/** As many ids as fit into an address. */
const IDS_AT_ONCE = 100;

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

const named = z.array(z.object({ id: z.string(), name: z.string() }));
const people = z.array(z.object({ id: z.string(), nickname: z.string(), status: z.string() }));
const lastNames = z.array(z.object({ entity_id: z.string(), entity_name: z.string() }));

/** What the ids in these entries are called today, or were last called. */
export async function namesIn(
  { organization, supabase }: AuditReader,
  entries: readonly AuditEntry[],
): Promise<AuditNames> {
  const organizationId = organization.id;
  const ids = idsIn(entries);
  const inPieces = async <T>(all: readonly string[], read: (ids: string[]) => Promise<T[]>): Promise<T[]> => {
    const pieces = Array.from({ length: Math.ceil(all.length / IDS_AT_ONCE) }, (_, index) =>
      all.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
    );
    return (await Promise.all(pieces.map(read))).flat();
  };
  const things = (table: 'groups' | 'skills' | 'sites' | 'departments') =>
    inPieces(ids.things, async (some) =>
      named.parse(
        unwrap(
          await supabase.from(table).select('id, name').eq('organization_id', organizationId).in('id', some),
        ),
      ),
    );
  const [members, ...lists] = await Promise.all([
    inPieces(ids.members, async (some) =>
      people.parse(
        unwrap(
          await supabase
            .from('colleagues')
            .select('id, nickname, status')
            .eq('organization_id', organizationId)
            .in('id', some),
        ),
      ),
    ),
    things('groups'),
    things('skills'),
    things('sites'),
    things('departments'),
  ]);
  const known = new Map(lists.flat().map(({ id, name }) => [id, name]));
  const gone = ids.things.filter((id) => !known.has(id));
  const last = await inPieces(gone, async (some) =>
    lastNames.parse(
      unwrap(
        await supabase
          .from('audit_entries')
          .select('entity_id, entity_name')
          .eq('organization_id', organizationId)
          .in('entity_id', some)
          .in('entity', ['group', 'skill', 'site', 'department'])
          .eq('verb', 'removed'),
      ),
    ),
  );
  for (const { entity_id, entity_name } of last) known.set(entity_id, entity_name);
  return {
    things: known,
    members: new Map(members.map(({ id, nickname, status }) => [id, status === 'deleted' ? null : nickname])),
  };
}
