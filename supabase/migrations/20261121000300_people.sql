-- Departments, each agent's availability and capacity (the one row that is locked to give them a conversation), and seats.

create table public.departments (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  name            text        not null check (char_length(name) <= 80 and name ~ '\S'),
  position        numeric     not null default 0,
  created_at      timestamptz not null default now(),
  unique (organization_id, id)
);
comment on table public.departments is 'A group of agents a visitor can be sent to.';
comment on column public.departments.position is 'Their place wherever visitors choose between departments.';
create unique index departments_organization_id_name_key on public.departments (organization_id, private.fold(name));

create table public.department_members (
  organization_id uuid not null,
  department_id   uuid not null,
  member_id       uuid not null,
  position        int  not null default 0,
  primary key (organization_id, department_id, member_id),
  foreign key (organization_id, department_id) references public.departments (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
create index department_members_member_id_idx on public.department_members (organization_id, member_id);

create type public.availability_status as enum ('online', 'away');
create type public.channel as enum ('live', 'nrt', 'call', 'video', 'third_party');
comment on type public.channel is 'live: chats as they happen; nrt: conversations answered when there is time; third_party: other messengers.';

create table public.agent_availability (
  member_id        uuid                       primary key,
  organization_id  uuid                       not null,
  status           public.availability_status not null default 'online',
  lease_expires_at timestamptz,
  channels         public.channel[]           not null default '{live,nrt}' check (array_position(channels, null) is null),
  live_max         int                        default 4 check (live_max between 1 and 1000),
  nrt_max          int                        check (nrt_max between 1 and 1000),
  call_max         int                        default 1 check (call_max between 1 and 1000),
  video_max        int                        default 1 check (video_max between 1 and 1000),
  third_party_max  int                        check (third_party_max between 1 and 1000),
  chats_in_calls   boolean                    not null default true,
  live_priority    boolean                    not null default false,
  video_priority   boolean                    not null default false,
  live_load        int                        not null default 0 check (live_load >= 0),
  nrt_load         int                        not null default 0 check (nrt_load >= 0),
  last_assigned_at timestamptz,
  idle_since       timestamptz,
  misses           int                        not null default 0,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
) with (fillfactor = 70);
comment on table public.agent_availability is
  'An agent is available while the chosen status is online and the lease, renewed by the console''s heartbeat, has not run out.';
comment on column public.agent_availability.live_max is 'Conversations at once; null means unlimited. So for the other channels.';
comment on column public.agent_availability.chats_in_calls is 'False: none while in a call, and no call while in a chat.';
comment on column public.agent_availability.live_priority is
  'True: of several who could take a conversation, they are offered it first. So for video.';
comment on column public.agent_availability.live_load is 'Open conversations now; kept by a trigger on conversations. So nrt_load.';
comment on column public.agent_availability.idle_since is 'When the last live conversation ended; null while there is one, and before the first.';
comment on column public.agent_availability.misses is 'Conversations given and not opened in time, one after the other.';
-- Whoever is present is found without reading thousands who are not.
create index agent_availability_present_idx on public.agent_availability (organization_id, lease_expires_at);

create function private.add_agent_availability() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may insert into agent_availability directly.
begin
  insert into public.agent_availability (member_id, organization_id) values (new.id, new.organization_id);
  return null;
end $$;
create trigger members_add_agent_availability after insert on public.members
  for each row execute function private.add_agent_availability();
create trigger departments_keep_columns before update on public.departments
  for each row execute function private.keep_columns('id', 'organization_id');

-- Seats ------------------------------------------------------------------------------------------

create table public.seats (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  seat_limit      int  check (seat_limit >= 0),
  used            int  not null default 0
);
comment on table public.seats is
  'A seat is an active member with the agent right. Whoever takes one locks this row; null means no limit.';

create function private.add_seats() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write seats.
begin
  insert into public.seats (organization_id) values (new.id);
  return null;
end $$;
create trigger organizations_add_seats after insert on public.organizations
  for each row execute function private.add_seats();

create function private.count_seat() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write seats.
declare
  v_had boolean := tg_op <> 'INSERT' and old.status = 'active' and 'agent' = any (old.rights);
  v_has boolean := tg_op <> 'DELETE' and new.status = 'active' and 'agent' = any (new.rights);
begin
  if v_has and not v_had then
    update public.seats set used = used + 1
    where organization_id = new.organization_id and (seat_limit is null or used < seat_limit);
    if not found then perform private.refuse('no_seat_left'); end if;
  elsif v_had and not v_has then
    update public.seats set used = used - 1 where organization_id = old.organization_id;
  end if;
  return null;
end $$;
create trigger members_count_seat after insert or update of status, rights or delete on public.members
  for each row execute function private.count_seat();

alter table public.seats enable row level security;
alter table public.seats force row level security;
create policy seats_select_manager on public.seats for select to authenticated
  using (organization_id in (select private.my_organization_ids_with('people')));
grant select on public.seats to authenticated, service_role;

alter table public.departments enable row level security;
alter table public.departments force row level security;
alter table public.department_members enable row level security;
alter table public.department_members force row level security;
alter table public.agent_availability enable row level security;
alter table public.agent_availability force row level security;

create policy departments_select_member on public.departments for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy department_members_select_member on public.department_members for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
-- The inner query runs under the policy on members: how busy somebody is, is seen by themselves and by who manages them.
create policy agent_availability_select_manager on public.agent_availability for select to authenticated
  using (exists (select 1 from public.members m where m.organization_id = agent_availability.organization_id and m.id = member_id));

grant select on public.departments, public.department_members, public.agent_availability to authenticated, service_role;

-- A new organization -----------------------------------------------------------------------------

create function public.create_organization(
  p_name text, p_first_name text, p_last_name text, p_nickname text,
  p_locale text default 'en', p_time_zone text default 'UTC'
) returns jsonb language plpgsql security definer set search_path = '' as $$
-- Security definer: the caller has no membership yet, and may create exactly this and nothing else.
declare
  v_email text;
  v_base text;
  v_slug text;
  v_organization uuid;
  v_administrator uuid;
  v_department uuid;
begin
  select lower(email) into v_email from auth.users where id = auth.uid();
  if v_email is null or not private.session_is_admitted() then perform private.deny(); end if;
  p_name := btrim(coalesce(p_name, ''));
  p_first_name := btrim(coalesce(p_first_name, ''));
  p_last_name := btrim(coalesce(p_last_name, ''));
  p_nickname := btrim(coalesce(p_nickname, ''));
  if p_name !~ '\S' or char_length(p_name) > 80 then perform private.refuse('name_is_invalid', 422, 'name'); end if;
  if p_nickname !~ '\S' or char_length(p_nickname) > 40 then
    perform private.refuse('nickname_is_invalid', 422, 'nickname');
  end if;
  if char_length(p_first_name) > 80 then perform private.refuse('name_is_invalid', 422, 'first_name'); end if;
  if char_length(p_last_name) > 80 then perform private.refuse('name_is_invalid', 422, 'last_name'); end if;
  if p_locale is null or p_locale not in ('en', 'fr') then p_locale := 'en'; end if;
  if (select count(*) from public.members where user_id = auth.uid() and status <> 'deleted') >= 20 then
    perform private.refuse('too_many_organizations');
  end if;
  -- Reading the names takes a while: they come from files.
  if p_time_zone is distinct from 'UTC'
     and not exists (select 1 from pg_catalog.pg_timezone_names where name = p_time_zone) then
    p_time_zone := 'UTC';
  end if;

  v_base := btrim(left(regexp_replace(
    translate(lower(p_name), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæ', 'aaaaaaceeeeiiiinooooouuuuyyoa'), '[^a-z0-9]+', '-', 'g'), 40), '-');
  if v_base = '' then v_base := 'organization'; end if;
  v_slug := case when private.is_reserved_slug(v_base) then v_base || '-1' else v_base end;
  loop
    insert into public.organizations (slug, name, locale, time_zone)
    values (v_slug, p_name, p_locale, p_time_zone)
    on conflict (slug) do nothing returning id into v_organization;
    exit when v_organization is not null;
    v_slug := v_base || '-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 5);
  end loop;

  insert into public.members (organization_id, user_id, email, first_name, last_name, nickname, rights, scope,
                              status, locale, time_zone)
  values (v_organization, auth.uid(), v_email, p_first_name, p_last_name, p_nickname,
          '{administrator,supervisor,agent}', 'all', 'active', p_locale, p_time_zone)
  returning id into v_administrator;

  insert into public.departments (organization_id, name)
  values (v_organization, case p_locale when 'fr' then 'Service client' else 'Customer Service' end)
  returning id into v_department;

  -- The default operators carry no password: an administrator gives each a single-use invitation.
  insert into public.members (organization_id, nickname, rights, locale, time_zone, position)
  select v_organization, case p_locale when 'fr' then 'Opérateur ' else 'Operator ' end || n, '{agent}',
         p_locale, p_time_zone, n
  from generate_series(1, 3) n;

  insert into public.department_members (organization_id, department_id, member_id, position)
  select v_organization, v_department, id, position from public.members where organization_id = v_organization;

  return jsonb_build_object('id', v_organization, 'slug', v_slug, 'member_id', v_administrator);
end $$;
comment on function public.create_organization is
  'A new organization that can chat at once: the caller as administrator and agent, one department, three invited operators in it.';
revoke all on function public.create_organization from public, anon, authenticated;
grant execute on function public.create_organization to authenticated;
