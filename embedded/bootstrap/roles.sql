-- The roles and schemas a Supabase project has before any migration. Idempotent; run as superuser.
do $$
declare
  role_name text;
begin
  foreach role_name in array array[
    'anon', 'authenticated', 'service_role',
    'dashboard_user', 'supabase_auth_admin', 'supabase_storage_admin', 'supabase_realtime_admin'
  ] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit', role_name);
    end if;
  end loop;
  foreach role_name in array array['authenticator', 'app_migrator', 'foyer_services'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I login', role_name);
    end if;
  end loop;
end $$;

alter role service_role bypassrls;

-- PostgREST signs in as authenticator and becomes the role its token names.
alter role authenticator noinherit;
grant anon, authenticated, service_role to authenticator;
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';

-- Auth and Storage sign in as foyer_services. It owns what is theirs and may act for a caller, but it
-- owns nothing else and holds no grant option: it cannot give anybody rights on the application's tables.
alter role foyer_services inherit nobypassrls nocreaterole nocreatedb;
grant supabase_auth_admin, supabase_storage_admin to foyer_services;
grant anon, authenticated, service_role to foyer_services;
alter role foyer_services set statement_timeout = '8s';

-- What the hosted role "postgres" is: no superuser, but above row level security.
alter role app_migrator createrole bypassrls nosuperuser nocreatedb;
alter role app_migrator set search_path = "$user", public, extensions;

create schema if not exists extensions;
create schema if not exists auth;
create schema if not exists storage;
grant usage on schema public, extensions, auth, storage to anon, authenticated, service_role;
revoke create on schema public from public;

create extension if not exists "uuid-ossp" with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_trgm with schema extensions;
