/** What hosted Supabase would refuse in a migration, or what would work only on this machine. */
const MANAGED = '"?(?:auth|storage|realtime|extensions|graphql|vault)"?';
const OBJECT =
  '(?:table|foreign table|view|materialized view|function|procedure|aggregate|type|domain|sequence|routine)';
const EXISTS = '(?:if (?:not )?exists )?';

const RULES: { pattern: RegExp; message: string }[] = [
  {
    pattern: new RegExp(`\\b(?:create(?: or replace)?|alter|drop) ${OBJECT} ${EXISTS}${MANAGED}\\s*\\.`, 'i'),
    message: 'changes an object in a schema Supabase manages; only policies and triggers are allowed there',
  },
  {
    pattern: new RegExp(
      `\\bcreate (?:unique )?index (?:concurrently )?${EXISTS}\\S* ?on (?:only )?${MANAGED}\\s*\\.`,
      'i',
    ),
    message: 'adds an index to a table Supabase manages',
  },
  {
    pattern: new RegExp(`\\b(?:create|alter|drop) schema ${EXISTS}${MANAGED}\\b`, 'i'),
    message: 'creates or changes a schema Supabase manages',
  },
  {
    pattern:
      /\b(?:create|alter|drop) role (?:if (?:not )?exists )?"?(?:anon|authenticated|service_role|authenticator|postgres|supabase_\w+)"?/i,
    message: 'creates or changes a role Supabase manages',
  },
  {
    pattern: /\b(?:app_migrator|foyer_services)\b/i,
    message: 'names a role that exists only in the embedded backend',
  },
  {
    pattern: /\b(?:uuidv7|uuidv4|casefold|array_reverse|array_sort)\s*\(/i,
    message: 'uses a function of Postgres 18; hosted projects run 17',
  },
];

/** Comments hold prose and may name anything; strings stay, because dynamic SQL lives in them. */
function withoutComments(sql: string): string {
  return sql
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/\s+/g, ' ');
}

export function lintMigration(name: string, sql: string): string[] {
  const text = withoutComments(sql);
  return RULES.flatMap(({ pattern, message }) => {
    const found = pattern.exec(text);
    return found ? [`${name} ${message}: "${found[0].trim()}"`] : [];
  });
}
