import type { Column, Relation, Schema, SqlFunction, TypeUse } from '@/embedded/database-types/read-schema';

const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'oid']);
const TEXTS = new Set([
  'text',
  'varchar',
  'bpchar',
  'char',
  'name',
  'citext',
  'uuid',
  'date',
  'time',
  'timetz',
  'timestamp',
  'timestamptz',
  'interval',
  'bytea',
  'inet',
  'cidr',
  'macaddr',
  'tsvector',
  'tsquery',
  'xml',
  'money',
  'bit',
  'varbit',
]);

type Names = { schema: string; relations: Set<string> };

function tsType(type: TypeUse, names: Names): string {
  const single = singleType(type, names);
  return type.isArray ? (/[ |]/.test(single) ? `(${single})[]` : `${single}[]`) : single;
}

function singleType(type: TypeUse, names: Names): string {
  const local = type.schema === names.schema;
  if (local && type.kind === 'enum') return `Database["${names.schema}"]["Enums"]["${type.name}"]`;
  if (local && type.kind === 'composite' && names.relations.has(type.name)) {
    return `Database["${names.schema}"]["Tables"]["${type.name}"]["Row"]`;
  }
  if (type.name === 'bool') return 'boolean';
  if (NUMBERS.has(type.name)) return 'number';
  if (TEXTS.has(type.name)) return 'string';
  if (type.name === 'json' || type.name === 'jsonb') return 'Json';
  if (type.name === 'void') return 'undefined';
  if (type.name === 'record') return 'Record<string, unknown>';
  return 'unknown';
}

const key = (name: string): string => (/^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name));
const list = (items: string[]): string => `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
const indent = (lines: string[], by = 2): string[] => lines.map((line) => ' '.repeat(by) + line);
const block = (head: string, lines: string[]): string[] =>
  lines.length === 0 ? [`${head} {}`] : [`${head} {`, ...indent(lines), '}'];

/** An empty group, in the way supabase-js expects it. */
const group = (head: string, lines: string[]): string[] =>
  block(head, lines.length === 0 ? ['[_ in never]: never'] : lines);

function renderRelation(relation: Relation, names: Names): string[] {
  const value = (column: Column): string =>
    `${tsType(column.type, names)}${column.nullable ? ' | null' : ''}`;
  const row = relation.columns.map((column) => `${key(column.name)}: ${value(column)}`);
  const insert = relation.columns.map((column) => {
    if (column.readonly) return `${key(column.name)}?: never`;
    return `${key(column.name)}${column.nullable || column.hasDefault ? '?' : ''}: ${value(column)}`;
  });
  const update = relation.columns.map((column) =>
    column.readonly ? `${key(column.name)}?: never` : `${key(column.name)}?: ${value(column)}`,
  );
  const relationships = relation.relationships.flatMap((link) => [
    '{',
    ...indent([
      `foreignKeyName: ${JSON.stringify(link.name)}`,
      `columns: ${list(link.columns)}`,
      `isOneToOne: ${link.isOneToOne}`,
      `referencedRelation: ${JSON.stringify(link.referencedRelation)}`,
      `referencedColumns: ${list(link.referencedColumns)}`,
    ]),
    '},',
  ]);
  return block(`${key(relation.name)}:`, [
    ...block('Row:', row),
    ...(relation.isView ? [] : [...block('Insert:', insert), ...block('Update:', update)]),
    ...(relationships.length === 0
      ? ['Relationships: []']
      : ['Relationships: [', ...indent(relationships), ']']),
  ]);
}

function renderOverload(overload: SqlFunction, names: Names): string[] {
  const inputs = overload.arguments.filter((argument) => argument.mode === 'in');
  const outputs = overload.arguments.filter((argument) => argument.mode === 'out');
  const args = inputs
    .map(
      (argument) => `${key(argument.name)}${argument.hasDefault ? '?' : ''}: ${tsType(argument.type, names)}`,
    )
    .sort();
  const columns = outputs.map((argument) => `${key(argument.name)}: ${tsType(argument.type, names)}`);
  const set = overload.returnsSet ? '[]' : '';
  const returns =
    columns.length > 1 || (columns.length === 1 && overload.returnsSet)
      ? ['Returns: {', ...indent(columns), `}${set}`]
      : [`Returns: ${tsType(overload.returns, names)}${set}`];
  return [...(args.length === 0 ? ['Args: never'] : block('Args:', args)), ...returns];
}

function renderFunctions(functions: SqlFunction[], names: Names): string[] {
  const byName = new Map<string, SqlFunction[]>();
  for (const item of functions) byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
  return [...byName].flatMap(([name, overloads]) => {
    const [only] = overloads;
    if (only && overloads.length === 1) return block(`${key(name)}:`, renderOverload(only, names));
    return [
      `${key(name)}:`,
      ...indent(overloads.flatMap((overload) => block('|', renderOverload(overload, names)))),
    ];
  });
}

/** The file `supabase gen types typescript` writes, for one schema. */
export function renderTypes(schemaName: string, schema: Schema): string {
  const names: Names = {
    schema: schemaName,
    relations: new Set(schema.relations.map((relation) => relation.name)),
  };
  const tables = schema.relations.filter((relation) => !relation.isView);
  const views = schema.relations.filter((relation) => relation.isView);
  const enums = schema.enums.map(
    ({ name, values }) => `${key(name)}: ${values.map((value) => JSON.stringify(value)).join(' | ')}`,
  );
  const lines = [
    '// Generated by `npm run db:types` from supabase/migrations. Do not edit.',
    '',
    'export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]',
    '',
    ...block('export type Database =', [
      ...block(`${key(schemaName)}:`, [
        ...group(
          'Tables:',
          tables.flatMap((relation) => renderRelation(relation, names)),
        ),
        ...group(
          'Views:',
          views.flatMap((relation) => renderRelation(relation, names)),
        ),
        ...group('Functions:', renderFunctions(schema.functions, names)),
        ...group('Enums:', enums),
        ...group('CompositeTypes:', []),
      ]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
