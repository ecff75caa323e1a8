-- Departments as administrators make and staff them, where visitors see them, and the agents of a site with their priority.

create table public.hidden_departments (
  organization_id uuid not null,
  site_id         uuid not null,
  department_id   uuid not null,
  primary key (site_id, department_id),
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade,
  foreign key (organization_id, department_id) references public.departments (organization_id, id) on delete cascade
);
comment on table public.hidden_departments is
  'Departments the visitors of a site are not offered. Whatever is not here is shown, so that a new one shows everywhere.';
create index hidden_departments_department_id_idx on public.hidden_departments (department_id);

alter table public.hidden_departments enable row level security;
alter table public.hidden_departments force row level security;
create policy hidden_departments_select_member on public.hidden_departments for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
grant select on public.hidden_departments to authenticated, service_role;

create function private.require_module(p_organization uuid, p_module public.module) returns public.members
language plpgsql stable set search_path = '' as $$
declare v_actor public.members := private.require_member(p_organization);
begin
  if p_module <> all (v_actor.modules) then perform private.deny(); end if;
  return v_actor;
end $$;
comment on function private.require_module is 'The caller''s membership if it holds the module, or 42501.';

-- Departments ------------------------------------------------------------------------------------

create function private.department_counts(p_organization uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'departments', (select count(*) from public.departments where organization_id = p_organization),
    'staffed_departments', (
      select count(distinct d.department_id) from public.department_members d
      join public.members m on m.organization_id = d.organization_id and m.id = d.member_id
      where d.organization_id = p_organization and m.status = 'active' and 'agent' = any (m.rights)))
$$;

create function public.department_readiness(p_organization uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: counts members whatever the caller''s group.
begin
  perform private.require_member(p_organization);
  return private.department_counts(p_organization);
end $$;
comment on function public.department_readiness is
  'How many departments there are, and how many of them somebody active answers for. Without either the chat is offline everywhere.';

create function public.list_departments(p_organization uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: counts many thousand rows without asking a policy for each.
declare v_actor public.members := private.require_module(p_organization, 'people');
begin
  return jsonb_build_object(
    'is_confined', private.is_confined(v_actor.id),
    'departments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', d.id, 'name', d.name, 'member_count', coalesce(n.members, 0), 'agent_count', coalesce(n.agents, 0),
        'only_here_count', coalesce(n.only_here, 0),
        'hidden_site_ids', array(select site_id from public.hidden_departments where department_id = d.id))
        order by d.position, d.created_at, d.id), '[]')
      from public.departments d
      left join (
        select x.department_id, count(*) as members,
          count(*) filter (where m.status = 'active' and 'agent' = any (m.rights)) as agents,
          count(*) filter (where 'agent' = any (m.rights) and x.total = 1) as only_here
        from (select department_id, member_id, count(*) over (partition by member_id) as total
              from public.department_members where organization_id = p_organization) x
        join public.members m on m.id = x.member_id
        group by 1) n on n.department_id = d.id
      where d.organization_id = p_organization));
end $$;
comment on function public.list_departments is
  'In the order visitors see: each with its members, the active agents among them, the agents who are in no other, and the sites that hide it.';

create function public.save_department(p_organization uuid, p_id uuid, p_name text) returns public.departments
language plpgsql security definer set search_path = '' as $$
-- Security definer: departments are written here alone.
declare
  v_name text := private.text_of(jsonb_build_object('name', p_name), 'name', 80, true);
  v public.departments;
begin
  perform private.require_module(p_organization, 'people');
  -- As move_in_order, so that two new ones do not come to the same place.
  perform 1 from public.organizations where id = p_organization for no key update;
  insert into public.departments as d (id, organization_id, name, position)
  values (p_id, p_organization, v_name,
    (select coalesce(max(position), 0) + 1 from public.departments where organization_id = p_organization))
  on conflict (id) do update set name = excluded.name where d.organization_id = excluded.organization_id
  returning * into v;
  if not found then perform private.deny(); end if;
  return v;
exception when unique_violation then
  perform private.refuse('name_is_taken', 409, 'name');
  return null;
end $$;
comment on function public.save_department is 'Makes the department with this id, behind the others, or renames it.';

create function public.delete_department(p_department uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: departments are written here alone.
declare
  v public.departments;
  v_actor public.members;
begin
  select * into v from public.departments where id = p_department;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'people');
  perform private.lock_assignment(v.organization_id);
  v_actor := private.require_module(v.organization_id, 'people');
  if private.is_confined(v_actor.id) and exists (
    select 1 from public.department_members where organization_id = v.organization_id and department_id = p_department
      and not private.are_mates(v_actor.id, member_id)) then
    perform private.refuse('not_your_group', 403, 'members');
  end if;
  delete from public.departments where id = p_department;
  -- What waited for it waits for anybody now.
  perform private.assign_waiting(v.organization_id);
end $$;
comment on function public.delete_department is
  'Its members stay; an agent who was in no other is given nothing until they are in one. Chats that waited for it wait for everybody.';

create function public.move_department(p_department uuid, p_before uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: position is no column anybody may update.
declare v public.departments;
begin
  select * into v from public.departments where id = p_department;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'people');
  perform private.move_in_order('public.departments', v.organization_id, p_department, p_before);
end $$;
comment on function public.move_department is 'Puts a department before another in the order visitors see; before none is the end.';

create function public.set_department_members(p_department uuid, p_members uuid[], p_is_member boolean) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer: who is in a department is written here and in update_member alone.
declare
  v public.departments;
  v_count int;
begin
  select * into v from public.departments where id = p_department;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'people');
  perform private.lock_assignment(v.organization_id);
  perform private.check_members(private.require_module(v.organization_id, 'people'), p_members, p_is_member);
  if p_is_member then
    insert into public.department_members (organization_id, department_id, member_id)
    select v.organization_id, p_department, unnest(p_members) on conflict do nothing;
  else
    delete from public.department_members
    where organization_id = v.organization_id and department_id = p_department and member_id = any (p_members);
  end if;
  get diagnostics v_count = row_count;
  if p_is_member and v_count > 0 then perform private.assign_waiting(v.organization_id); end if;
  return v_count;
end $$;
comment on function public.set_department_members is 'Puts members into a department or takes them out; answers how many changed.';

create function public.set_department_sites(p_department uuid, p_sites uuid[], p_is_visible boolean) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer: what a site hides is written here alone.
declare
  v public.departments;
  v_count int;
begin
  select * into v from public.departments where id = p_department;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'sites');
  if p_is_visible is null then perform private.refuse('value_is_invalid', 422, 'is_visible'); end if;
  if p_sites is null or array_position(p_sites, null) is not null then perform private.refuse('value_is_invalid', 422, 'sites'); end if;
  if cardinality(p_sites) > 5000 then perform private.refuse('too_many_at_once', 422, 'sites'); end if;
  if exists (select 1 from unnest(p_sites) chosen where not exists (
    select 1 from public.sites where id = chosen and organization_id = v.organization_id)) then
    perform private.deny();
  end if;
  if p_is_visible then
    delete from public.hidden_departments where site_id = any (p_sites) and department_id = p_department;
  else
    insert into public.hidden_departments (organization_id, site_id, department_id)
    select v.organization_id, unnest(p_sites), p_department on conflict do nothing;
  end if;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
comment on function public.set_department_sites is 'Shows a department to the visitors of sites, or hides it from them; answers how many changed.';

-- The agents of a site ---------------------------------------------------------------------------

create function private.wanted_agents(p_high uuid[], p_low uuid[])
returns table (member_id uuid, priority public.site_priority, place bigint)
language sql immutable set search_path = '' as $$
  select h.id, 'high'::public.site_priority, h.place from unnest(p_high) with ordinality h (id, place)
  union all
  select l.id, 'low', l.place from unnest(p_low) with ordinality l (id, place)
$$;

create function private.check_site_agents(
  p_actor public.members, p_site public.sites, p_all_agents boolean, p_high uuid[], p_low uuid[]
) returns void language plpgsql stable set search_path = '' as $$
declare
  v_chosen uuid[] := p_high || p_low;
  v_nickname text;
begin
  if p_all_agents is null then perform private.refuse('value_is_invalid', 422, 'all_agents'); end if;
  if p_high is null or array_position(p_high, null) is not null then perform private.refuse('value_is_invalid', 422, 'high'); end if;
  if p_low is null or array_position(p_low, null) is not null
     or cardinality(v_chosen) <> (select count(distinct id) from unnest(v_chosen) id) then
    perform private.refuse('value_is_invalid', 422, 'low');
  end if;
  if cardinality(v_chosen) > 5000 then perform private.refuse('too_many_at_once', 422, 'agents'); end if;
  if exists (select 1 from unnest(v_chosen) chosen where not exists (
    select 1 from public.members where id = chosen and organization_id = p_actor.organization_id)) then
    perform private.deny();
  end if;
  select nickname into v_nickname from public.members
  where id = any (v_chosen) and ('agent' <> all (rights) or status = 'deleted') order by nickname limit 1;
  -- By name: of many chosen, people must know whom to take out.
  if found then perform private.refuse('not_an_agent', 422, v_nickname); end if;
  -- Whoever is in a group changes nothing for anybody outside it.
  if private.is_confined(p_actor.id) and (p_all_agents <> p_site.all_agents or exists (
    select 1 from (
      select a.member_id, a.priority from public.site_agents a join public.members m on m.id = a.member_id
      where a.organization_id = p_site.organization_id and a.site_id = p_site.id and 'agent' = any (m.rights)) before
    full join private.wanted_agents(p_high, p_low) wanted using (member_id)
    where before.priority is distinct from wanted.priority and not private.are_mates(p_actor.id, member_id))) then
    perform private.refuse('not_your_group', 403, 'agents');
  end if;
end $$;

create function public.set_site_agents(p_site uuid, p_all_agents boolean, p_high uuid[], p_low uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: who serves a site is written here alone.
declare
  v public.sites;
  v_before uuid[];
  v_after uuid[];
begin
  select * into v from public.sites where id = p_site;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'sites');
  perform private.lock_assignment(v.organization_id);
  select * into v from public.sites where id = p_site for no key update;
  perform private.check_site_agents(private.require_module(v.organization_id, 'sites'), v, p_all_agents, p_high, p_low);

  v_before := array(select member_id from public.site_agents
                    where organization_id = v.organization_id and site_id = p_site order by 1);
  v_after := array(select unnest(p_high || p_low) order by 1);
  delete from public.site_agents
  where organization_id = v.organization_id and site_id = p_site and member_id <> all (v_after);
  insert into public.site_agents as a (organization_id, site_id, member_id, priority, position)
  select v.organization_id, p_site, member_id, priority, place from private.wanted_agents(p_high, p_low)
  on conflict (organization_id, site_id, member_id) do update set priority = excluded.priority, position = excluded.position
    where (a.priority, a.position) is distinct from (excluded.priority, excluded.position);
  update public.sites set all_agents = p_all_agents where id = p_site and all_agents <> p_all_agents;

  if p_all_agents <> v.all_agents or (not p_all_agents and v_before <> v_after) then
    -- Whoever no longer serves it hears nothing more of its queue, and whoever does now must join it.
    perform private.raise_epoch(v.organization_id);
  end if;
  perform private.assign_waiting(v.organization_id);
end $$;
comment on function public.set_site_agents is
  'Who serves a site: all agents, or those named; in both cases high before low, and in this order. Open conversations stay where they are.';

create function private.listed_agent(p_site uuid, p_actor public.members, p_member public.members) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select jsonb_build_object(
    'id', p_member.id, 'nickname', p_member.nickname, 'first_name', case when may.read_names then p_member.first_name else '' end,
    'last_name', case when may.read_names then p_member.last_name else '' end, 'avatar_path', p_member.avatar_path,
    'is_online', p_member.status = 'active' and a.status = 'online' and coalesce(a.lease_expires_at > now(), false),
    'is_mine', not private.is_confined(p_actor.id) or private.are_mates(p_actor.id, p_member.id),
    -- Why they are given nothing of this site even so; the first that holds.
    'obstacle', case
      when p_member.status <> 'active' then p_member.status::text
      when 'livechat' <> all (p_member.modules) then 'no_livechat'
      when not p_member.all_sites and not exists (
        select 1 from public.member_sites where member_id = p_member.id and site_id = p_site) then 'other_sites'
      when not exists (select 1 from public.department_members
                       where organization_id = p_member.organization_id and member_id = p_member.id) then 'no_department' end)
  from public.agent_availability a
  cross join lateral (select 'people' = any (p_actor.modules) and private.may_manage(p_actor, p_member) as read_names) may
  where a.member_id = p_member.id);
end $$;

create function public.list_site_agents(p_site uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: leases and obstacles of hundreds at once, without a policy for each row.
declare
  v public.sites;
  v_actor public.members;
begin
  select * into v from public.sites where id = p_site;
  if not found then perform private.deny(); end if;
  v_actor := private.require_module(v.organization_id, 'sites');
  return (
    select jsonb_build_object(
      'all_agents', v.all_agents, 'is_confined', private.is_confined(v_actor.id),
      'agent_count', (select count(*) from public.members
                      where organization_id = v.organization_id and status = 'active' and 'agent' = any (rights)),
      'high', coalesce(jsonb_agg(card order by position, nickname) filter (where priority = 'high'), '[]'),
      'low', coalesce(jsonb_agg(card order by position, nickname) filter (where priority = 'low'), '[]'))
    from (select s.priority, s.position, m.nickname, private.listed_agent(p_site, v_actor, m) as card
          from public.site_agents s join public.members m on m.id = s.member_id
          where s.organization_id = v.organization_id and s.site_id = p_site
            and m.status <> 'deleted' and 'agent' = any (m.rights)) listed);
end $$;
comment on function public.list_site_agents is
  'The agents named for a site, in order, each with whether they are online and why they would be given nothing.';

create function public.find_site_agents(
  p_site uuid, p_search text default '', p_without uuid[] default '{}', p_after uuid default null, p_limit int default 50
) returns jsonb language plpgsql stable security definer set search_path = '' as $$
-- Security definer: one pass over an index, instead of a policy asked for each of many thousand rows.
declare
  v public.sites;
  v_actor public.members;
  v_is_confined boolean;
  v_like text := '%' || private.like_pattern(p_search) || '%';
begin
  select * into v from public.sites where id = p_site;
  if not found then perform private.deny(); end if;
  v_actor := private.require_module(v.organization_id, 'sites');
  if cardinality(p_without) > 5000 then perform private.refuse('too_many_at_once', 422, 'without'); end if;
  v_is_confined := private.is_confined(v_actor.id);
  return (
    select coalesce(jsonb_agg(private.listed_agent(p_site, v_actor, found.m) order by private.fold((found.m).nickname), (found.m).id), '[]')
    from (
      select m from public.members m
      where m.organization_id = v.organization_id and m.status <> 'deleted' and 'agent' = any (m.rights)
        -- An address or a real name is found by who may read it.
        and (coalesce(btrim(p_search), '') = '' or private.fold(m.nickname) like v_like
             or ('people' = any (v_actor.modules) and m.search_text like v_like and private.may_manage(v_actor, m)))
        and m.id <> all (coalesce(p_without, '{}'))
        and (not v_is_confined or m.id in (select private.my_mate_ids()))
        and (p_after is null or (private.fold(m.nickname), m.id) > (
          select private.fold(nickname), id from public.members where id = p_after and organization_id = v.organization_id))
      order by private.fold(m.nickname), m.id
      limit least(greatest(p_limit, 1), 200)) found);
end $$;
comment on function public.find_site_agents is
  'A page of the agents who could serve a site, by name, after one of them; without those named. Whoever is in a group finds its members.';

create function public.who_is_online(p_organization uuid, p_members uuid[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: leases are for whoever manages their member; that somebody is there shows wherever they are listed.
declare
  v_actor public.members := private.require_member(p_organization);
  v_sees_all boolean := 'sites' = any (v_actor.modules) or not private.is_confined(v_actor.id);
begin
  if not v_actor.modules && '{sites,people}' then perform private.deny(); end if;
  if cardinality(p_members) > 1000 then perform private.refuse('too_many_at_once', 422, 'p_members'); end if;
  return (
    select coalesce(jsonb_agg(a.member_id), '[]') from public.agent_availability a
    where a.organization_id = p_organization and a.member_id = any (p_members)
      and a.status = 'online' and a.lease_expires_at > now()
      and (v_sees_all or a.member_id in (select private.my_mate_ids())));
end $$;
comment on function public.who_is_online is
  'Which of these members are online now, for the lists of users and of a site''s agents; at most 1000 at once.';

revoke all on function public.department_readiness, public.list_departments, public.save_department, public.delete_department,
  public.move_department, public.set_department_members, public.set_department_sites, public.set_site_agents,
  public.list_site_agents, public.find_site_agents, public.who_is_online from public, anon, authenticated;
grant execute on function public.department_readiness, public.list_departments, public.save_department, public.delete_department,
  public.move_department, public.set_department_members, public.set_department_sites, public.set_site_agents,
  public.list_site_agents, public.find_site_agents, public.who_is_online to authenticated;
