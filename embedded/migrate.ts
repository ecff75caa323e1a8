import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { lintMigration } from '@/embedded/migration-lint';

const MIGRATIONS_DIR = join(import.meta.dirname, '../supabase/migrations');

type Migration = { version: string; name: string; sql: string; checksum: string };

/** A migration that was already applied here has been edited since; before 1.0 that is allowed. */
export class MigrationEdited extends Error {
  override name = 'MigrationEdited';
  constructor(names: string[]) {
    super(
      `Edited after they were applied here: ${names.join(', ')}. Run "npm run db:reset" to rebuild the database (its data is lost).`,
    );
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    files
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map(async (file) => {
        const parts = /^(\d+)_(.+)\.sql$/.exec(file);
        if (!parts?.[1] || !parts[2]) throw new Error(`${file} must be named <timestamp>_<capability>.sql.`);
        const sql = await readFile(join(folder, file), 'utf8');
        return {
          version: parts[1],
          name: file,
          sql,
          checksum: createHash('sha256').update(sql).digest('hex'),
        };
      }),
  );
}

/**
 * Applies what is new in supabase/migrations, in order, each file in a transaction of its own, as the
 * restricted migration role. Returns the names of the files applied.
 */
export async function applyMigrations(
  migratorUrl: string,
  folder: string = MIGRATIONS_DIR,
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const complaints = migrations.flatMap((migration) => lintMigration(migration.name, migration.sql));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));

  const sql = postgres(migratorUrl, { max: 1, onnotice: () => undefined });
  try {
    const applied = await sql<{ version: string; checksum: string }[]>`
      select version, checksum from supabase_migrations.schema_migrations`;
    const checksums = new Map(applied.map((row) => [row.version, row.checksum]));
    const edited = migrations.filter((migration) => {
      const known = checksums.get(migration.version);
      return known !== undefined && known !== migration.checksum;
    });
    const versions = new Set(migrations.map((migration) => migration.version));
    const removed = applied.filter((row) => !versions.has(row.version)).map((row) => row.version);
    if (edited.length + removed.length > 0) {
      throw new MigrationEdited([...edited.map((migration) => migration.name), ...removed]);
    }
    const pending = migrations.filter((migration) => !checksums.has(migration.version));
    for (const migration of pending) await applyOne(sql, migration);
    await sql`notify pgrst, 'reload schema'`;
    return pending.map((migration) => migration.name);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function applyOne(sql: postgres.Sql, migration: Migration): Promise<void> {
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(migration.sql);
      await transaction`
        insert into supabase_migrations.schema_migrations (version, name, checksum)
        values (${migration.version}, ${migration.name}, ${migration.checksum})`;
    });
  } catch (error) {
    throw new Error(`${migration.name} could not be applied: ${describeSqlError(error, migration.sql)}`, {
      cause: error,
    });
  }
}

function describeSqlError(error: unknown, text: string): string {
  if (!(error instanceof postgres.PostgresError)) return String(error);
  const line = error.position ? text.slice(0, Number(error.position)).split('\n').length : undefined;
  return [
    `${error.message} (${error.code})`,
    line ? `line ${line}` : '',
    error.detail ?? '',
    error.where ?? '',
    error.hint ? `hint: ${error.hint}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}
