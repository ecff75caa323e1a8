import { readFile } from 'node:fs/promises';
import { getAuthSchemaSql, getStorageSchemaSql } from '@supabase/lite';
import postgres from 'postgres';
import type { InstallKeys } from '@/embedded/install-keys';

const file = (name: string) => readFile(new URL(`./bootstrap/${name}.sql`, import.meta.url), 'utf8');

export type BootstrapOptions = { databaseUrl: string; keys: InstallKeys };

/**
 * Gives a plain Postgres what a Supabase project has before its first migration. Every step can be
 * repeated, so it runs at each start and picks up changes of ours and of the Auth and Storage tables.
 */
export async function bootstrapDatabase(options: BootstrapOptions): Promise<void> {
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await refuseHosted(sql);
    await sql.unsafe(await file('roles'));
    await setPasswords(sql, options.keys);
    // Made here, as superuser, so that Auth and Storage need no right to make tables at run time.
    await sql.unsafe(getAuthSchemaSql());
    await sql.unsafe(getStorageSchemaSql());
    for (const name of ['auth', 'storage', 'realtime', 'migrator']) await sql.unsafe(await file(name));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A hosted project brings all of this itself; rewriting it there would break the project. */
async function refuseHosted(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ hosted: boolean; superuser: boolean }[]>`
    select
      exists (select from pg_roles where rolname = 'supabase_admin' and rolsuper)
        and to_regclass('realtime.schema_migrations') is not null as hosted,
      (select rolsuper from pg_roles where rolname = current_user) as superuser`;
  if (row?.hosted) {
    throw new Error(
      'DATABASE_URL points at a Supabase project. Leave it unset and give the app SUPABASE_URL and its keys instead.',
    );
  }
  if (!row?.superuser) throw new Error('DATABASE_URL must sign in as a superuser of the server.');
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
