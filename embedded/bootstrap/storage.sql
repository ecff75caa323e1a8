-- Ownership and grants of the Storage tables as hosted has them: the API roles may try anything,
-- and the policies that migrations write decide.
alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to app_migrator with grant option;
grant usage on schema storage to supabase_storage_admin, app_migrator;
