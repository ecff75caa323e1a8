-- Organizations, their members and the invitations that turn a member into a person who can sign in.

create extension if not exists pg_trgm with schema extensions;

create type public.member_right as enum ('administrator', 'supervisor', 'agent', 'expert', 'tester');
create type public.member_status as enum ('invited', 'active', 'suspended', 'deleted');
create type public.visibility_scope as enum ('own', 'group', 'site', 'all');
comment on type public.visibility_scope is
  'Which conversations a member sees: own and the queue; their groups'' too; all of the sites they serve; all of the organization.';
create type public.module as enum ('livechat', 'history', 'statistics', 'people', 'sites', 'settings');
comment on type public.module is
  'Parts of the console a member may open. livechat: conversations; history: closed ones of others.';
create type public.date_format as enum ('auto', 'yyyy-mm-dd', 'dd-mm-yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy');
create type public.time_format as enum ('auto', '12', '24');

create function private.is_reserved_slug(p_slug text) returns boolean
language sql immutable set search_path = '' as $$
  select p_slug in ('api', 'app', 'auth', 'sign-in', 'sign-up', 'sign-out', 'forgot-password', 'reset-password', 'invite',
                    'new', 'start', 'widget', 'health', 'admin', 'www', 'docs', 'public', 'static')
$$;
comment on function private.is_reserved_slug is 'Words the application''s own addresses begin with.';

create function private.fold(p_text text) returns text
language sql immutable strict set search_path = '' as $$
  select translate(lower(p_text), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy')
$$;
comment on function private.fold is 'Lower case without accents, for searching: Inès is found by ines.';

create function private.are_languages(p_languages text[]) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(bool_and(l ~ '^[a-z]{2,3}(-[A-Za-z]{2,4})?$'), true) from unnest(p_languages) l
$$;

create table public.organizations (
  id              uuid        primary key default gen_random_uuid(),
  slug            text        not null unique
                    check (slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$' and not private.is_reserved_slug(slug)),
  name            text        not null check (char_length(name) <= 80 and name ~ '\S'),
  locale          text        not null default 'en' check (locale in ('en', 'fr')),
  time_zone       text        not null default 'UTC',
  realtime_epoch  int         not null default 1,
  created_at      timestamptz not null default now()
);
comment on table public.organizations is 'A tenant. Its slug is in the console''s address.';
comment on column public.organizations.realtime_epoch is
  'Part of every shared topic''s name. Raised when somebody loses access, so that sockets joined before hear nothing more, and when whoever serves a site must join its topics.';

create table public.members (
  id              uuid                    primary key default gen_random_uuid(),
  organization_id uuid                    not null references public.organizations (id) on delete cascade,
  user_id         uuid                    references auth.users (id),
  email           text                    check (char_length(email) <= 254 and email = lower(email)),
  first_name      text                    not null default '' check (char_length(first_name) <= 80),
  last_name       text                    not null default '' check (char_length(last_name) <= 80),
  nickname        text                    not null check (char_length(nickname) <= 40 and nickname ~ '\S'),
  avatar_path     text,
  shows_avatar    boolean                 not null default true,
  rights          public.member_right[]   not null default '{}',
  scope           public.visibility_scope not null default 'own',
  -- Set by members_complete when the insert does not.
  modules         public.module[]         not null,
  languages       text[]                  not null check (cardinality(languages) <= 30 and private.are_languages(languages)),
  -- False: only the sites in member_sites.
  all_sites       boolean                 not null default true,
  -- False: adviser only of the forms in member_forms.
  all_forms       boolean                 not null default true,
  status          public.member_status    not null default 'invited',
  locale          text                    not null default 'en' check (locale in ('en', 'fr')),
  time_zone       text                    not null default 'UTC',
  date_format     public.date_format      not null default 'auto',
  time_format     public.time_format      not null default 'auto',
  external_id     text                    check (char_length(external_id) between 1 and 100),
  -- Numeric, so that there is always room between two.
  position        numeric                 not null default 0,
  realtime_epoch  int                     not null default 1,
  created_at      timestamptz             not null default now(),
  last_seen_at    timestamptz,
  search_text     text                    not null generated always as (private.fold(
                    nickname || ' ' || first_name || ' ' || last_name || ' ' || coalesce(email, '') || ' ' || coalesce(external_id, ''))) stored,
  unique (organization_id, id),
  check (status <> 'active' or user_id is not null),
  -- A null among them would make every comparison unknown, and unknown refuses nobody.
  check (array_position(rights, null) is null and array_position(modules, null) is null),
  -- In the organization's own folder. Visitors read the path, so it names no member.
  check (avatar_path ~ ('^' || organization_id || '/[0-9a-f-]{36}\.webp$'))
);
comment on table public.members is
  'One person in one organization. Rights, scope and preferences belong to the membership, not to the sign-in.';
comment on column public.members.nickname is 'The only name a visitor ever sees.';
comment on column public.members.languages is 'Languages the member can chat in.';
comment on column public.members.position is 'Their place wherever visitors choose between operators.';
comment on column public.members.external_id is 'The company''s own id of this person.';
create unique index members_organization_id_external_id_key on public.members (organization_id, external_id)
  where external_id is not null and status <> 'deleted';
create index members_position_idx on public.members (organization_id, position, id);
-- The other orders of list_members, in its own words.
create index members_name_idx on public.members (organization_id, private.fold(nickname), id);
create index members_email_idx on public.members (organization_id, coalesce(email, ''), id);
create index members_last_seen_idx on public.members (organization_id, coalesce(last_seen_at, '-infinity'), id);
create index members_created_at_idx on public.members (organization_id, created_at, id);
create index members_search_text_idx on public.members using gin (search_text extensions.gin_trgm_ops);
create unique index members_organization_id_user_id_key on public.members (organization_id, user_id)
  where user_id is not null and status <> 'deleted';
create unique index members_organization_id_email_key on public.members (organization_id, email)
  where status <> 'deleted';
create index members_user_id_idx on public.members (user_id);

create table public.invitations (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null,
  member_id       uuid        not null,
  token_hash      bytea       not null unique,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
comment on table public.invitations is
  'A single-use secret that makes one member''s sign-in. Only its hash is kept; the secret is shown once.';
create index invitations_member_id_idx on public.invitations (organization_id, member_id);

-- Who is asking ----------------------------------------------------------------------------------
-- Security definer throughout: the policies on members would otherwise call themselves.

create table public.member_allowed_addresses (
  organization_id uuid   not null,
  member_id       uuid   primary key,
  addresses       cidr[] not null check (cardinality(addresses) between 1 and 50),
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
comment on table public.member_allowed_addresses is
  'Where a member may come from; without a row, from anywhere. Their other organizations are not concerned.';

create view private.my_memberships as
  select m.* from public.members m
  where m.user_id = auth.uid() and m.status = 'active'
    and private.session_is_admitted((select a.addresses from public.member_allowed_addresses a where a.member_id = m.id));
comment on view private.my_memberships is
  'The caller''s active memberships that this session may use. Everything that asks "who is it" asks here.';

create function private.my_member_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from private.my_memberships
$$;

create function private.my_organization_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from private.my_memberships
$$;

create function private.my_organization_ids_as(p_right public.member_right) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from private.my_memberships where p_right = any (rights)
$$;

create function private.my_organization_ids_with(p_module public.module) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from private.my_memberships where p_module = any (modules)
$$;

create function private.require_member(p_organization uuid, p_any_of public.member_right[] default null)
returns public.members language plpgsql stable set search_path = '' as $$
declare v_member public.members;
begin
  select * into v_member from private.my_memberships
  where organization_id = p_organization
    and (p_any_of is null or rights && p_any_of);
  if not found then perform private.deny(); end if;
  return v_member;
end $$;
comment on function private.require_member is
  'The caller''s active membership of the organization, or 42501. With rights given, one of them must be held.';

grant execute on function private.my_member_ids, private.my_organization_ids, private.my_organization_ids_as,
  private.my_organization_ids_with to authenticated;

-- Rules that hold whoever writes -----------------------------------------------------------------

create function private.preset_modules(p_rights public.member_right[]) returns public.module[]
language sql immutable set search_path = '' as $$
  select case
    when 'administrator' = any (p_rights) then enum_range(null::public.module)
    when 'supervisor' = any (p_rights) then '{livechat,history,statistics,people}'
    when p_rights && '{agent,tester}' then '{livechat}'
    else '{}' end::public.module[]
$$;
comment on function private.preset_modules is 'What comes with the rights until somebody chooses otherwise.';

create function private.complete_member() returns trigger language plpgsql set search_path = '' as $$
begin
  if 'administrator' = any (new.rights) then
    new.modules := enum_range(null::public.module);
  elsif tg_op = 'INSERT' then
    new.modules := coalesce(new.modules, private.preset_modules(new.rights));
  elsif new.rights <> old.rights and new.modules = old.modules then
    new.modules := case when 'administrator' = any (old.rights) then private.preset_modules(new.rights) else array(
      select m from unnest(enum_range(null::public.module)) m
      where m = any (private.preset_modules(new.rights))
         or (m = any (old.modules) and m <> all (private.preset_modules(old.rights)))) end;
  end if;
  if new.languages is null then
    new.languages := array(select locale from public.organizations where id = new.organization_id);
  end if;
  return new;
end $$;
comment on function private.complete_member is
  'Trigger: an administrator has every module; the others'' follow their rights, and keep what was chosen beside them.';
create trigger members_complete before insert or update of rights, modules on public.members
  for each row execute function private.complete_member();

create function private.keep_an_administrator() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: it must count administrators whom the caller may not see.
begin
  if old.status = 'active' and 'administrator' = any (old.rights)
     and not (tg_op = 'UPDATE' and new.status = 'active' and 'administrator' = any (new.rights)) then
    -- Two administrators who demote each other meet at this lock; the second finds nobody left.
    perform 1 from public.organizations where id = old.organization_id for no key update;
    if found and not exists (
      select 1 from public.members
      where organization_id = old.organization_id and id <> old.id
        and status = 'active' and 'administrator' = any (rights)
    ) then
      perform private.refuse('last_administrator');
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create trigger members_keep_an_administrator before update of rights, status or delete on public.members
  for each row execute function private.keep_an_administrator();
create trigger organizations_keep_columns before update on public.organizations
  for each row execute function private.keep_columns('id', 'created_at');
create trigger members_keep_columns before update on public.members
  for each row execute function private.keep_columns('id', 'organization_id', 'created_at');
create trigger organizations_check_time_zone before update of time_zone on public.organizations
  for each row when (old.time_zone is distinct from new.time_zone) execute function private.check_time_zone();
create trigger members_check_time_zone before update of time_zone on public.members
  for each row when (old.time_zone is distinct from new.time_zone) execute function private.check_time_zone();
create trigger members_check_new_time_zone before insert on public.members
  for each row execute function private.check_time_zone();

-- Policies and grants ----------------------------------------------------------------------------

alter table public.member_allowed_addresses enable row level security;
alter table public.member_allowed_addresses force row level security;
alter table public.organizations enable row level security;
alter table public.organizations force row level security;
alter table public.members enable row level security;
alter table public.members force row level security;
alter table public.invitations enable row level security;
alter table public.invitations force row level security;

create policy organizations_select_member on public.organizations for select to authenticated
  using (id in (select private.my_organization_ids()));
create policy organizations_update_administrator on public.organizations for update to authenticated
  using (id in (select private.my_organization_ids_as('administrator')))
  with check (id in (select private.my_organization_ids_as('administrator')));

create policy invitations_select_administrator on public.invitations for select to authenticated
  using (organization_id in (select private.my_organization_ids_as('administrator')));

grant select on public.organizations, public.members to authenticated;
grant update (name, locale, time_zone) on public.organizations to authenticated;
grant select on public.member_allowed_addresses to authenticated;
grant select (id, organization_id, member_id, created_at, expires_at, accepted_at)
  on public.invitations to authenticated;
grant select on public.organizations, public.members, public.invitations to service_role;

-- Invitations ------------------------------------------------------------------------------------

create function public.show_invitation(p_token text) returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Security definer, for the server's own role only: whoever asks has not signed in yet.
  select jsonb_build_object(
    'organization_name', o.name, 'nickname', m.nickname, 'email', m.email, 'locale', o.locale)
  from public.invitations i
  join public.members m on m.organization_id = i.organization_id and m.id = i.member_id
  join public.organizations o on o.id = i.organization_id
  where i.token_hash = sha256(convert_to(p_token, 'UTF8'))
    and i.accepted_at is null and i.expires_at > now() and m.status = 'invited'
$$;
comment on function public.show_invitation is
  'What the invitation page shows before anybody signs in; null when the secret is unknown, used or expired.';

create function private.forget_invitations() returns void
language sql volatile set search_path = '' as $$
  -- Whoever accepts by making an account leaves the secret beside their sign-in until the address is confirmed, and Auth
  -- puts it into every token. Those held by somebody else at this moment are cleared the next time.
  update auth.users set raw_user_meta_data = raw_user_meta_data - 'invitation'
  where id in (
    select u.id from auth.users u
    where u.raw_user_meta_data ? 'invitation' and not exists (
      select 1 from public.invitations i
      where i.token_hash = sha256(convert_to(u.raw_user_meta_data ->> 'invitation', 'UTF8'))
        and i.accepted_at is null and i.expires_at > now())
    order by u.id for update skip locked)
$$;
comment on function private.forget_invitations is
  'Takes the secrets that open nothing any more out of sign-ins: after one is accepted or revoked, and each hour those that expired.';

create function public.accept_invitation(p_token text) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: the caller is not yet a member and may not see the rows it touches.
declare
  v_hash bytea := sha256(convert_to(p_token, 'UTF8'));
  v_invitation public.invitations;
  v_member public.members;
  v_email text;
  v_slug text;
begin
  select lower(email) into v_email from auth.users where id = auth.uid();
  if v_email is null or not private.session_is_admitted() then perform private.deny(); end if;

  -- The member first, as whoever makes an invitation does, so that the two never wait for each other.
  select m.* into v_member from public.members m
  join public.invitations i on i.organization_id = m.organization_id and i.member_id = m.id
  where i.token_hash = v_hash for no key update of m;
  select * into v_invitation from public.invitations where token_hash = v_hash for update;
  if v_invitation.id is null or v_invitation.accepted_at is not null or v_invitation.expires_at <= now()
     or v_member.status <> 'invited' then
    perform private.refuse('invitation_is_over', 410);
  end if;
  if exists (select 1 from public.members where organization_id = v_invitation.organization_id
             and user_id = auth.uid() and status <> 'deleted') then
    perform private.refuse('already_a_member');
  end if;
  if exists (select 1 from public.members where organization_id = v_invitation.organization_id
             and email = v_email and status <> 'deleted' and id <> v_member.id) then
    perform private.refuse('email_is_taken', 409, 'email');
  end if;
  if v_member.email <> v_email then perform private.refuse('invitation_is_for_another_email', 409, 'email'); end if;

  update public.members set user_id = auth.uid(), email = v_email, status = 'active' where id = v_member.id;
  update public.invitations set accepted_at = now() where id = v_invitation.id;
  -- The one just used; see forget_invitations.
  update auth.users set raw_user_meta_data = raw_user_meta_data - 'invitation'
  where id = auth.uid() and raw_user_meta_data ->> 'invitation' = p_token;
  select slug into v_slug from public.organizations where id = v_member.organization_id;
  return jsonb_build_object('organization_slug', v_slug, 'member_id', v_member.id);
end $$;
comment on function public.accept_invitation is
  'Binds the signed-in user to the invited member. The secret works once.';

-- Why a door is closed ---------------------------------------------------------------------------

create function public.my_session() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: whoever is let in nowhere may read nothing, and is still owed a reason.
declare v private.sign_in_sessions;
begin
  if auth.uid() is null then perform private.deny(); end if;
  select * into v from private.sign_in_sessions where session_id = private.session_id() and user_id = auth.uid();
  if v.revoked_at is not null then return jsonb_build_object('state', 'revoked', 'doors', '[]'::jsonb); end if;
  if not private.session_is_admitted() then
    return jsonb_build_object('doors', '[]'::jsonb, 'state', case
      when v.second_factor_at is null and exists (
        select 1 from private.second_factors where user_id = auth.uid() and confirmed_at is not null) then 'needs_second_factor'
      else 'needs_password' end);
  end if;
  return jsonb_build_object('state', 'admitted', 'ip', host(v.ip), 'doors', coalesce((
    select jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name, 'is', case
        when m.status = 'suspended' then 'suspended'
        when exists (select 1 from private.my_memberships mine where mine.id = m.id) then 'open'
        else 'address' end) order by m.created_at)
    from public.members m join public.organizations o on o.id = m.organization_id
    where m.user_id = auth.uid() and m.status in ('active', 'suspended')), '[]'::jsonb));
end $$;
comment on function public.my_session is
  'Whether the caller''s session was signed out elsewhere, owes its second factor or a password of its owner''s own, and for each of their organizations whether it is open, suspended for them, or closed to this address.';

revoke all on function public.show_invitation, public.accept_invitation, public.my_session
  from public, anon, authenticated;
grant execute on function public.accept_invitation, public.my_session to authenticated;
grant execute on function public.show_invitation to service_role;
