-- What the migration role may do: what the hosted role "postgres" may, and no more, so that a migration
-- hosted Supabase would refuse is refused here too. Run last.
grant create, usage on schema public to app_migrator;
grant usage on schema extensions, auth, storage, realtime to app_migrator;
grant anon, authenticated, service_role to app_migrator;
-- Policies may be written on these tables, which takes membership in their owners.
grant supabase_realtime_admin, supabase_storage_admin to app_migrator;

do $$
begin
  execute format('grant create on database %I to app_migrator', current_database());
end $$;

create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
);
grant usage on schema supabase_migrations to app_migrator;
grant select, insert on supabase_migrations.schema_migrations to app_migrator;

-- Which version of these files was applied last.
create table if not exists supabase_migrations.bootstrap (
  fingerprint text not null,
  applied_at timestamptz not null default clock_timestamp()
);
