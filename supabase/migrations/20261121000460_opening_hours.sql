-- Opening hours: the company's, those of a site in their stead, days of a special type, and when it is open at last.

create table public.opening_hours (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  -- Null: the company's own.
  site_id         uuid,
  -- Null: the organization's.
  time_zone       text,
  -- A new company can chat at once; whoever wants hours sets them.
  is_always_open  boolean     not null default true,
  version         int         not null default 0,
  created_at      timestamptz not null default now(),
  unique (organization_id, id),
  constraint opening_hours_one_for_each unique nulls not distinct (organization_id, site_id),
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade
);
comment on table public.opening_hours is
  'A calendar. The company has one; a site with one of its own follows that and not the company''s.';
comment on column public.opening_hours.is_always_open is
  'True: every ordinary day is open around the clock. Days of a special type keep their own hours.';
comment on column public.opening_hours.version is 'Counts what was saved, so that nobody overwrites what they have not seen.';

create table public.day_types (
  organization_id uuid        not null,
  calendar_id     uuid        not null,
  id              uuid        not null,
  name            text        not null,
  created_at      timestamptz not null default now(),
  primary key (organization_id, calendar_id, id),
  foreign key (organization_id, calendar_id) references public.opening_hours (organization_id, id) on delete cascade,
  constraint day_types_name_is_valid check (char_length(name) <= 80 and name ~ '\S')
);
comment on table public.day_types is
  'What some days have in common, such as public holidays. Closed, unless it has slots of its own.';
create unique index day_types_name_key on public.day_types (calendar_id, private.fold(name));

create table public.opening_slots (
  organization_id uuid     not null,
  calendar_id     uuid     not null,
  id              uuid     not null,
  weekday         smallint,
  day_type_id     uuid,
  starts          time     not null,
  ends            time     not null,
  label           text     not null default '',
  primary key (organization_id, calendar_id, id),
  foreign key (organization_id, calendar_id) references public.opening_hours (organization_id, id) on delete cascade,
  foreign key (organization_id, calendar_id, day_type_id)
    references public.day_types (organization_id, calendar_id, id) on delete cascade,
  constraint opening_slots_day_is_one check (num_nonnulls(weekday, day_type_id) = 1),
  constraint opening_slots_weekday_exists check (weekday between 1 and 7),
  constraint opening_slots_times_are_minutes
    check (date_trunc('minute', starts) = starts and date_trunc('minute', ends) = ends and starts < '24:00' and ends < '24:00'),
  constraint opening_slots_label_is_valid check (char_length(label) <= 80)
);
comment on table public.opening_slots is
  'From starts to before ends, on each weekday (1 is Monday) or day of the type. It belongs to the day it begins on.';
comment on column public.opening_slots.ends is 'Not after starts: on the next day. Equal to it: 24 hours.';
create index opening_slots_day_type_id_idx on public.opening_slots (organization_id, calendar_id, day_type_id);

create table public.day_exceptions (
  organization_id uuid    not null,
  calendar_id     uuid    not null,
  id              uuid    not null,
  day_type_id     uuid    not null,
  name            text    not null,
  first_day       date    not null,
  last_day        date    not null,
  repeats_yearly  boolean not null default false,
  primary key (organization_id, calendar_id, id),
  foreign key (organization_id, calendar_id) references public.opening_hours (organization_id, id) on delete cascade,
  foreign key (organization_id, calendar_id, day_type_id)
    references public.day_types (organization_id, calendar_id, id) on delete cascade,
  constraint day_exceptions_name_is_valid check (char_length(name) <= 80 and name ~ '\S'),
  constraint day_exceptions_days_are_in_order check (last_day >= first_day),
  constraint day_exceptions_days_are_near check (first_day >= '1970-01-01' and last_day < '2200-01-01'),
  constraint day_exceptions_year_is_longer check (not repeats_yearly or last_day < first_day + interval '1 year')
);
comment on table public.day_exceptions is
  'Days that are of the type. Where several meet, one that does not repeat counts, then the shorter, then the later.';
comment on column public.day_exceptions.repeats_yearly is
  'Each year from the first on, from month and day to month and day, also over New Year. 29 February: in leap years.';
create index day_exceptions_day_type_id_idx on public.day_exceptions (organization_id, calendar_id, day_type_id);

create trigger opening_hours_keep_columns before update on public.opening_hours
  for each row execute function private.keep_columns('id', 'organization_id', 'site_id', 'created_at');
create trigger opening_hours_check_time_zone before insert or update of time_zone on public.opening_hours
  for each row when (new.time_zone is not null) execute function private.check_time_zone();

create function private.add_opening_hours() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write opening hours.
begin
  insert into public.opening_hours (organization_id) values (new.id);
  return null;
end $$;
create trigger organizations_add_opening_hours after insert on public.organizations
  for each row execute function private.add_opening_hours();

alter table public.opening_hours enable row level security;
alter table public.opening_hours force row level security;
alter table public.day_types enable row level security;
alter table public.day_types force row level security;
alter table public.opening_slots enable row level security;
alter table public.opening_slots force row level security;
alter table public.day_exceptions enable row level security;
alter table public.day_exceptions force row level security;

create policy opening_hours_select_member on public.opening_hours for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy day_types_select_member on public.day_types for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy opening_slots_select_member on public.opening_slots for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy day_exceptions_select_member on public.day_exceptions for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
grant select on public.opening_hours, public.day_types, public.opening_slots, public.day_exceptions to authenticated, service_role;

-- What they mean ---------------------------------------------------------------------------------
-- In plpgsql, which keeps its plans: every arriving visitor asks.

create function private.open_times(p_calendar uuid, p_from timestamptz, p_to timestamptz) returns tstzmultirange
-- Planning the query anew for each call would take several times as long as running it.
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  v public.opening_hours;
  v_zone text;
  v_first date;
  v_last date;
begin
  select * into v from public.opening_hours where id = p_calendar;
  v_zone := private.calendar_zone(v);
  -- A slot lasts 24 hours at most, and no clock was ever turned by more than a day.
  v_first := (p_from at time zone v_zone)::date - 2;
  v_last := (p_to at time zone v_zone)::date + 1;
  return tstzmultirange(tstzrange(p_from, p_to)) * coalesce((
    with exceptions as materialized (
      select x.day_type_id, x.first_day, x.last_day, x.repeats_yearly,
        row_number() over (order by x.repeats_yearly, x.last_day - x.first_day, x.first_day desc, x.id) as rank,
        extract(month from x.first_day) * 100 + extract(day from x.first_day) as first_in_year,
        extract(month from x.last_day) * 100 + extract(day from x.last_day) as last_in_year
      from public.day_exceptions x
      where x.organization_id = v.organization_id and x.calendar_id = v.id
        and x.first_day <= v_last and (x.repeats_yearly or x.last_day >= v_first)
    ), ranked as (
      select d.day, (
        select min(x.rank) from exceptions x
        where d.day >= x.first_day and case
          when not x.repeats_yearly then d.day <= x.last_day
          when x.first_in_year <= x.last_in_year then d.in_year between x.first_in_year and x.last_in_year
          else d.in_year >= x.first_in_year or d.in_year <= x.last_in_year end) as rank
      from (select n.day, extract(month from n.day) * 100 + extract(day from n.day) as in_year
            from (select v_first + i as day from generate_series(0, v_last - v_first) i) n) d
    ), days as (
      select r.day, x.day_type_id from ranked r left join exceptions x using (rank)
    ), spans as (
      select d.day + s.starts as starts, d.day + case when s.ends <= s.starts then 1 else 0 end + s.ends as ends
      from days d join public.opening_slots s
        on s.organization_id = v.organization_id and s.calendar_id = v.id
       and case when d.day_type_id is not null then s.day_type_id = d.day_type_id
             else not v.is_always_open and s.weekday = extract(isodow from d.day) end
      union all
      select d.day::timestamp, (d.day + 1)::timestamp from days d where v.is_always_open and d.day_type_id is null
    )
    select range_agg(tstzrange(starts at time zone v_zone, ends at time zone v_zone)) from spans
    -- Where the clock is put forward, a slot may end before it begins: it does not take place.
    where starts at time zone v_zone < ends at time zone v_zone), '{}'::tstzmultirange);
end $$;
comment on function private.open_times is
  'When the calendar is open within the time given. Each slot is the half-open interval between its local ends; one that the clock skips is taken after the gap, one it shows twice the second time.';

create function private.calendar_zone(p_calendar public.opening_hours) returns text
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(p_calendar.time_zone, (select time_zone from public.organizations where id = p_calendar.organization_id));
end $$;

create function private.site_calendar(p_site uuid) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  return (
    select h.id from public.sites s
    join public.opening_hours h on h.organization_id = s.organization_id and (h.site_id = s.id or h.site_id is null)
    where s.id = p_site order by h.site_id nulls last limit 1);
end $$;
comment on function private.site_calendar is 'The site''s own opening hours, or the company''s.';

create function private.calendar_is_open(p_calendar uuid, p_at timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select not isempty(private.open_times(p_calendar, p_at, p_at + interval '1 microsecond'))
$$;

create function private.site_is_open(p_site uuid, p_at timestamptz) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return private.calendar_is_open(private.site_calendar(p_site), p_at);
end $$;
comment on function private.site_is_open is 'Whether the site''s hours have it open at this instant, whoever is there.';

create function private.open_site_ids(p_organization uuid) returns uuid[]
language plpgsql stable set search_path = '' as $$
begin
  return array(
    with calendars as materialized (
      select h.site_id, private.calendar_is_open(h.id, now()) as is_open
      from public.opening_hours h where h.organization_id = p_organization
    )
    select s.id from public.sites s
    join calendars company on company.site_id is null
    left join calendars own on own.site_id = s.id
    where s.organization_id = p_organization and coalesce(own.is_open, company.is_open));
end $$;
comment on function private.open_site_ids is 'The sites that are open now: each calendar is worked out once, however many follow it.';

create function private.next_open_time(p_calendar uuid, p_at timestamptz) returns tstzrange
language plpgsql stable set search_path = '' as $$
declare
  v_times tstzmultirange;
  v_ahead interval;
begin
  -- Nearly always this week; looking further costs more.
  foreach v_ahead in array '{8 days,50 days,400 days}'::interval[] loop
    v_times := private.open_times(p_calendar, p_at, p_at + v_ahead);
    if not isempty(v_times) then
      return (select tstzrange(lower(t), nullif(upper(t), p_at + v_ahead)) from unnest(v_times) t limit 1);
    end if;
  end loop;
  return null;
end $$;
comment on function private.next_open_time is
  'The first time the calendar is open from the instant on, null within 400 days. No end: not within eight days.';

create function private.next_opening(p_site uuid, p_at timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return lower(private.next_open_time(private.site_calendar(p_site), p_at));
end $$;
comment on function private.next_opening is
  'The first instant from p_at on at which the site is open: p_at itself when it is. Null within 400 days.';

create function private.hours_card(p_calendar uuid, p_at timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_calendar public.opening_hours;
  v_next tstzrange := private.next_open_time(p_calendar, p_at);
begin
  select * into v_calendar from public.opening_hours where id = p_calendar;
  return jsonb_build_object(
    'is_open', coalesce(lower(v_next) = p_at, false),
    'opens_at', nullif(lower(v_next), p_at),
    'closes_at', case when lower(v_next) = p_at then upper(v_next) end,
    'time_zone', private.calendar_zone(v_calendar));
end $$;

create function private.site_hours_card(p_site uuid, p_at timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return private.hours_card(private.site_calendar(p_site), p_at);
end $$;
comment on function private.site_hours_card is
  'For the widget: open or not, when it opens (null when it is, or never), when it closes (null when not soon), and the zone.';

-- Reading and saving -----------------------------------------------------------------------------

create function private.hours_document(p_calendar uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'version', h.version,
    'time_zone', h.time_zone,
    'is_always_open', h.is_always_open,
    'slots', coalesce((
      select jsonb_agg(jsonb_build_object('id', s.id, 'weekday', s.weekday, 'day_type_id', s.day_type_id,
                                          'starts', to_char(s.starts, 'HH24:MI'), 'ends', to_char(s.ends, 'HH24:MI'), 'label', s.label)
                       order by s.weekday, s.starts, s.ends, s.id)
      from public.opening_slots s where s.organization_id = h.organization_id and s.calendar_id = h.id), '[]'::jsonb),
    'day_types', coalesce((
      select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.created_at, private.fold(d.name))
      from public.day_types d where d.organization_id = h.organization_id and d.calendar_id = h.id), '[]'::jsonb),
    'exceptions', coalesce((
      select jsonb_agg(jsonb_build_object('id', x.id, 'day_type_id', x.day_type_id, 'name', x.name, 'first_day', x.first_day,
                                          'last_day', x.last_day, 'repeats_yearly', x.repeats_yearly)
                       order by x.first_day, x.last_day, x.id)
      from public.day_exceptions x where x.organization_id = h.organization_id and x.calendar_id = h.id), '[]'::jsonb))
  from public.opening_hours h where h.id = p_calendar
$$;

create function private.read_hours(p_organization uuid, p_site uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'time_zone', o.time_zone,
    'company', private.hours_document(company.id),
    'own', private.hours_document(own.id),
    'card', private.hours_card(coalesce(own.id, company.id), now()))
  from public.organizations o
  join public.opening_hours company on company.organization_id = o.id and company.site_id is null
  left join public.opening_hours own on own.organization_id = o.id and own.site_id = p_site
  where o.id = p_organization
$$;

create function private.require_hours_manager(p_organization uuid, p_site uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not exists (
    select 1 from private.my_memberships m
    where m.organization_id = p_organization
      and case when p_site is null then 'settings' = any (m.modules)
            else 'sites' = any (m.modules) and exists (
              select 1 from public.sites s where s.organization_id = m.organization_id and s.id = p_site) end
  ) then perform private.deny(); end if;
end $$;
comment on function private.require_hours_manager is
  'The company''s hours belong to the module settings, a site''s to the module sites.';

create function public.read_opening_hours(p_organization uuid, p_site uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: what they come to is worked out by private functions. Any member may read hours.
begin
  perform private.require_member(p_organization);
  if p_site is not null and not exists (select 1 from public.sites where organization_id = p_organization and id = p_site) then
    perform private.deny();
  end if;
  return private.read_hours(p_organization, p_site);
end $$;
comment on function public.read_opening_hours is
  'The company''s hours, the site''s own where it has them, and what counts of the two at this moment.';

create function public.save_opening_hours(p_organization uuid, p_hours jsonb, p_version int, p_site uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: a calendar is written here alone, as a whole, so that it is never seen half changed.
declare
  v public.opening_hours;
  v_part text;
begin
  perform private.require_hours_manager(p_organization, p_site);
  foreach v_part in array '{slots,day_types,exceptions}'::text[] loop
    if jsonb_typeof(p_hours -> v_part) is distinct from 'array' then perform private.refuse('hours_are_invalid', 422, v_part); end if;
    if jsonb_array_length(p_hours -> v_part) > 200 then perform private.refuse('too_many_hours', 422, v_part); end if;
  end loop;
  if jsonb_typeof(p_hours -> 'is_always_open') is distinct from 'boolean' then
    perform private.refuse('value_is_invalid', 422, 'is_always_open');
  end if;
  if p_site is not null and p_version = 0 then
    insert into public.opening_hours (organization_id, site_id) values (p_organization, p_site) on conflict do nothing;
  end if;
  select * into v from public.opening_hours
  where organization_id = p_organization and site_id is not distinct from p_site for no key update;
  if not found or v.version is distinct from p_version then perform private.refuse('hours_were_changed'); end if;
  update public.opening_hours
  set time_zone = p_hours ->> 'time_zone', is_always_open = (p_hours ->> 'is_always_open')::boolean, version = version + 1
  where id = v.id;
  perform private.replace_day_types(v, p_hours -> 'day_types');
  perform private.replace_slots(v, p_hours -> 'slots');
  perform private.replace_exceptions(v, p_hours -> 'exceptions');
  return private.read_hours(p_organization, p_site);
exception
  -- Data exceptions: what is no time, no day, no number.
  when check_violation or not_null_violation or foreign_key_violation or cardinality_violation or data_exception then
    perform private.refuse('hours_are_invalid', 422);
    return null;
  when unique_violation then
    perform private.refuse('name_is_taken', 409, 'name');
    return null;
end $$;
comment on function public.save_opening_hours is
  'Puts a whole calendar in the place of the one of this version; rows that stay as they are are not touched. A site gets its own with version 0.';

create function private.replace_day_types(p_calendar public.opening_hours, p_rows jsonb) returns void
language sql volatile set search_path = '' as $$
  delete from public.day_types d
  where d.organization_id = p_calendar.organization_id and d.calendar_id = p_calendar.id
    and not exists (select 1 from jsonb_to_recordset(p_rows) as r (id uuid) where r.id = d.id);
  insert into public.day_types as d (organization_id, calendar_id, id, name)
  select p_calendar.organization_id, p_calendar.id, r.id, r.name from jsonb_to_recordset(p_rows) as r (id uuid, name text)
  on conflict (organization_id, calendar_id, id) do update set name = excluded.name where d.name is distinct from excluded.name;
$$;

create function private.replace_slots(p_calendar public.opening_hours, p_rows jsonb) returns void
language sql volatile set search_path = '' as $$
  delete from public.opening_slots s
  where s.organization_id = p_calendar.organization_id and s.calendar_id = p_calendar.id
    and not exists (select 1 from jsonb_to_recordset(p_rows) as r (id uuid) where r.id = s.id);
  insert into public.opening_slots as s (organization_id, calendar_id, id, weekday, day_type_id, starts, ends, label)
  select p_calendar.organization_id, p_calendar.id, r.id, r.weekday, r.day_type_id, r.starts, r.ends, coalesce(r.label, '')
  from jsonb_to_recordset(p_rows) as r (id uuid, weekday smallint, day_type_id uuid, starts time, ends time, label text)
  on conflict (organization_id, calendar_id, id) do update set weekday = excluded.weekday, day_type_id = excluded.day_type_id,
    starts = excluded.starts, ends = excluded.ends, label = excluded.label
  where (s.weekday, s.day_type_id, s.starts, s.ends, s.label)
    is distinct from (excluded.weekday, excluded.day_type_id, excluded.starts, excluded.ends, excluded.label);
$$;

create function private.replace_exceptions(p_calendar public.opening_hours, p_rows jsonb) returns void
language sql volatile set search_path = '' as $$
  delete from public.day_exceptions x
  where x.organization_id = p_calendar.organization_id and x.calendar_id = p_calendar.id
    and not exists (select 1 from jsonb_to_recordset(p_rows) as r (id uuid) where r.id = x.id);
  insert into public.day_exceptions as x
    (organization_id, calendar_id, id, day_type_id, name, first_day, last_day, repeats_yearly)
  select p_calendar.organization_id, p_calendar.id, r.id, r.day_type_id, r.name, r.first_day, r.last_day, coalesce(r.repeats_yearly, false)
  from jsonb_to_recordset(p_rows)
    as r (id uuid, day_type_id uuid, name text, first_day date, last_day date, repeats_yearly boolean)
  on conflict (organization_id, calendar_id, id) do update set day_type_id = excluded.day_type_id, name = excluded.name,
    first_day = excluded.first_day, last_day = excluded.last_day, repeats_yearly = excluded.repeats_yearly
  where (x.day_type_id, x.name, x.first_day, x.last_day, x.repeats_yearly)
    is distinct from (excluded.day_type_id, excluded.name, excluded.first_day, excluded.last_day, excluded.repeats_yearly);
$$;

create function public.delete_site_hours(p_site uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: hours are written here alone.
declare v_organization uuid;
begin
  select organization_id into v_organization from public.sites where id = p_site;
  perform private.require_hours_manager(v_organization, p_site);
  delete from public.opening_hours where organization_id = v_organization and site_id = p_site;
end $$;
comment on function public.delete_site_hours is 'From then on the site follows the company''s hours.';

revoke all on function public.read_opening_hours, public.save_opening_hours, public.delete_site_hours
  from public, anon, authenticated;
grant execute on function public.read_opening_hours, public.save_opening_hours, public.delete_site_hours to authenticated;
