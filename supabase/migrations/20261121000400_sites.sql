-- Sites: where the chat is installed, and which agents serve it.

create type public.assignment_mode as enum ('automatic', 'manual');
create type public.distribution_mode as enum ('least_busy', 'round_robin', 'longest_idle');
comment on type public.distribution_mode is
  'Among equals: fewest conversations now; longest without a new one; longest without any.';

create type public.launcher_side as enum ('right', 'left');

create function private.are_by_language(p_texts jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case jsonb_typeof(p_texts) when 'object' then not exists (
    select 1 from jsonb_each(p_texts) as l (language, texts)
    where l.language not in ('en', 'fr') or case jsonb_typeof(l.texts) when 'object' then exists (
      select 1 from jsonb_each(l.texts) as t (name, text) where jsonb_typeof(t.text) <> 'string') else true end) else false end
$$;
comment on function private.are_by_language is 'Of each language some texts, by name: {"en": {"title": "…"}}.';

create function private.are_site_texts(p_texts jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when private.are_by_language(p_texts) then not exists (
    select 1 from jsonb_each(p_texts) as l (language, texts) cross join jsonb_each_text(l.texts) as t (name, text)
    left join (values ('launcher', 24), ('title', 60), ('greeting', 120), ('away', 300)) as m (name, length) using (name)
    where m.name is null or char_length(t.text) > m.length or t.text !~ '\S' or t.text ~ '[[:cntrl:]]') else false end
$$;
comment on function private.are_site_texts is
  'Of each language a few texts of its own, in one line each. A text that is left out is Foyer''s.';

create function private.are_automatic_messages(p_messages jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when private.are_by_language(p_messages) then not exists (
    select 1 from jsonb_each(p_messages) as l (language, texts) cross join jsonb_each_text(l.texts) as t (name, body)
    where t.name not in ('start', 'end') or char_length(t.body) > 500 or t.body !~ '^\S(.*\S)?$'
       or replace(t.body, E'\n', '') ~ '[[:cntrl:]]' or private.has_unknown_tag(t.body)) else false end
$$;
comment on function private.are_automatic_messages is
  'Of each language what is said when an agent joins a chat, and when it ends. Nothing is said where a text is left out.';

create table public.sites (
  id              uuid                   primary key default gen_random_uuid(),
  organization_id uuid                   not null references public.organizations (id) on delete cascade,
  name            text                   not null check (char_length(name) <= 80 and name ~ '\S'),
  addresses       text[]                 not null default '{}' check (cardinality(addresses) <= 50 and array_ndims(addresses) = 1),
  public_key      text                   not null unique
                    default 'site_' || substr(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 1, 24),
  is_enabled      boolean                not null default true,
  assignment      public.assignment_mode not null default 'automatic',
  all_agents      boolean                not null default true,
  distribution    public.distribution_mode not null default 'least_busy',
  prefers_last_agent boolean             not null default true,
  -- Seconds a visitor waits for somebody with the skill, language or group asked for, while such a one is present but busy.
  fallback_after  int                    not null default 30 check (fallback_after between 0 and 3600),
  -- Seconds an agent has to open what they were given; null: no limit.
  accept_within   int                    check (accept_within between 10 and 3600),
  misses_until_away int                  not null default 2 check (misses_until_away between 1 and 20),
  -- Null: the queue is as long as it gets, and nobody waits too long.
  queue_max       int                    check (queue_max between 0 and 10000),
  wait_max        int                    check (wait_max between 10 and 86400),
  -- Null: Foyer's own.
  accent          text                   check (accent ~ '^#[0-9a-f]{6}$'),
  launcher_side   public.launcher_side   not null default 'right',
  launcher_offset int                    not null default 20 check (launcher_offset between 0 and 160),
  texts           jsonb                  not null default '{}' check (private.are_site_texts(texts)),
  -- Unique, so that no site takes the logo of another along when it removes its own.
  logo_path       text                   unique check (logo_path ~ '^[0-9a-f-]{36}\.webp$'),
  automatic_messages jsonb               not null default '{}' check (private.are_automatic_messages(automatic_messages)),
  created_at      timestamptz            not null default now(),
  unique (organization_id, id)
);
comment on column public.sites.accent is 'The colour of what can be pressed, on light. The server makes what is readable of it.';
comment on column public.sites.launcher_offset is 'Pixels between the launcher and the bottom of the page.';
comment on column public.sites.logo_path is
  'Its name in the bucket of logos. Visitors see it, so it names neither the site nor the organization.';
comment on column public.sites.texts is 'What visitors read, by language: launcher, title, greeting, away.';
comment on column public.sites.automatic_messages is
  'What a chat says by itself, by language: start, when an agent joins; end, when it is over. {OP_pseudo} is the agent''s nickname.';
comment on table public.sites is 'A website the chat is installed on.';
comment on column public.sites.public_key is 'Names the site in the snippet. It is public and opens nothing by itself.';
comment on column public.sites.addresses is
  'Hosts allowed to show the chat, as host[:port]; the bare host and its www. form count as one.';
comment on column public.sites.wait_max is
  'Seconds in the queue after which a conversation becomes one that is answered when there is time.';
comment on column public.sites.all_agents is 'True: every agent of the organization serves it. False: those in site_agents.';

create type public.site_priority as enum ('high', 'low');

create table public.site_agents (
  organization_id uuid                 not null,
  site_id         uuid                 not null,
  member_id       uuid                 not null,
  priority        public.site_priority not null default 'high',
  position        numeric              not null default 0,
  primary key (organization_id, site_id, member_id),
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
comment on table public.site_agents is
  'Who serves a site, and in which order. Where all agents serve it, those listed as high come first and the rest count as low.';
comment on column public.site_agents.position is 'Their place among those of the same priority.';
create index site_agents_member_id_idx on public.site_agents (organization_id, member_id);

create table public.member_sites (
  organization_id uuid not null,
  member_id       uuid not null,
  site_id         uuid not null,
  primary key (member_id, site_id),
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade,
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade
);
comment on table public.member_sites is 'The sites a member is limited to, where members.all_sites is false.';
create index member_sites_site_id_idx on public.member_sites (organization_id, site_id);

create function private.is_host(p_text text) returns boolean
language sql immutable set search_path = '' as $$
  select char_length(p_text) <= 253
     and p_text ~ '^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:[0-9]{1,5})?$'
$$;

create function private.check_site() returns trigger language plpgsql set search_path = '' as $$
declare v_address text;
begin
  foreach v_address in array new.addresses loop
    if private.is_host(v_address) is not true then perform private.refuse('address_is_invalid', 422, 'addresses'); end if;
  end loop;
  return new;
end $$;
create trigger sites_check before insert or update of addresses on public.sites
  for each row execute function private.check_site();
create trigger sites_keep_columns before update on public.sites
  for each row execute function private.keep_columns('id', 'organization_id', 'public_key', 'created_at');

alter table public.sites enable row level security;
alter table public.sites force row level security;
alter table public.site_agents enable row level security;
alter table public.site_agents force row level security;
alter table public.member_sites enable row level security;
alter table public.member_sites force row level security;

create policy sites_select_member on public.sites for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy sites_insert_manager on public.sites for insert to authenticated
  with check (organization_id in (select private.my_organization_ids_with('sites')));
create policy sites_update_manager on public.sites for update to authenticated
  using (organization_id in (select private.my_organization_ids_with('sites')))
  with check (organization_id in (select private.my_organization_ids_with('sites')));
create policy site_agents_select_member on public.site_agents for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy member_sites_select_member on public.member_sites for select to authenticated
  using (organization_id in (select private.my_organization_ids()));

grant select on public.sites, public.site_agents, public.member_sites to authenticated, service_role;
grant insert (id, organization_id, name, addresses, is_enabled, assignment) on public.sites to authenticated;
grant update (name, addresses, is_enabled, assignment, distribution, prefers_last_agent, fallback_after, accept_within,
              misses_until_away, queue_max, wait_max, accent, launcher_side, launcher_offset, texts, logo_path,
              automatic_messages)
  on public.sites to authenticated;
-- Constraints and the triggers that are not security definer call these as the caller.
grant execute on function private.is_reserved_slug, private.is_host, private.are_by_language, private.are_site_texts, private.are_automatic_messages,
  private.has_unknown_tag, private.refuse to authenticated;

-- Who serves a site ------------------------------------------------------------------------------

create view private.served_sites as
  select s.organization_id, s.id as site_id, m.id as member_id
  from public.sites s
  join public.members m on m.organization_id = s.organization_id
  where (s.all_agents or exists (
      select 1 from public.site_agents a
      where a.organization_id = s.organization_id and a.site_id = s.id and a.member_id = m.id))
    and (m.all_sites or exists (
      select 1 from public.member_sites l where l.member_id = m.id and l.site_id = s.id));
comment on view private.served_sites is
  'Which member serves which site: the site takes all agents or names them, and the member is not limited to others.';

create function private.my_served_site_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  -- Security definer: policies ask this, and the tables it reads have policies of their own.
  select v.site_id from private.my_memberships m
  join private.served_sites v on v.organization_id = m.organization_id and v.member_id = m.id
  where 'agent' = any (m.rights) and 'livechat' = any (m.modules)
$$;
comment on function private.my_served_site_ids is 'Sites whose waiting conversations the caller may take.';

create function private.my_tested_site_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  -- Security definer: as above.
  select v.site_id from private.my_memberships m
  join private.served_sites v on v.organization_id = m.organization_id and v.member_id = m.id
  where 'tester' = any (m.rights) and 'livechat' = any (m.modules)
$$;
comment on function private.my_tested_site_ids is 'Sites whose waiting test conversations the caller may take.';

create function private.available_tester_ids(p_site uuid) returns setof uuid
language sql stable set search_path = '' as $$
  select m.id from private.served_sites v
  join public.members m on m.id = v.member_id
  join public.agent_availability a on a.member_id = m.id
  where v.site_id = p_site and m.status = 'active' and 'tester' = any (m.rights) and 'livechat' = any (m.modules)
    and a.status = 'online' and a.lease_expires_at > now()
$$;
comment on function private.available_tester_ids is 'Testers need no department and no channel: what they take reaches no customer.';

create function private.site_agent_ids(p_site uuid) returns setof uuid
language sql stable set search_path = '' as $$
  select m.id from private.served_sites v
  join public.members m on m.id = v.member_id
  join public.agent_availability a on a.member_id = m.id
  where v.site_id = p_site and m.status = 'active' and 'agent' = any (m.rights) and 'livechat' = any (m.modules)
    and 'live' = any (a.channels)
    and exists (select 1 from public.department_members d
                where d.organization_id = m.organization_id and d.member_id = m.id)
$$;
comment on function private.site_agent_ids is
  'Agents who can be given a conversation of the site: the right, the module, the channel, a department, and the site itself.';

create function private.available_site_agent_ids(p_site uuid) returns setof uuid
language sql stable set search_path = '' as $$
  select a.member_id from private.site_agent_ids(p_site) e (member_id)
  join public.agent_availability a using (member_id)
  where a.status = 'online' and a.lease_expires_at > now()
$$;

grant execute on function private.my_served_site_ids, private.my_tested_site_ids to authenticated;
