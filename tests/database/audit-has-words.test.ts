import { expect, test } from 'vitest';
import { catalogue } from '@/lib/i18n/catalogue';
import { LINKS, UNTOLD } from '@/lib/people/audit/describe-entry';
import { VALUED } from '@/lib/people/audit/describe-value';
import { AUDIT_ENTITIES } from '@/lib/people/audit/schema';
import { openDatabase } from '@/tests/support/database';

/** What the triggers can write, read from the catalog, so that nothing of it is ever told without words. */
const sql = openDatabase(1);

type Audited = { entity: string; verbs: string[]; fields: string[] };

const audited = (): Promise<Audited[]> => sql<Audited[]>`
  with triggers as (
    select t.tgrelid, t.tgtype, string_to_array(encode(t.tgargs, 'escape'), '\\000') as args
    from pg_trigger t where t.tgfoid = 'private.audit'::regproc and not t.tgisinternal
  )
  select args[1] as entity,
    array_agg(distinct verb.name) as verbs,
    array_agg(distinct a.attname::text) as fields
  from triggers
  join pg_attribute a on a.attrelid = tgrelid and a.attnum > 0 and not a.attisdropped and a.attname <> all (args[3]::text[])
  join (values (4, 'created'), (8, 'removed'), (16, 'changed')) as verb (bit, name) on tgtype & verb.bit <> 0
  group by args[1] order by 1`;

const LANGUAGES = ['en', 'fr'] as const;
const has = (tree: object, key: string): boolean => Object.hasOwn(tree, key);

test('every entity, and every verb it is written with, has words and can be filtered by', async () => {
  const entities = await audited();
  expect(entities.length).toBeGreaterThan(15);
  const known: readonly string[] = AUDIT_ENTITIES;
  const sentences = (language: (typeof LANGUAGES)[number]): Record<string, object> =>
    catalogue[language].audit.sentence;
  const missing = entities.flatMap(({ entity, verbs }) => [
    ...(known.includes(entity) ? [] : [`${entity} in AUDIT_ENTITIES`]),
    ...LANGUAGES.flatMap((language) => [
      ...(has(catalogue[language].audit.entity, entity) ? [] : [`${language}: ${entity}`]),
      ...verbs
        .filter((verb) => !has(sentences(language)[entity] ?? {}, verb))
        .map((verb) => `${language}: ${entity} ${verb}`),
    ]),
  ]);
  expect(missing).toEqual([]);
});

test('every field that is told has a name', async () => {
  const missing = (await audited()).flatMap(({ entity, fields }) =>
    fields
      .filter((field) => !UNTOLD.has(field) && field !== LINKS[entity])
      .flatMap((field) =>
        LANGUAGES.filter((language) => !has(catalogue[language].audit.field, field)).map(
          (language) => `${language}: ${entity}.${field}`,
        ),
      ),
  );
  expect(missing).toEqual([]);
});

test('every value of a type with a few of them has a name', async () => {
  // Formats are told as they are.
  const rows = await sql<{ field: string; value: string }[]>`
    select distinct a.attname::text as field, e.enumlabel::text as value
    from pg_trigger t
    join pg_attribute a on a.attrelid = t.tgrelid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
    join pg_enum e on e.enumtypid in (y.oid, y.typelem)
    where t.tgfoid = 'private.audit'::regproc
      and a.attname <> all (string_to_array(encode(t.tgargs, 'escape'), '\\000'))
      and a.attname <> all ((string_to_array(encode(t.tgargs, 'escape'), '\\000'))[3]::text[])
      and a.attname not in ('date_format', 'time_format') order by 1, 2`;
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.flatMap(({ field, value }) => [
    ...(VALUED.has(field) ? [] : [`${field} among those with words`]),
    ...LANGUAGES.filter((language) => !has(catalogue[language].audit.value, value)).map(
      (language) => `${language}: ${field} ${value}`,
    ),
  ]);
  expect(missing).toEqual([]);
});
