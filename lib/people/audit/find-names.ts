import 'server-only';
import { z } from 'zod';
import { type AuditNames, idsIn } from '@/lib/people/audit/names';
import type { AuditReader } from '@/lib/people/audit/queries';
import type { AuditEntry } from '@/lib/people/audit/schema';
import { unwrap } from '@/lib/platform/errors';

/** As many ids as fit into an address. */
const IDS_AT_ONCE = 100;
const NAMED_TABLES = ['groups', 'skills', 'sites', 'departments', 'forms', 'day_types'] as const;

const named = z.array(z.object({ id: z.string(), name: z.string() }));
const people = z.array(z.object({ id: z.string(), nickname: z.string(), status: z.string() }));
const calendar = z.array(z.object({ id: z.string(), site_id: z.string().nullable() }));

type Answer = Parameters<typeof unwrap>[0];

/** The rows with these ids, asked for in as many requests as fit them into an address. */
async function rowsOf<Row>(
  schema: z.ZodType<Row[]>,
  ids: readonly string[],
  query: (some: string[]) => PromiseLike<Answer>,
): Promise<Row[]> {
  const pieces = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, index) =>
    ids.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
  );
  const found = await Promise.all(pieces.map(async (some) => schema.parse(unwrap(await query(some)))));
  return found.flat();
}

/** What the ids in these entries are called today, or were last called. */
export async function namesIn(reader: AuditReader, entries: readonly AuditEntry[]): Promise<AuditNames> {
  const ids = idsIn(entries);
  const [members, calendars] = await Promise.all([
    membersCalled(reader, ids.members),
    sitesOfCalendars(reader, ids.calendars),
  ]);
  const sites = [...calendars.values()].filter((site) => site !== null);
  return {
    members,
    calendars,
    things: await thingsCalled(reader, [...new Set([...ids.things, ...sites])], ids.calendars),
  };
}

async function membersCalled(
  { organization, supabase }: AuditReader,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const found = await rowsOf(people, ids, (some) =>
    supabase
      .from('colleagues')
      .select('id, nickname, status')
      .eq('organization_id', organization.id)
      .in('id', some),
  );
  return new Map(found.map(({ id, nickname, status }) => [id, status === 'deleted' ? null : nickname]));
}

async function thingsCalled(
  { organization, supabase }: AuditReader,
  ids: readonly string[],
  calendars: readonly string[],
): Promise<Map<string, string>> {
  const lists = await Promise.all(
    NAMED_TABLES.map((table) =>
      rowsOf(named, ids, (some) =>
        supabase.from(table).select('id, name').eq('organization_id', organization.id).in('id', some),
      ),
    ),
  );
  const known = new Map(lists.flat().map(({ id, name }) => [id, name]));
  const gone = ids.filter((id) => !known.has(id));
  // The log keeps a type of days under its calendar.
  const last = await rowsOf(named, gone.length > 0 ? [...gone, ...calendars] : [], (some) =>
    supabase
      .from('audit_entries')
      .select('id:before->>id, name:before->>name')
      .eq('organization_id', organization.id)
      .in('entity_id', some)
      .in('entity', ['group', 'skill', 'site', 'department', 'form', 'day_type'])
      .eq('verb', 'removed'),
  );
  for (const { id, name } of last) if (!known.has(id)) known.set(id, name);
  return known;
}

async function sitesOfCalendars(
  { organization, supabase }: AuditReader,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const there = await rowsOf(calendar, ids, (some) =>
    supabase
      .from('opening_hours')
      .select('id, site_id')
      .eq('organization_id', organization.id)
      .in('id', some),
  );
  const known = new Map(there.map(({ id, site_id }) => [id, site_id]));
  const gone = ids.filter((id) => !known.has(id));
  const last = await rowsOf(calendar, gone, (some) =>
    supabase
      .from('audit_entries')
      .select('id:entity_id, site_id:before->>site_id')
      .eq('organization_id', organization.id)
      .eq('entity', 'opening_hours')
      .eq('verb', 'removed')
      .in('entity_id', some),
  );
  for (const { id, site_id } of last) known.set(id, site_id);
  return known;
}
