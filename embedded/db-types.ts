import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { bootstrapDatabase } from '@/embedded/bootstrap';
import { readSchema } from '@/embedded/database-types/read-schema';
import { renderTypes } from '@/embedded/database-types/render-types';
import { loadInstallKeys } from '@/embedded/install-keys';
import { applyMigrations } from '@/embedded/migrate';
import { freePorts } from '@/embedded/ports';
import { removeCluster, startPostgres } from '@/embedded/postgres';
import { createSteps } from '@/embedded/steps';

const TARGET = join(import.meta.dirname, '..', 'lib', 'platform', 'supabase', 'database.types.ts');

/** Writes the types of the API from a database that holds the migrations and nothing else. */
async function generate(): Promise<void> {
  const steps = createSteps();
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-types-'));
  const keys = await loadInstallKeys(dataDir);
  const [port = 0] = await freePorts(1);
  const server = await startPostgres({ dataDir, port, password: keys.passwords.superuser });
  const migratorUrl = server.url.replace(
    `postgres:${keys.passwords.superuser}`,
    `app_migrator:${keys.passwords.migrator}`,
  );
  try {
    await steps.run('Migrations on an empty database', async () => {
      await bootstrapDatabase({ databaseUrl: server.url, keys });
      await applyMigrations(migratorUrl);
    });
    const sql = postgres(server.url, { max: 1 });
    const schema = await readSchema(sql, 'public');
    await sql.end({ timeout: 5 });
    await writeFile(TARGET, renderTypes('public', schema));
    steps.note(
      `lib/platform/supabase/database.types.ts: ${schema.relations.length} tables and views, ${schema.functions.length} functions`,
    );
  } finally {
    await server.stop();
    await removeCluster(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  }
}

await generate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
