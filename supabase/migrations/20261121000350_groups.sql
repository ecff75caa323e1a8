-- Groups, which wall members off from one another, and skills, which do not.

create table public.groups (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  name            text        not null check (char_length(name) <= 80 and name ~ '\S'),
  created_at      timestamptz not null default now(),
  unique (organization_id, id)
);
comment on table public.groups is
  'Who is in a group sees conversations, statistics and settings of their groups'' members only, an administrator too.';
create unique index groups_organization_id_name_key on public.groups (organization_id, private.fold(name));

create table public.group_members (
  organization_id uuid not null,
  group_id        uuid not null,
  member_id       uuid not null,
  primary key (group_id, member_id),
  foreign key (organization_id, group_id) references public.groups (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
create index group_members_member_id_idx on public.group_members (organization_id, member_id);
create index group_members_member_idx on public.group_members (member_id);

create table public.skills (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  name            text        not null check (char_length(name) <= 80 and name ~ '\S'),
  created_at      timestamptz not null default now(),
  unique (organization_id, id)
);
comment on table public.skills is 'What members are good at, for example after-sales.';
create unique index skills_organization_id_name_key on public.skills (organization_id, private.fold(name));

create table public.member_skills (
  organization_id uuid not null,
  skill_id        uuid not null,
  member_id       uuid not null,
  primary key (skill_id, member_id),
  foreign key (organization_id, skill_id) references public.skills (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
create index member_skills_member_id_idx on public.member_skills (organization_id, member_id);

-- Isolation --------------------------------------------------------------------------------------
-- Security definer throughout: policies ask these, and the tables they read have policies of their own.

create function private.my_confined_organization_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from private.my_memberships m
  where exists (select 1 from public.group_members g where g.member_id = m.id)
$$;
comment on function private.my_confined_organization_ids is 'Organizations in which the caller belongs to a group.';

create function private.my_mate_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from private.my_memberships
  union
  select theirs.member_id from private.my_memberships m
  join public.group_members mine on mine.member_id = m.id
  join public.group_members theirs on theirs.group_id = mine.group_id
$$;
comment on function private.my_mate_ids is 'The caller and whoever shares a group with them.';

create function private.are_mates(p_one uuid, p_other uuid) returns boolean
language sql stable set search_path = '' as $$
  select p_one = p_other or exists (
    select 1 from public.group_members a join public.group_members b using (group_id)
    where a.member_id = p_one and b.member_id = p_other)
$$;

create function private.is_confined(p_member uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select 1 from public.group_members where member_id = p_member)
$$;

grant execute on function private.my_confined_organization_ids, private.my_mate_ids to authenticated;

create trigger groups_keep_columns before update on public.groups
  for each row execute function private.keep_columns('id', 'organization_id', 'created_at');
create trigger skills_keep_columns before update on public.skills
  for each row execute function private.keep_columns('id', 'organization_id', 'created_at');

alter table public.groups enable row level security;
alter table public.groups force row level security;
alter table public.group_members enable row level security;
alter table public.group_members force row level security;
alter table public.skills enable row level security;
alter table public.skills force row level security;
alter table public.member_skills enable row level security;
alter table public.member_skills force row level security;

create policy member_allowed_addresses_select_manager on public.member_allowed_addresses for select to authenticated
  using (member_id in (select private.my_member_ids())
    or (organization_id in (select private.my_organization_ids_with('people'))
      and (organization_id not in (select private.my_confined_organization_ids()) or member_id in (select private.my_mate_ids()))));
create policy members_select_manager on public.members for select to authenticated
  using (id in (select private.my_member_ids())
    or (organization_id in (select private.my_organization_ids_with('people'))
      and (organization_id not in (select private.my_confined_organization_ids()) or id in (select private.my_mate_ids()))));
create policy groups_select_member on public.groups for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy group_members_select_member on public.group_members for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy skills_select_member on public.skills for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy member_skills_select_member on public.member_skills for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
grant select on public.groups, public.group_members, public.skills, public.member_skills to authenticated, service_role;

-- With its owner's rights: names, addresses and ids of others are for whoever manages them, this much every conversation shows.
create view public.colleagues with (security_barrier) as
  select id, organization_id, nickname, avatar_path, status from public.members
  where organization_id in (select private.my_organization_ids());
comment on view public.colleagues is
  'What every member may know of every other: what visitors see of them, and whether they are still there.';
revoke all on public.colleagues from public, anon, authenticated, service_role;
grant select on public.colleagues to authenticated;
