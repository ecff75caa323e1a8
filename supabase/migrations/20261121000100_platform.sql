-- What every other file stands on: the private schema, nothing granted by default, refusals, guards, rate limits.

create schema if not exists private;
comment on schema private is 'Functions and tables the API never exposes. Policies and public functions call into it.';
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

-- Postgres lets everybody execute a new function. Foyer grants each one by name.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- Refusals ---------------------------------------------------------------------------------------
-- The message is a code the interface translates; the SQLSTATE decides the HTTP status (PTnnn -> nnn).

create function private.refuse(p_code text, p_status int default 409, p_field text default null)
returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT' || p_status, message = p_code, detail = coalesce(p_field, '');
end $$;
comment on function private.refuse is 'Raises a refusal meant for people: code, HTTP status, and the field it concerns.';

create function private.deny() returns void language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = '42501', message = 'not_allowed';
end $$;
comment on function private.deny is
  'Raises 42501. The same answer for "not yours" and "does not exist", so that ids cannot be probed.';

-- Guards -----------------------------------------------------------------------------------------

create function private.keep_columns() returns trigger language plpgsql set search_path = '' as $$
declare v_column text;
begin
  foreach v_column in array tg_argv loop
    if (to_jsonb(new) -> v_column) is distinct from (to_jsonb(old) -> v_column) then
      raise exception using errcode = '42501', message = 'column_is_fixed', detail = v_column;
    end if;
  end loop;
  return new;
end $$;
comment on function private.keep_columns is
  'Trigger: the named columns keep their first value. A row never moves to another organization.';

-- Rate limits ------------------------------------------------------------------------------------

-- Unlogged: losing the counts in a crash costs nothing, and they stay out of the write-ahead log.
create unlogged table private.rate_limits (
  bucket        text        not null,
  window_start  timestamptz not null,
  hits          int         not null,
  primary key (bucket, window_start)
);

create function public.hit_rate_limit(p_bucket text, p_max int, p_window_seconds int, p_hits int default 1)
returns boolean language plpgsql security definer set search_path = '' as $$
-- Security definer: counters live in the private schema. Only the server's own role may call it.
declare
  v_window timestamptz := to_timestamp(floor(extract(epoch from now()) / p_window_seconds) * p_window_seconds);
  v_hits int;
begin
  insert into private.rate_limits as r (bucket, window_start, hits) select p_bucket, v_window, p_hits where p_hits <= p_max
  -- What is refused is not counted: too many at once leave room for fewer.
  on conflict (bucket, window_start) do update set hits = r.hits + excluded.hits where r.hits + excluded.hits <= p_max
  returning hits into v_hits;
  return v_hits is not null;
end $$;
comment on function public.hit_rate_limit is
  'Counts hits in a fixed window (seconds), or says that the bucket has no room for them.';
revoke all on function public.hit_rate_limit from public, anon, authenticated;
grant execute on function public.hit_rate_limit to service_role;

-- What people type -------------------------------------------------------------------------------

-- Postgres reads its own list from files, which takes longer than everything else an import does.
create table private.time_zones (name text primary key);
insert into private.time_zones select name from pg_catalog.pg_timezone_names on conflict do nothing;

create function private.check_time_zone() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody reads private tables.
begin
  if not exists (select 1 from private.time_zones where name = new.time_zone)
     and not exists (select 1 from pg_catalog.pg_timezone_names where name = new.time_zone) then
    perform private.refuse('time_zone_is_unknown', 422, 'time_zone');
  end if;
  return new;
end $$;
comment on function private.check_time_zone is
  'Trigger: only names of the time zone database, because browsers raise on anything else.';

create function private.is_web_address(p_text text) returns boolean
language sql immutable set search_path = '' as $$
  select p_text is null or (char_length(p_text) <= 2000 and p_text ~ '^https?://[^\s]+$')
$$;

-- Order ------------------------------------------------------------------------------------------

create function private.move_in_order(p_table regclass, p_organization uuid, p_id uuid, p_before uuid) returns void
language plpgsql set search_path = '' as $$
-- For tables with organization_id, position and created_at. A row in between is given half of the gap, and no other row changes.
declare
  v_above numeric;
  v_below numeric;
begin
  -- One move at a time, so that two never choose the same gap.
  perform 1 from public.organizations where id = p_organization for no key update;
  if p_before is null then
    execute format('update %1$s set position = (select max(position) + 1 from %1$s where organization_id = $1) where id = $2', p_table)
    using p_organization, p_id;
    return;
  end if;
  -- Only where two share a place, as those who came together do, or a gap was halved very often.
  execute format($query$
    update %1$s t set position = n.place
    from (select id, row_number() over (order by position, created_at, id) as place from %1$s where organization_id = $1) n
    where t.id = n.id and t.position <> n.place and (
      exists (select 1 from %1$s where organization_id = $1 group by position having count(*) > 1)
      or exists (select 1 from %1$s where organization_id = $1 and scale(position) > 60))
  $query$, p_table) using p_organization;
  execute format('select position from %s where organization_id = $1 and id = $2', p_table) into v_below using p_organization, p_before;
  if v_below is null then perform private.deny(); end if;
  execute format('select max(position) from %s where organization_id = $1 and position < $2 and id <> $3', p_table)
  into v_above using p_organization, v_below, p_id;
  execute format('update %s set position = $1 where id = $2', p_table)
  using (coalesce(v_above, v_below - 2) + v_below) * 0.5, p_id;
end $$;
comment on function private.move_in_order is 'Puts a row before another of its organization; before none is the end.';
