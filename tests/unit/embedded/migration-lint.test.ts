import { describe, expect, test } from 'vitest';
import { lintMigration } from '@/embedded/migration-lint';

const complaints = (sql: string) => lintMigration('x.sql', sql);

describe('a migration hosted Supabase would refuse is named before it runs', () => {
  test.each([
    'create table realtime.queue (id int)',
    'ALTER TABLE realtime.messages ADD COLUMN x int',
    'create or replace function auth.uid() returns uuid language sql as $$ select null $$',
    'drop function if exists storage.foldername(text)',
    'alter\n  table if exists\n "auth" . users add x int',
    'create unique index concurrently if not exists users_email on auth.users (email)',
    'create schema if not exists storage',
    "do $$ begin execute 'create table auth.extra (id int)'; end $$",
    'create role service_role',
    'alter role authenticator set statement_timeout = 0',
    'grant select on public.members to app_migrator',
    'select uuidv7()',
  ])('%s', (sql) => {
    expect(complaints(sql)).toHaveLength(1);
  });
});

describe('what hosted allows passes', () => {
  test.each([
    'create policy p on realtime.messages for select to authenticated using (true)',
    'drop policy if exists p on storage.objects',
    'create trigger t after insert on auth.users for each row execute function private.welcome()',
    'create table public.members (user_id uuid references auth.users (id))',
    'create index on public.members (user_id)',
    'create extension if not exists pg_trgm with schema extensions',
    "insert into storage.buckets (id, name) values ('avatars', 'avatars')",
    'select realtime.send(jsonb_build_object(), $$a$$, $$b$$, true)',
    '-- create table auth.users is what we must not do\nselect 1',
    '/* alter table realtime.messages */ select gen_random_uuid()',
    'create role reporting',
  ])('%s', (sql) => {
    expect(complaints(sql)).toEqual([]);
  });
});
