-- The audit log: every administrative change, whichever door it came through.

create table public.audit_entries (
  id              bigint      primary key generated always as identity,
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  -- Null: Foyer itself, or the server while somebody accepted an invitation.
  actor_id        uuid,
  ip              inet,
  entity          text        not null,
  entity_id       uuid        not null,
  -- What it was called then; it may have another name, or be gone.
  entity_name     text        not null default '',
  verb            text        not null check (verb in ('created', 'changed', 'removed')),
  before          jsonb,
  after           jsonb,
  created_at      timestamptz not null default now()
);
comment on table public.audit_entries is
  'Only the fields that changed, before and after. Written by triggers, never changed and never deleted but with the organization.';
create index audit_entries_newest_idx on public.audit_entries (organization_id, id desc);
create index audit_entries_entity_idx on public.audit_entries (organization_id, entity_id, id desc);

alter table public.audit_entries enable row level security;
alter table public.audit_entries force row level security;
create policy audit_entries_select_administrator on public.audit_entries for select to authenticated using (
  organization_id in (select private.my_organization_ids_as('administrator'))
  and (organization_id not in (select private.my_confined_organization_ids())
    or actor_id in (select private.my_mate_ids()) or entity_id in (select private.my_mate_ids()))
);
grant select on public.audit_entries to authenticated, service_role;

create function private.write_audit(
  p_organization uuid, p_entity text, p_entity_id uuid, p_name text, p_verb text, p_before jsonb, p_after jsonb
) returns void language sql volatile set search_path = '' as $$
  insert into public.audit_entries (organization_id, actor_id, ip, entity, entity_id, entity_name, verb, before, after)
  values (p_organization,
    (select id from public.members where organization_id = p_organization and user_id = auth.uid() and status <> 'deleted' limit 1),
    (select ip from private.sign_in_sessions where session_id = private.session_id()),
    p_entity, p_entity_id, p_name, p_verb, p_before, p_after)
$$;

create function private.audit_new_member(p_member public.members, p_changes jsonb) returns void
language sql volatile set search_path = '' as $$
  -- One entry for all that a new member was given, not one for each group, skill and limit.
  select private.write_audit(p_member.organization_id, 'member', p_member.id,
    coalesce(nullif(btrim(concat_ws(' ', p_member.first_name, p_member.last_name)), ''), p_member.nickname), 'created', null,
    to_jsonb(p_member) - '{realtime_epoch,last_seen_at,search_text,position,created_at,user_id}'::text[]
      || (p_changes - '{first_name,last_name,nickname,locale,time_zone,rights,modules,languages,scope}'::text[])
      || jsonb_build_object('departments', array(select department_id from public.department_members
           where organization_id = p_member.organization_id and member_id = p_member.id)))
$$;

create function private.audit() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write the log. Arguments: what it is called, the column of its id, the columns to leave out,
-- and those that say which of several it is, told with every change.
declare
  v_old jsonb;
  v_new jsonb;
  v_any jsonb;
  v_before jsonb;
  v_after jsonb;
  v_organization uuid;
begin
  -- add_member tells of the whole in one entry.
  if current_setting('foyer.is_adding_member', true) = 'yes' then return null; end if;
  v_any := coalesce(to_jsonb(new), to_jsonb(old));
  v_organization := coalesce(v_any ->> 'organization_id', v_any ->> 'id')::uuid;
  if tg_op <> 'INSERT' then v_old := to_jsonb(old) - tg_argv[2]::text[]; end if;
  if tg_op <> 'DELETE' then v_new := to_jsonb(new) - tg_argv[2]::text[]; end if;
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(key, v_old -> key), jsonb_object_agg(key, value) into v_before, v_after
    from jsonb_each(v_new) where value is distinct from v_old -> key;
    if v_after is null then return null; end if;
    if tg_nargs > 3 then
      select v_before || jsonb_object_agg(name, v_old -> name), v_after || jsonb_object_agg(name, v_new -> name)
      into v_before, v_after from unnest(tg_argv[3]::text[]) name;
    end if;
  else
    v_before := v_old;
    v_after := v_new;
  end if;
  -- Rows that go with their organization are not told of: there is nobody left to read it.
  if tg_op = 'DELETE' and not exists (select 1 from public.organizations where id = v_organization) then return null; end if;
  perform private.write_audit(v_organization, tg_argv[0], (v_any ->> tg_argv[1])::uuid,
    coalesce(v_any ->> 'name', nullif(btrim(concat_ws(' ', v_any ->> 'first_name', v_any ->> 'last_name')), ''), v_any ->> 'nickname', ''),
    case tg_op when 'INSERT' then 'created' when 'DELETE' then 'removed' else 'changed' end, v_before, v_after);
  return null;
end $$;

create trigger organizations_audit after update on public.organizations
  for each row execute function private.audit('organization', 'id', '{realtime_epoch,created_at}');
create trigger members_audit after insert or update of user_id, email, first_name, last_name, nickname, avatar_path, shows_avatar,
  rights, scope, modules, languages, all_sites, all_forms, status, locale, time_zone, date_format, time_format, external_id or delete on public.members
  for each row execute function private.audit('member', 'id', '{realtime_epoch,last_seen_at,search_text,position,created_at,user_id}');
create trigger members_audit_position after update of position on public.members
  for each row when (old.position is distinct from new.position)
  execute function private.audit('member', 'id', '{realtime_epoch,last_seen_at,search_text,created_at,user_id}');
create trigger agent_availability_audit after update of channels, live_max, nrt_max, call_max, video_max, third_party_max, chats_in_calls,
  live_priority, video_priority on public.agent_availability for each row execute function private.audit('member_limits', 'member_id',
    '{organization_id,member_id,status,lease_expires_at,live_load,nrt_load,last_assigned_at,idle_since,misses}');
create trigger member_allowed_addresses_audit after insert or update or delete on public.member_allowed_addresses
  for each row execute function private.audit('member_allowed_addresses', 'member_id', '{organization_id,member_id}');
create trigger invitations_audit after insert or delete on public.invitations
  for each row execute function private.audit('invitation', 'member_id', '{organization_id,member_id,id,token_hash,created_at}');
create trigger sites_audit after insert or update or delete on public.sites
  for each row execute function private.audit('site', 'id', '{organization_id,created_at}');
create trigger site_agents_audit after insert or update or delete on public.site_agents
  for each row execute function private.audit('site_agent', 'site_id', '{organization_id,site_id,position}');
create trigger hidden_departments_audit after insert or delete on public.hidden_departments
  for each row execute function private.audit('hidden_department', 'site_id', '{organization_id,site_id}');
create trigger member_sites_audit after insert or delete on public.member_sites
  for each row execute function private.audit('member_site', 'member_id', '{organization_id,member_id}');
create trigger forms_audit after insert or update or delete on public.forms
  for each row execute function private.audit('form', 'id', '{organization_id,version,created_at}');
create trigger member_forms_audit after insert or delete on public.member_forms
  for each row execute function private.audit('member_form', 'member_id', '{organization_id,member_id}');
create trigger targeting_rules_audit after insert or update or delete on public.targeting_rules
  for each row execute function private.audit('targeting_rule', 'site_id', '{organization_id,site_id,position,created_at}');
create trigger departments_audit after insert or update or delete on public.departments
  for each row execute function private.audit('department', 'id', '{organization_id,created_at}');
create trigger department_members_audit after insert or delete on public.department_members
  for each row execute function private.audit('department_member', 'member_id', '{organization_id,member_id,position}');
create trigger groups_audit after insert or update or delete on public.groups
  for each row execute function private.audit('group', 'id', '{organization_id,created_at}');
create trigger group_members_audit after insert or delete on public.group_members
  for each row execute function private.audit('group_member', 'member_id', '{organization_id,member_id}');
create trigger skills_audit after insert or update or delete on public.skills
  for each row execute function private.audit('skill', 'id', '{organization_id,created_at}');
create trigger member_skills_audit after insert or delete on public.member_skills
  for each row execute function private.audit('member_skill', 'member_id', '{organization_id,member_id}');
create trigger seats_audit after update of seat_limit on public.seats
  for each row execute function private.audit('seats', 'organization_id', '{organization_id,used}');
create trigger opening_hours_audit after update of time_zone, is_always_open on public.opening_hours
  for each row execute function private.audit('opening_hours', 'id', '{organization_id,version,created_at}');
-- The company's own come with it, which is nobody's doing.
create trigger opening_hours_audit_new after insert on public.opening_hours
  for each row when (new.site_id is not null) execute function private.audit('opening_hours', 'id', '{organization_id,version,created_at}');
create trigger opening_hours_audit_gone after delete on public.opening_hours
  for each row execute function private.audit('opening_hours', 'id', '{organization_id,version,created_at}');
create trigger opening_slots_audit after insert or update or delete on public.opening_slots
  for each row execute function private.audit('opening_slot', 'calendar_id', '{organization_id,calendar_id}', '{weekday,day_type_id,starts,ends}');
create trigger day_types_audit after insert or update or delete on public.day_types
  for each row execute function private.audit('day_type', 'calendar_id', '{organization_id,calendar_id,created_at}');
create trigger day_exceptions_audit after insert or update or delete on public.day_exceptions
  for each row execute function private.audit('day_exception', 'calendar_id', '{organization_id,calendar_id}');
