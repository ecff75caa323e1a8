import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import postgres from 'postgres';
import type { InstallKeys } from '@/embedded/install-keys';

export type BootstrapOptions = { databaseUrl: string; keys: InstallKeys };

const BEFORE_SYSTEM_TABLES = ['roles'];
const AFTER_SYSTEM_TABLES = ['auth', 'storage', 'realtime', 'migrator'];

/**
 * Gives a plain Postgres what a Supabase project has before its first migration. Every step can be
 * repeated, and all of it is when one of the files (or the version of Lite) differs from last time.
 */
export async function bootstrapDatabase(options: BootstrapOptions): Promise<void> {
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await refuseHosted(sql);
    const before = await readAll(BEFORE_SYSTEM_TABLES);
    const after = await readAll(AFTER_SYSTEM_TABLES);
    const fingerprint = await fingerprintOf([...before, ...after]);
    if ((await recordedFingerprint(sql)) !== fingerprint) {
      for (const text of before) await sql.unsafe(text);
      await createSystemTables(sql);
      for (const text of after) await sql.unsafe(text);
      await sql`insert into supabase_migrations.bootstrap (fingerprint) values (${fingerprint})`;
    }
    await setPasswords(sql, options.keys);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const readAll = (names: string[]): Promise<string[]> =>
  Promise.all(names.map((name) => readFile(new URL(`./bootstrap/${name}.sql`, import.meta.url), 'utf8')));

async function fingerprintOf(texts: string[]): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  return createHash('sha256')
    .update([dependencies['@supabase/lite'] ?? '', ...texts].join('\0'))
    .digest('hex');
}

async function recordedFingerprint(sql: postgres.Sql): Promise<string | undefined> {
  const [table] = await sql<{ present: boolean }[]>`
    select to_regclass('supabase_migrations.bootstrap') is not null as present`;
  if (!table?.present) return undefined;
  const [last] = await sql<{ fingerprint: string }[]>`
    select fingerprint from supabase_migrations.bootstrap order by applied_at desc limit 1`;
  return last?.fingerprint;
}

/** Made as superuser, so that Auth and Storage need no right to make tables at run time. */
async function createSystemTables(sql: postgres.Sql): Promise<void> {
  // Loaded only when it is needed: it would add 35 MB to a process that lives as long as Foyer runs.
  const { getAuthSchemaSql, getStorageSchemaSql } = await withoutWarnings(() => import('@supabase/lite'));
  await sql.unsafe(getAuthSchemaSql());
  await sql.unsafe(getStorageSchemaSql());
}

/** Lite loads supabase-js, which tells whoever is on Node 20 to upgrade; Foyer supports it. */
async function withoutWarnings<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}

/** A hosted project brings all of this itself; rewriting it there would break the project. */
async function refuseHosted(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ hosted: boolean; superuser: boolean; logical: boolean }[]>`
    select
      current_setting('wal_level') = 'logical' as logical,
      exists (select from pg_roles where rolname = 'supabase_admin' and rolsuper)
        and to_regclass('realtime.schema_migrations') is not null as hosted,
      (select rolsuper from pg_roles where rolname = current_user) as superuser`;
  if (row?.hosted) {
    throw new Error(
      'DATABASE_URL points at a Supabase project. Leave it unset and give the app SUPABASE_URL and its keys instead.',
    );
  }
  if (!row?.superuser) throw new Error('DATABASE_URL must sign in as a superuser of the server.');
  if (!row.logical) {
    throw new Error(
      'The server of DATABASE_URL must run with wal_level = logical, which is how new messages reach those who wait for them. Run "alter system set wal_level = logical" on it and restart it.',
    );
  }
}

async function setPasswords(sql: postgres.Sql, keys: InstallKeys): Promise<void> {
  const { migrator, authenticator, services } = keys.passwords;
  const logins = { app_migrator: migrator, authenticator, foyer_services: services };
  for (const [role, password] of Object.entries(logins)) {
    // ALTER ROLE takes no parameters; format() quotes the literal on the server.
    const [statement] = await sql<{ text: string }[]>`
      select format('alter role %I login password %L', ${role}::text, ${password}::text) as text`;
    await sql.unsafe(statement?.text ?? '');
  }
}
