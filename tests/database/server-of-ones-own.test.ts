import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBackend } from '@/embedded/backend';
import { freePorts } from '@/embedded/ports';
import { type PostgresServer, removeCluster, startPostgres } from '@/embedded/postgres';

/** What `npm start` says to a server of DATABASE_URL it cannot work on, a fresh one with Postgres' own defaults. */
let folder: string;
let server: PostgresServer;
let sql: postgres.Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-own-server-'));
  const [port = 0] = await freePorts(1);
  server = await startPostgres({
    dataDir: folder,
    port,
    password: 'superuser',
    settings: { wal_level: 'replica' },
  });
  sql = postgres(server.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end({ timeout: 5 });
  await server.stop();
  await removeCluster(folder);
  await rm(folder, { recursive: true, force: true });
});

async function start(databaseUrl: string): Promise<string> {
  const [gateway = 0, inbox = 0, smtp = 0] = await freePorts(3);
  const dataDir = join(folder, 'data');
  return startBackend({ dataDir, databaseUrl, ports: { gateway, inbox, smtp } }).then(
    async (backend) => backend.stop().then(() => 'started'),
    (error: Error) => error.message,
  );
}

const schemas = async () =>
  (
    await sql<
      { name: string }[]
    >`select nspname as name from pg_namespace where nspname in ('auth', 'realtime', 'private')`
  ).map(({ name }) => name);

test('a server without wal_level = logical is refused with what to do about it, and left as it was', async () => {
  const answer = await start(server.url);
  expect(answer).toContain('must run with wal_level = logical');
  expect(answer).toContain('"alter system set wal_level = logical"');
  expect(await schemas()).toEqual([]);
});

test('a role that is no superuser is refused, and told so', async () => {
  await sql`create role somebody login password 'somebody'`;
  const url = new URL(server.url);
  url.username = url.password = 'somebody';
  expect(await start(url.toString())).toBe('DATABASE_URL must sign in as a superuser of the server.');
  expect(await schemas()).toEqual([]);
});

test('a hosted project’s database is refused, whatever its settings, and told how to be used', async () => {
  await sql`create role supabase_admin superuser`;
  await sql`create schema realtime create table schema_migrations (version bigint)`;
  expect(await start(server.url)).toContain('points at a Supabase project');
});
