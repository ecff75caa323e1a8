import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, describe, expect, inject, test } from 'vitest';

const target = inject('contractTarget');
const sql = postgres(target.databaseUrl, { max: 1, onnotice: () => undefined });
const name = `contract_${randomUUID().slice(0, 8)}`;

afterAll(() => sql.end({ timeout: 5 }));

/** The SQLSTATE a statement ends with; nothing of it stays. */
async function attempt(statement: string): Promise<string> {
  const rollback = new Error('rollback');
  return sql
    .begin(async (transaction) => {
      await transaction.unsafe(statement);
      throw rollback;
    })
    .then(
      () => 'committed',
      (error: unknown) =>
        error === rollback ? 'allowed' : ((error as { code?: string }).code ?? String(error)),
    );
}

describe('the role that applies migrations', () => {
  test.each([
    `create table realtime.${name} (id int)`,
    `create function realtime.${name}() returns int language sql as 'select 1'`,
    `create table auth.${name} (id int)`,
    `create function auth.${name}() returns int language sql as 'select 1'`,
    'alter table auth.users add column extra int',
    `create table storage.${name} (id int)`,
    'alter role service_role nologin',
    `create role ${name} superuser`,
    `copy (select 1) to program 'true'`,
  ])('may not: %s', async (statement) => {
    expect(await attempt(statement)).toBe('42501');
  });

  test.each([
    `create policy ${name} on realtime.messages for select to authenticated using (true)`,
    `create policy ${name} on storage.objects for select to authenticated using (true)`,
    `create policy ${name} on storage.buckets for select to authenticated using (true)`,
    `create table public.${name} (owner uuid references auth.users (id) on delete cascade)`,
    `create function public.${name}() returns trigger language plpgsql as 'begin return new; end';
     create trigger ${name} after insert on auth.users for each row execute function public.${name}()`,
    `create schema ${name}; create table ${name}.t (id int)`,
    `select realtime.send('{}', 'e', '${name}', true)`,
    `create extension if not exists pg_trgm with schema extensions`,
    'select count(*) from auth.users',
    'set local role authenticated; select auth.uid()',
  ])('may: %s', async (statement) => {
    expect(await attempt(statement)).toBe('allowed');
  });
});
