import type postgres from 'postgres';

/** A Postgres type as a column or argument uses it. */
export type TypeUse = {
  name: string;
  schema: string;
  kind: 'base' | 'composite' | 'domain' | 'enum' | 'other';
  isArray: boolean;
};

export type Column = {
  name: string;
  type: TypeUse;
  nullable: boolean;
  hasDefault: boolean;
  /** Never written by a caller: generated columns and identities that are always the server's. */
  readonly: boolean;
};

export type Relationship = {
  name: string;
  columns: string[];
  isOneToOne: boolean;
  referencedRelation: string;
  referencedColumns: string[];
};

export type Relation = { name: string; isView: boolean; columns: Column[]; relationships: Relationship[] };

export type Argument = { name: string; type: TypeUse; mode: 'in' | 'out'; hasDefault: boolean };

export type SqlFunction = {
  name: string;
  arguments: Argument[];
  returns: TypeUse;
  returnsSet: boolean;
  /** Set when it answers rows of a table or view of this schema. */
  returnsRelation: string | null;
};

export type Schema = {
  relations: Relation[];
  functions: SqlFunction[];
  enums: { name: string; values: string[] }[];
};

export async function readSchema(sql: postgres.Sql, schema: string): Promise<Schema> {
  const types = await readTypes(sql);
  const [relations, functions, enums] = await Promise.all([
    readRelations(sql, schema, types),
    readFunctions(sql, schema, types),
    sql<{ name: string; values: string[] }[]>`
      select t.typname as name, array_agg(e.enumlabel order by e.enumsortorder) as values
      from pg_type t join pg_enum e on e.enumtypid = t.oid
      where t.typnamespace = ${schema}::regnamespace group by t.typname order by t.typname`,
  ]);
  return { relations, functions, enums: [...enums] };
}

type Types = (oid: number) => TypeUse;

async function readTypes(sql: postgres.Sql): Promise<Types> {
  const rows = await sql<
    { oid: number; name: string; schema: string; typtype: string; element: number; base: number }[]
  >`
    select t.oid::int, t.typname as name, t.typnamespace::regnamespace::text as schema, t.typtype,
           case when t.typcategory = 'A' then t.typelem::int else 0 end as element, t.typbasetype::int as base
    from pg_type t`;
  const byOid = new Map(rows.map((row) => [row.oid, row]));
  const kinds: Record<string, TypeUse['kind']> = { b: 'base', c: 'composite', d: 'domain', e: 'enum' };
  const use: Types = (oid) => {
    const row = byOid.get(oid);
    if (!row) return { name: 'unknown', schema: 'pg_catalog', kind: 'other', isArray: false };
    if (row.element) return { ...use(row.element), isArray: true };
    if (row.typtype === 'd') return use(row.base);
    return { name: row.name, schema: row.schema, kind: kinds[row.typtype] ?? 'other', isArray: false };
  };
  return use;
}

async function readRelations(sql: postgres.Sql, schema: string, types: Types): Promise<Relation[]> {
  const columns = await sql<
    {
      relation: string;
      kind: string;
      name: string;
      type: number;
      notNull: boolean;
      hasDefault: boolean;
      readonly: boolean;
    }[]
  >`
    select c.relname as relation, c.relkind as kind, a.attname as name, a.atttypid::int as type,
           a.attnotnull as "notNull", a.atthasdef or a.attidentity <> '' as "hasDefault",
           a.attgenerated <> '' or a.attidentity = 'a' as readonly
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${schema}::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    order by c.relname, a.attname`;
  const keys = await sql<(Relationship & { relation: string })[]>`
    select k.conrelid::regclass::oid::int, src.relname as relation, k.conname as name,
           (select array_agg(a.attname order by u.n) from unnest(k.conkey) with ordinality u(num, n)
              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as columns,
           dst.relname as "referencedRelation",
           (select array_agg(a.attname order by u.n) from unnest(k.confkey) with ordinality u(num, n)
              join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as "referencedColumns",
           exists (select from pg_constraint u where u.conrelid = k.conrelid and u.contype in ('p', 'u')
                   and u.conkey @> k.conkey and u.conkey <@ k.conkey) as "isOneToOne"
    from pg_constraint k join pg_class src on src.oid = k.conrelid join pg_class dst on dst.oid = k.confrelid
    where k.contype = 'f' and src.relnamespace = ${schema}::regnamespace and dst.relnamespace = ${schema}::regnamespace
    order by k.conname`;
  const names = [...new Set(columns.map((column) => column.relation))];
  return names.map((name) => {
    const own = columns.filter((column) => column.relation === name);
    return {
      name,
      isView: own.some((column) => column.kind === 'v' || column.kind === 'm'),
      columns: own.map(({ name: column, type, notNull, hasDefault, readonly }) => ({
        name: column,
        type: types(type),
        nullable: !notNull,
        hasDefault,
        readonly,
      })),
      relationships: keys
        .filter((key) => key.relation === name)
        .map(({ name: key, columns: from, isOneToOne, referencedRelation, referencedColumns }) => ({
          name: key,
          columns: from,
          isOneToOne,
          referencedRelation,
          referencedColumns,
        })),
    };
  });
}

async function readFunctions(sql: postgres.Sql, schema: string, types: Types): Promise<SqlFunction[]> {
  const rows = await sql<
    {
      name: string;
      inputs: number[];
      all: number[] | null;
      modes: string[] | null;
      names: string[] | null;
      defaults: number;
      returns: number;
      returnsSet: boolean;
      relation: string | null;
    }[]
  >`
    select p.proname as name, array(select t::int from unnest(p.proargtypes) with ordinality u(t, n) order by n) as inputs, p.proallargtypes::int[] as all,
           p.proargmodes::text[] as modes, p.proargnames as names, p.pronargdefaults as defaults,
           p.prorettype::int as returns, p.proretset as "returnsSet", c.relname as relation
    from pg_proc p
    join pg_type t on t.oid = p.prorettype
    left join pg_class c on c.oid = t.typrelid and c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace = p.pronamespace
    where p.pronamespace = ${schema}::regnamespace and p.prokind = 'f' and t.typname <> 'trigger'
    order by p.proname, p.oid`;
  return rows.map((row) => {
    const all = row.all ?? row.inputs;
    const firstDefault = row.inputs.length - row.defaults;
    let input = 0;
    const parameters = all.map((type, index): Argument => {
      const mode = row.modes?.[index] ?? 'i';
      const isInput = mode === 'i' || mode === 'b' || mode === 'v';
      const position = isInput ? input++ : -1;
      return {
        name: row.names?.[index] ?? '',
        type: types(type),
        mode: isInput ? 'in' : 'out',
        hasDefault: isInput && position >= firstDefault,
      };
    });
    return {
      name: row.name,
      arguments: parameters,
      returns: types(row.returns),
      returnsSet: row.returnsSet,
      returnsRelation: row.relation,
    };
  });
}
