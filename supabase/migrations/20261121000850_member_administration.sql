-- What administrators and supervisors do with members: invite, change, order, suspend, delete, list.

-- Who may ----------------------------------------------------------------------------------------

create function private.require_manager(p_organization uuid) returns public.members
language plpgsql stable set search_path = '' as $$
declare v_actor public.members := private.require_member(p_organization);
begin
  if 'people' <> all (v_actor.modules) then perform private.deny(); end if;
  return v_actor;
end $$;
comment on function private.require_manager is 'The caller''s membership if it holds the module "people", or 42501.';

create function private.may_manage(p_actor public.members, p_member public.members) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(p_actor.organization_id = p_member.organization_id
    and p_member.status <> 'deleted'
    and ('administrator' = any (p_actor.rights) or 'administrator' <> all (p_member.rights))
    and (not private.is_confined(p_actor.id) or private.are_mates(p_actor.id, p_member.id)), false);
end $$;
comment on function private.may_manage is
  'Administrators are managed by administrators; whoever is in a group manages its members and nobody else.';

create function private.advises_all(p_member public.members) returns boolean
language sql immutable set search_path = '' as $$
  select p_member.all_forms or p_member.scope = 'all'
$$;
comment on function private.advises_all is 'Whoever sees all conversations may take those of every form.';

create function private.may_enter_as(p_actor public.members, p_member public.members) returns boolean
language plpgsql stable set search_path = '' as $$
-- Whoever makes a link or a password for somebody could use it: nobody comes to more that way than they hold.
begin
  return private.may_manage(p_actor, p_member) and ('administrator' = any (p_actor.rights) or coalesce(
    p_actor.modules @> p_member.modules and p_member.scope <= p_actor.scope
    and (p_actor.all_sites or (not p_member.all_sites and not exists (
      select 1 from public.member_sites theirs where theirs.member_id = p_member.id and theirs.site_id not in (
        select site_id from public.member_sites where member_id = p_actor.id))))
    and (private.advises_all(p_actor) or (not private.advises_all(p_member) and not exists (
      select 1 from public.member_forms theirs where theirs.member_id = p_member.id and theirs.form_id not in (
        select form_id from public.member_forms where member_id = p_actor.id)))), false));
end $$;
comment on function private.may_enter_as is 'Whether the caller may make this member a way in: a link, a password, another address.';

create function private.check_grant(p_actor public.members, p_old public.members, p_new public.members) returns void
language plpgsql stable set search_path = '' as $$
begin
  if 'administrator' = any (p_actor.rights) then return; end if;
  if 'administrator' = any (p_new.rights) and 'administrator' <> all (p_old.rights) then
    perform private.refuse('not_yours_to_grant', 403, 'rights');
  end if;
  if exists (select unnest(p_new.modules) except select unnest(p_old.modules) except select unnest(p_actor.modules)) then
    perform private.refuse('not_yours_to_grant', 403, 'modules');
  end if;
  if p_new.scope > p_old.scope and p_new.scope > p_actor.scope then
    perform private.refuse('not_yours_to_grant', 403, 'scope');
  end if;
  if p_new.all_sites and not p_old.all_sites and not p_actor.all_sites then
    perform private.refuse('not_yours_to_grant', 403, 'sites');
  end if;
  if p_new.all_forms and not p_old.all_forms and not private.advises_all(p_actor) then
    perform private.refuse('not_yours_to_grant', 403, 'forms');
  end if;
end $$;
comment on function private.check_grant is 'Whoever is no administrator gives nothing they do not hold themselves.';

-- Values -----------------------------------------------------------------------------------------

create function private.text_of(p_changes jsonb, p_field text, p_max int, p_is_required boolean default false) returns text
language plpgsql immutable set search_path = '' as $$
declare v_text text := btrim(coalesce(p_changes ->> p_field, ''));
begin
  if jsonb_typeof(p_changes -> p_field) not in ('string', 'null') then
    perform private.refuse('value_is_invalid', 422, p_field);
  end if;
  if p_is_required and v_text !~ '\S' then perform private.refuse('required', 422, p_field); end if;
  if char_length(v_text) > p_max then perform private.refuse('text_is_too_long', 422, p_field); end if;
  return v_text;
end $$;

create function private.list_of(p_changes jsonb, p_field text) returns text[]
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(p_changes -> p_field) <> 'array' then perform private.refuse('value_is_invalid', 422, p_field); end if;
  -- A null among them would make every comparison with the list unknown, and unknown refuses nobody.
  if jsonb_array_length(p_changes -> p_field) > 1000 or p_changes -> p_field @> '[null]' then
    perform private.refuse('value_is_invalid', 422, p_field);
  end if;
  return array(select distinct jsonb_array_elements_text(p_changes -> p_field));
end $$;

create function private.flag_of(p_changes jsonb, p_field text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(p_changes -> p_field) <> 'boolean' then perform private.refuse('value_is_invalid', 422, p_field); end if;
  return (p_changes ->> p_field)::boolean;
end $$;

create function private.limit_in(p_changes jsonb, p_field text) returns int
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(p_changes -> p_field) = 'null' then return null; end if;
  if jsonb_typeof(p_changes -> p_field) <> 'number' or (p_changes ->> p_field) !~ '^[0-9]{1,4}$'
     or (p_changes ->> p_field)::int not between 1 and 1000 then
    perform private.refuse('limit_is_invalid', 422, p_field);
  end if;
  return (p_changes ->> p_field)::int;
end $$;
comment on function private.limit_in is 'A number from 1 to 1000, or null for unlimited.';

create function private.apply_profile(p_member public.members, p_changes jsonb) returns public.members
language plpgsql stable set search_path = '' as $$
-- Reads the columns of a member out of the changes; everything wrong is refused with its field.
declare
  v public.members := p_member;
  v_field text;
begin
  if p_changes ? 'first_name' then v.first_name := private.text_of(p_changes, 'first_name', 80); end if;
  if p_changes ? 'last_name' then v.last_name := private.text_of(p_changes, 'last_name', 80); end if;
  if p_changes ? 'nickname' then v.nickname := private.text_of(p_changes, 'nickname', 40, true); end if;
  if p_changes ? 'external_id' then v.external_id := nullif(private.text_of(p_changes, 'external_id', 100), ''); end if;
  if p_changes ? 'time_zone' then v.time_zone := private.text_of(p_changes, 'time_zone', 80, true); end if;
  if p_changes ? 'avatar_path' then
    v.avatar_path := nullif(private.text_of(p_changes, 'avatar_path', 200), '');
    if v.avatar_path !~ ('^' || v.organization_id || '/[0-9a-f-]{36}\.webp$') then
      perform private.refuse('value_is_invalid', 422, 'avatar_path');
    end if;
  end if;
  if p_changes ? 'shows_avatar' then v.shows_avatar := private.flag_of(p_changes, 'shows_avatar'); end if;
  begin
    v_field := 'locale';
    if p_changes ? 'locale' then
      v.locale := p_changes ->> 'locale';
      if v.locale is null or v.locale not in ('en', 'fr') then raise invalid_text_representation; end if;
    end if;
    v_field := 'date_format';
    if p_changes ? 'date_format' then v.date_format := p_changes ->> 'date_format'; end if;
    v_field := 'time_format';
    if p_changes ? 'time_format' then v.time_format := p_changes ->> 'time_format'; end if;
    v_field := 'scope';
    if p_changes ? 'scope' then v.scope := p_changes ->> 'scope'; end if;
    v_field := 'rights';
    if p_changes ? 'rights' then
      v.rights := array(select unnest(private.list_of(p_changes, 'rights')::public.member_right[]) r order by r);
    end if;
    v_field := 'modules';
    if p_changes ? 'modules' then
      v.modules := array(select unnest(private.list_of(p_changes, 'modules')::public.module[]) m order by m);
    end if;
    v_field := 'languages';
    if p_changes ? 'languages' then
      v.languages := array(select unnest(private.list_of(p_changes, 'languages')) l order by l);
      if not private.are_languages(v.languages) or cardinality(v.languages) > 30 then raise invalid_text_representation; end if;
    end if;
    if v.date_format is null or v.time_format is null or v.scope is null then
      raise invalid_text_representation;
    end if;
  exception when invalid_text_representation then
    perform private.refuse('value_is_invalid', 422, v_field);
  end;
  return v;
end $$;

create function private.set_links(p_member public.members, p_table regclass, p_column text, p_ids text[], p_field text,
  p_is_new boolean default false)
returns boolean language plpgsql set search_path = '' as $$
-- Makes the member's rows of a linking table exactly these. True when something changed.
declare
  v_ids uuid[];
  v_removed int := 0;
  v_added int;
begin
  begin
    v_ids := p_ids::uuid[];
    if not p_is_new then
      execute format('delete from %s where organization_id = $1 and member_id = $2 and %I <> all ($3)', p_table, p_column)
        using p_member.organization_id, p_member.id, v_ids;
      get diagnostics v_removed = row_count;
    end if;
    execute format('insert into %s (organization_id, member_id, %I) select $1, $2, unnest($3) on conflict do nothing', p_table, p_column)
      using p_member.organization_id, p_member.id, v_ids;
    get diagnostics v_added = row_count;
  exception when invalid_text_representation or foreign_key_violation then
    perform private.refuse('value_is_invalid', 422, p_field);
  end;
  return v_removed + v_added > 0;
end $$;

-- Changing ---------------------------------------------------------------------------------------

create function private.change_member(p_actor public.members, p_member uuid, p_changes jsonb) returns public.members
language plpgsql set search_path = '' as $$
-- The organization's assignment must be locked, so that nobody acts on rights that are being taken away.
declare
  v_old public.members;
  v public.members;
  v_new public.members;
  v_status public.member_status;
  v_answers boolean;
  v_lost boolean;
  v_own constant text[] := '{first_name,last_name,nickname,avatar_path,shows_avatar,locale,time_zone,date_format,time_format}';
begin
  select * into v_old from public.members
  where id = p_member and organization_id = p_actor.organization_id for no key update;
  if not found then perform private.deny(); end if;
  perform private.check_fields(p_changes);
  -- Everybody may change how they appear and what they read; the rest is for whoever manages people.
  if not (v_old.id = p_actor.id and not exists (select 1 from jsonb_object_keys(p_changes) key where key <> all (v_own)))
     and not ('people' = any (p_actor.modules) and private.may_manage(p_actor, v_old)) then
    perform private.deny();
  end if;

  v := private.apply_profile(v_old, p_changes);
  if p_changes ? 'sites' then v.all_sites := jsonb_typeof(p_changes -> 'sites') = 'null'; end if;
  if p_changes ? 'forms' then v.all_forms := jsonb_typeof(p_changes -> 'forms') = 'null'; end if;
  if p_changes ? 'status' then
    begin
      v_status := p_changes ->> 'status';
    exception when invalid_text_representation then
      v_status := null;
    end;
    if v_status is null or v_status = 'invited'
       or (v_status <> 'deleted' and v_old.status not in ('active', 'suspended')) then
      perform private.refuse('status_is_invalid', 422, 'status');
    end if;
    v.status := v_status;
  end if;

  if v.status = 'deleted' then
    -- What they wrote stays under their nickname; who they were goes.
    v.user_id := null; v.email := null; v.first_name := ''; v.last_name := ''; v.avatar_path := null; v.external_id := null;
    delete from public.invitations where organization_id = v.organization_id and member_id = v.id and accepted_at is null;
    delete from public.department_members where organization_id = v.organization_id and member_id = v.id;
    delete from public.group_members where organization_id = v.organization_id and member_id = v.id;
    delete from public.member_skills where organization_id = v.organization_id and member_id = v.id;
    delete from public.site_agents where organization_id = v.organization_id and member_id = v.id;
    delete from public.member_sites where organization_id = v.organization_id and member_id = v.id;
    delete from public.member_forms where organization_id = v.organization_id and member_id = v.id;
    delete from public.member_allowed_addresses where member_id = v.id;
  end if;

  begin
    update public.members set
      user_id = v.user_id, email = v.email, first_name = v.first_name, last_name = v.last_name, nickname = v.nickname,
      avatar_path = v.avatar_path, shows_avatar = v.shows_avatar, rights = v.rights, modules = v.modules,
      languages = v.languages, scope = v.scope, all_sites = v.all_sites, all_forms = v.all_forms, status = v.status, locale = v.locale,
      time_zone = v.time_zone, date_format = v.date_format, time_format = v.time_format, external_id = v.external_id
    where id = v.id returning * into v_new;
  exception when unique_violation then
    perform private.refuse('external_id_is_taken', 409, 'external_id');
  end;
  if p_changes ? 'modules' and v_new.modules <> v.modules then
    -- members_complete took them for not chosen, because they are those of before.
    update public.members set modules = v.modules where id = v.id returning * into v_new;
  end if;
  v := v_new;
  -- Of what the triggers have made of it: modules follow rights.
  perform private.check_grant(p_actor, v_old, v);

  v_lost := v.status <> v_old.status or not v.rights @> v_old.rights or not v.modules @> v_old.modules
    or v.scope < v_old.scope or (v_old.all_sites and not v.all_sites) or (v_old.all_forms and not v.all_forms);
  v_lost := private.place_member(p_actor, v, p_changes, v_old.rights) or v_lost;
  -- Whoever has never signed in has no socket, no conversation and no lease: there is nothing to tell or to settle.
  if v_old.user_id is null then return v; end if;

  v_answers := v.status = 'active' and 'agent' = any (v.rights) and 'livechat' = any (v.modules);
  if v_lost then
    -- First, so that nothing below reaches a topic the member still has joined. What is in their own row has raised it already.
    update public.members set realtime_epoch = realtime_epoch + 1 where id = v.id and realtime_epoch = v_old.realtime_epoch;
    if not private.is_bulk() then perform private.raise_epoch(v.organization_id); end if;
  end if;
  if not v_answers then
    perform private.release_conversations(v,
      v.status = 'active' and 'tester' = any (v.rights) and 'livechat' = any (v.modules));
    update public.agent_availability set lease_expires_at = null where member_id = v.id and v.status <> 'active';
  end if;
  if not private.is_bulk() then perform private.assign_waiting(v.organization_id); end if;
  return v;
end $$;

create function private.is_bulk() returns boolean language sql stable set search_path = '' as $$
  select coalesce(current_setting('foyer.is_bulk', true), '') = 'yes'
$$;
comment on function private.is_bulk is 'True inside update_members, which does once what each change would do for all.';

create function private.check_fields(p_changes jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare v_unknown text;
begin
  if jsonb_typeof(p_changes) <> 'object' then perform private.refuse('value_is_invalid', 422); end if;
  select key into v_unknown from jsonb_object_keys(p_changes) key
  where key <> all ('{first_name,last_name,nickname,avatar_path,shows_avatar,locale,time_zone,date_format,time_format,external_id,rights,modules,scope,languages,channels,live_max,nrt_max,call_max,video_max,third_party_max,chats_in_calls,live_priority,video_priority,departments,groups,skills,sites,forms,allowed_addresses,status}'::text[])
  limit 1;
  if found then perform private.refuse('value_is_invalid', 422, v_unknown); end if;
end $$;

create function private.place_member(
  p_actor public.members, p_member public.members, p_changes jsonb, p_old_rights public.member_right[], p_is_new boolean default false
) returns boolean language plpgsql set search_path = '' as $$
-- What is written beside the member's own row. True when they may have lost sight of something.
declare
  v_lost boolean := false;
  v_actor_sites uuid[];
  v_actor_forms uuid[];
begin
  if p_changes ? 'sites' then
    -- Read before they change: it may be the caller's own row.
    v_actor_sites := array(select site_id from public.member_sites where member_id = p_actor.id);
    v_lost := private.set_links(p_member, 'public.member_sites', 'site_id',
      case when p_member.all_sites then '{}' else private.list_of(p_changes, 'sites') end, 'sites', p_is_new);
    if not p_actor.all_sites and 'administrator' <> all (p_actor.rights) and exists (
      select 1 from public.member_sites theirs where theirs.member_id = p_member.id and theirs.site_id <> all (v_actor_sites)) then
      perform private.refuse('not_yours_to_grant', 403, 'sites');
    end if;
  end if;
  if p_changes ? 'forms' then
    v_actor_forms := array(select form_id from public.member_forms where member_id = p_actor.id);
    v_lost := private.set_links(p_member, 'public.member_forms', 'form_id',
      case when p_member.all_forms then '{}' else private.list_of(p_changes, 'forms') end, 'forms', p_is_new) or v_lost;
    if not private.advises_all(p_actor) and 'administrator' <> all (p_actor.rights) and exists (
      select 1 from public.member_forms theirs where theirs.member_id = p_member.id and theirs.form_id <> all (v_actor_forms)) then
      perform private.refuse('not_yours_to_grant', 403, 'forms');
    end if;
  end if;
  if p_changes ? 'groups' then v_lost := private.change_groups(p_actor, p_member, p_changes, p_is_new) or v_lost; end if;
  if p_changes ? 'skills' then
    perform private.set_links(p_member, 'public.member_skills', 'skill_id', private.list_of(p_changes, 'skills'), 'skills', p_is_new);
  end if;
  if p_changes ? 'departments' then
    perform private.set_links(p_member, 'public.department_members', 'department_id',
      private.list_of(p_changes, 'departments'), 'departments', p_is_new);
  elsif 'agent' = any (p_member.rights) and 'agent' <> all (p_old_rights) then
    -- An agent outside every department would never be given anything.
    insert into public.department_members (organization_id, department_id, member_id)
    select organization_id, id, p_member.id from public.departments
    where organization_id = p_member.organization_id
      and (p_is_new or not exists (select 1 from public.department_members d
                                   where d.member_id = p_member.id and d.organization_id = p_member.organization_id))
    order by position, created_at limit 1;
  end if;
  if p_changes ? 'allowed_addresses' then perform private.set_allowed_addresses(p_actor, p_member, p_changes); end if;
  perform private.set_limits(p_member.id, p_changes);
  return v_lost;
end $$;

create function private.change_groups(
  p_actor public.members, p_member public.members, p_changes jsonb, p_is_new boolean default false
) returns boolean
language plpgsql set search_path = '' as $$
-- Whoever is in a group places people in their own groups only, and does not leave them.
begin
  if private.is_confined(p_actor.id) and exists (
    select 1 from (
      (select unnest(private.list_of(p_changes, 'groups')::uuid[]) except
        select group_id from public.group_members where member_id = p_member.id)
      union
      (select group_id from public.group_members where member_id = p_member.id except
        select unnest(private.list_of(p_changes, 'groups')::uuid[]))) changed (id)
    where p_member.id = p_actor.id
       -- Outside every group nobody would be walled off any more.
       or p_changes -> 'groups' = '[]'
       or changed.id not in (select group_id from public.group_members where member_id = p_actor.id)
  ) then
    perform private.refuse('not_your_group', 403, 'groups');
  end if;
  return private.set_links(p_member, 'public.group_members', 'group_id', private.list_of(p_changes, 'groups'), 'groups', p_is_new);
exception when invalid_text_representation then
  perform private.refuse('value_is_invalid', 422, 'groups');
  return false;
end $$;

create function private.set_limits(p_member uuid, p_changes jsonb) returns void
language plpgsql set search_path = '' as $$
declare v public.agent_availability;
begin
  if not p_changes ?| '{channels,live_max,nrt_max,call_max,video_max,third_party_max,chats_in_calls,live_priority,video_priority}' then return; end if;
  select * into v from public.agent_availability where member_id = p_member for no key update;
  if p_changes ? 'channels' then
    begin
      v.channels := array(select unnest(private.list_of(p_changes, 'channels')::public.channel[]) c order by c);
    exception when invalid_text_representation then
      perform private.refuse('value_is_invalid', 422, 'channels');
    end;
  end if;
  if p_changes ? 'chats_in_calls' then v.chats_in_calls := private.flag_of(p_changes, 'chats_in_calls'); end if;
  if p_changes ? 'live_priority' then v.live_priority := private.flag_of(p_changes, 'live_priority'); end if;
  if p_changes ? 'video_priority' then v.video_priority := private.flag_of(p_changes, 'video_priority'); end if;
  if p_changes ? 'live_max' then v.live_max := private.limit_in(p_changes, 'live_max'); end if;
  if p_changes ? 'nrt_max' then v.nrt_max := private.limit_in(p_changes, 'nrt_max'); end if;
  if p_changes ? 'call_max' then v.call_max := private.limit_in(p_changes, 'call_max'); end if;
  if p_changes ? 'video_max' then v.video_max := private.limit_in(p_changes, 'video_max'); end if;
  if p_changes ? 'third_party_max' then v.third_party_max := private.limit_in(p_changes, 'third_party_max'); end if;
  update public.agent_availability set channels = v.channels, live_max = v.live_max, nrt_max = v.nrt_max,
    call_max = v.call_max, video_max = v.video_max, third_party_max = v.third_party_max, chats_in_calls = v.chats_in_calls,
    live_priority = v.live_priority, video_priority = v.video_priority
  where member_id = p_member;
end $$;

create function private.set_allowed_addresses(p_actor public.members, p_member public.members, p_changes jsonb) returns void
language plpgsql set search_path = '' as $$
declare v_addresses cidr[];
begin
  if p_member.id = p_actor.id and 'administrator' <> all (p_actor.rights) then
    perform private.refuse('not_yours_to_grant', 403, 'allowed_addresses');
  end if;
  if jsonb_typeof(p_changes -> 'allowed_addresses') = 'null' or p_changes -> 'allowed_addresses' = '[]' then
    delete from public.member_allowed_addresses where member_id = p_member.id;
    return;
  end if;
  begin
    -- network(): an address typed with its host part means the network it stands in.
    v_addresses := array(select distinct network(a::inet) from unnest(private.list_of(p_changes, 'allowed_addresses')) a);
  exception when invalid_text_representation then
    perform private.refuse('ip_address_is_invalid', 422, 'allowed_addresses');
  end;
  if cardinality(v_addresses) > 50 or array_position(v_addresses, null) is not null then perform private.refuse('value_is_invalid', 422, 'allowed_addresses'); end if;
  -- Whoever limits themselves must not lock themselves out.
  if p_member.id = p_actor.id and not coalesce((
    select ip <<= any (v_addresses) from private.sign_in_sessions where session_id = private.session_id()), false) then
    perform private.refuse('address_would_lock_you_out', 409, 'allowed_addresses');
  end if;
  insert into public.member_allowed_addresses (organization_id, member_id, addresses)
  values (p_member.organization_id, p_member.id, v_addresses)
  on conflict (member_id) do update set addresses = excluded.addresses;
  perform private.silence_user(p_member.user_id);
end $$;

create function public.update_member(p_member uuid, p_changes jsonb) returns public.members
language plpgsql security definer set search_path = '' as $$
-- Security definer: members are changed here alone, where it is judged who may change what.
declare v_organization uuid;
begin
  select organization_id into v_organization from public.members where id = p_member;
  if not found then perform private.deny(); end if;
  perform private.require_member(v_organization);
  perform private.lock_assignment(v_organization);
  -- Asked again under the lock: of two who demote each other, the second no longer may.
  return private.change_member(private.require_member(v_organization), p_member, p_changes);
end $$;
comment on function public.update_member is
  'Changes the named fields of a member and no others, at once and everywhere. sites and forms: null for all of them, or ids; limits: null for unlimited.';

create function public.update_members(p_organization uuid, p_members uuid[], p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: as update_member.
declare
  v_actor public.members := private.require_manager(p_organization);
  v_member uuid;
  v_results jsonb := '[]';
begin
  if cardinality(p_members) > 500 then perform private.refuse('too_many_at_once', 422, 'members'); end if;
  perform private.lock_assignment(p_organization);
  v_actor := private.require_manager(p_organization);
  if jsonb_typeof(p_changes) = 'object' and p_changes ?| '{rights,modules,scope,status,sites,forms,groups}' then
    perform private.raise_epoch(p_organization);
  end if;
  perform set_config('foyer.is_bulk', 'yes', true);
  foreach v_member in array p_members loop
    begin
      perform private.change_member(v_actor, v_member, p_changes);
      v_results := v_results || jsonb_build_object('id', v_member, 'code', null);
    exception when others then
      if sqlstate <> '42501' and sqlstate not like 'PT%' then raise; end if;
      v_results := v_results || jsonb_build_object('id', v_member, 'code', sqlerrm);
    end;
  end loop;
  perform set_config('foyer.is_bulk', '', true);
  perform private.assign_waiting(p_organization);
  return v_results;
end $$;
comment on function public.update_members is
  'The same change to up to 500 members; each succeeds or fails by itself: [{id, code}], code null when done.';

create function public.move_member(p_member uuid, p_before uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: position is no column anybody may update.
declare v public.members;
begin
  select * into v from public.members where id = p_member;
  if not found then perform private.deny(); end if;
  perform private.require_manager(v.organization_id);
  perform private.move_in_order('public.members', v.organization_id, p_member, p_before);
end $$;
comment on function public.move_member is 'Puts a member before another in the order visitors see; before nobody is the end.';

-- Coming in --------------------------------------------------------------------------------------

create function private.new_invitation(p_member public.members) returns text
language plpgsql set search_path = '' as $$
declare v_token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  delete from public.invitations
  where organization_id = p_member.organization_id and member_id = p_member.id and accepted_at is null;
  insert into public.invitations (organization_id, member_id, token_hash, expires_at)
  values (p_member.organization_id, p_member.id, sha256(convert_to(v_token, 'UTF8')), now() + interval '7 days');
  return v_token;
end $$;

create function public.create_invitation(p_member uuid) returns text
language plpgsql security definer set search_path = '' as $$
-- Security definer: invitations are written only here, so that no secret is ever stored in clear.
declare
  v_member public.members;
  v_actor public.members;
begin
  select * into v_member from public.members where id = p_member for no key update;
  if not found then perform private.deny(); end if;
  v_actor := private.require_manager(v_member.organization_id);
  if not private.may_enter_as(v_actor, v_member) then perform private.deny(); end if;
  if v_member.status <> 'invited' then perform private.refuse('member_is_not_invited'); end if;
  return private.new_invitation(v_member);
end $$;
comment on function public.create_invitation is
  'A new single-use secret for an invited member, valid 7 days; earlier ones stop working.';

create function public.revoke_invitation(p_member uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write invitations.
declare v_member public.members;
begin
  select * into v_member from public.members where id = p_member for no key update;
  if not found then perform private.deny(); end if;
  if not private.may_manage(private.require_manager(v_member.organization_id), v_member) then perform private.deny(); end if;
  delete from public.invitations
  where organization_id = v_member.organization_id and member_id = p_member and accepted_at is null;
  perform private.forget_invitations();
end $$;
comment on function public.revoke_invitation is 'The link that was sent stops working; the member stays and can be invited again.';

create function private.check_email(p_email text) returns text
language plpgsql immutable set search_path = '' as $$
-- The length first: what is compared with every sign-in must be short.
begin
  if char_length(p_email) > 300 then perform private.refuse('email_is_invalid', 422, 'email'); end if;
  p_email := lower(btrim(coalesce(p_email, '')));
  if p_email = '' then perform private.refuse('required', 422, 'email'); end if;
  if char_length(p_email) > 254 then perform private.refuse('email_is_invalid', 422, 'email'); end if;
  if p_email !~ '^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@.<>"(),:;\\[\]]+$' then
    perform private.refuse('email_is_invalid', 422, 'email');
  end if;
  return p_email;
end $$;

create function private.add_member(p_actor public.members, p_email text, p_changes jsonb) returns public.members
language plpgsql set search_path = '' as $$
-- The organization's assignment must be locked. Written at once as it is to be: files bring thousands.
declare
  v_email text := private.check_email(p_email);
  v public.members;
  v_nobody public.members;
  v_organization public.organizations;
begin
  perform private.check_fields(p_changes);
  if p_changes ? 'status' then perform private.refuse('status_is_invalid', 422, 'status'); end if;
  select * into v_organization from public.organizations where id = p_actor.organization_id;
  v_nobody.rights := '{}'; v_nobody.modules := '{}'; v_nobody.scope := 'own'; v_nobody.all_sites := false;
  v_nobody.all_forms := false;
  v.organization_id := v_organization.id;
  v.nickname := coalesce(nullif(left(btrim(initcap(regexp_replace(split_part(v_email, '@', 1), '[._+-]+', ' ', 'g'))), 40), ''), v_email);
  v.first_name := ''; v.last_name := ''; v.shows_avatar := true; v.all_sites := true; v.all_forms := true; v.rights := '{}'; v.scope := 'own';
  v.locale := v_organization.locale; v.time_zone := v_organization.time_zone; v.date_format := 'auto'; v.time_format := 'auto';
  if not p_changes ? 'sites' and not p_actor.all_sites and 'administrator' <> all (p_actor.rights) then
    -- Whoever is limited to some sites brings people in for these.
    p_changes := p_changes || jsonb_build_object('sites', array(select site_id from public.member_sites where member_id = p_actor.id));
  end if;
  if not p_changes ? 'forms' and not private.advises_all(p_actor) and 'administrator' <> all (p_actor.rights) then
    p_changes := p_changes || jsonb_build_object('forms', array(select form_id from public.member_forms where member_id = p_actor.id));
  end if;
  v := private.apply_profile(v, p_changes);
  if p_changes ? 'sites' then v.all_sites := jsonb_typeof(p_changes -> 'sites') = 'null'; end if;
  if p_changes ? 'forms' then v.all_forms := jsonb_typeof(p_changes -> 'forms') = 'null'; end if;
  perform set_config('foyer.is_adding_member', 'yes', true);
  begin
    insert into public.members (organization_id, email, first_name, last_name, nickname, avatar_path, shows_avatar, rights, modules,
      languages, scope, all_sites, all_forms, locale, time_zone, date_format, time_format, external_id, position)
    values (v.organization_id, v_email, v.first_name, v.last_name, v.nickname, v.avatar_path, v.shows_avatar, v.rights, v.modules,
      v.languages, v.scope, v.all_sites, v.all_forms, v.locale, v.time_zone, v.date_format, v.time_format, v.external_id,
      (select coalesce(max(position), 0) + 1 from public.members where organization_id = v.organization_id))
    on conflict (organization_id, email) where status <> 'deleted' do nothing returning * into v;
  exception when unique_violation then
    perform private.refuse('external_id_is_taken', 409, 'external_id');
  end;
  if v.id is null then perform private.refuse('email_is_taken', 409, 'email'); end if;
  perform private.check_grant(p_actor, v_nobody, v);
  perform private.place_member(p_actor, v, p_changes, v_nobody.rights, true);
  if private.is_confined(p_actor.id) and not private.are_mates(p_actor.id, v.id) then
    perform private.refuse('not_your_group', 403, 'groups');
  end if;
  perform set_config('foyer.is_adding_member', '', true);
  perform private.audit_new_member(v, p_changes);
  return v;
end $$;

create function public.invite_members(p_organization uuid, p_emails text[], p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: members come in here alone.
declare
  v_actor public.members := private.require_manager(p_organization);
  v_email text;
  v public.members;
  v_results jsonb := '[]';
begin
  if cardinality(p_emails) > 200 then perform private.refuse('too_many_at_once', 422, 'emails'); end if;
  perform private.lock_assignment(p_organization);
  v_actor := private.require_manager(p_organization);
  foreach v_email in array p_emails loop
    begin
      v := private.add_member(v_actor, v_email, p_changes);
      v_results := v_results || jsonb_build_object('email', v.email, 'id', v.id, 'locale', v.locale,
        'token', private.new_invitation(v), 'code', null);
    exception when others then
      if sqlstate <> '42501' and sqlstate not like 'PT%' then raise; end if;
      v_results := v_results || jsonb_build_object('email', lower(btrim(v_email)), 'id', null, 'code', sqlerrm);
    end;
  end loop;
  return v_results;
end $$;
comment on function public.invite_members is
  'Invites up to 200 addresses with the same fields (as update_member); each succeeds or fails by itself. The secrets are shown this once.';

create function public.add_member(p_organization uuid, p_email text, p_changes jsonb) returns public.members
language plpgsql security definer set search_path = '' as $$
-- Security definer: members come in here alone.
declare
  v_actor public.members := private.require_manager(p_organization);
  v_email text := private.check_email(p_email);
begin
  -- The answer tells whether an address signs in somewhere: not to be asked for a whole list of them.
  if not public.hit_rate_limit('add-member:' || v_actor.id, 300, 3600) then perform private.refuse('too_many_requests', 429); end if;
  if exists (select 1 from public.seats where organization_id = p_organization and used >= seat_limit)
     and p_changes -> 'rights' ? 'agent' then
    perform private.refuse('no_seat_left');
  end if;
  if exists (select 1 from auth.users where lower(email) = v_email) then
    -- The password of somebody who signs in elsewhere already is nobody else's to set.
    perform private.refuse('email_has_a_sign_in', 409, 'email');
  end if;
  perform private.lock_assignment(p_organization);
  return private.add_member(private.require_manager(p_organization), v_email, p_changes);
end $$;
comment on function public.add_member is
  'A member without an invitation, for whom the server then makes a sign-in with a password and calls activate_member.';

create function public.activate_member(p_member uuid, p_user uuid) returns public.members
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: it has just made the sign-in.
declare v public.members;
begin
  update public.members m set user_id = p_user, status = 'active'
  from auth.users u
  where m.id = p_member and m.status = 'invited' and u.id = p_user and lower(u.email) = m.email
  returning m.* into v;
  if not found then perform private.refuse('member_is_not_invited'); end if;
  insert into private.owed_passwords (user_id) values (p_user);
  delete from public.invitations where organization_id = v.organization_id and member_id = v.id and accepted_at is null;
  return v;
end $$;
comment on function public.activate_member is 'Binds a sign-in the server has made for exactly this member''s address; its owner is asked for a password of their own.';

-- Reading ----------------------------------------------------------------------------------------

create function public.list_members(
  p_organization uuid, p_search text default '', p_right public.member_right default null, p_group uuid default null,
  p_site uuid default null, p_status public.member_status default null, p_sort text default 'position',
  p_is_descending boolean default false, p_after_key text default null, p_after_id uuid default null, p_limit int default 50,
  p_skill uuid default null, p_is_manageable boolean default false, p_department uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' as $$
-- Security definer: one pass over an index, instead of a policy asked for each of many thousand rows.
declare
  v_actor public.members := private.require_manager(p_organization);
  v_limit int := least(greatest(p_limit, 1), 200);
  v_key text := case p_sort
    when 'name' then 'private.fold(m.nickname)'
    when 'email' then 'coalesce(m.email, '''')'
    when 'last_seen' then 'coalesce(m.last_seen_at, ''-infinity'')'
    when 'created' then 'm.created_at'
    else 'm.position' end;
  v_type text := case when p_sort in ('name', 'email') then 'text' when p_sort in ('last_seen', 'created') then 'timestamptz' else 'numeric' end;
  v_filter text := 'm.organization_id = $1 and m.status <> ''deleted'''
    -- Whoever is in a group sees the settings of its members and of nobody else.
    || case when private.is_confined(v_actor.id) then ' and m.id in (select private.my_mate_ids())' else '' end;
  v_rows jsonb;
  v_total bigint;
begin
  if coalesce(btrim(p_search), '') <> '' then v_filter := v_filter || ' and m.search_text like $2'; end if;
  if p_right is not null then v_filter := v_filter || ' and $3 = any (m.rights)'; end if;
  if p_status is not null then v_filter := v_filter || ' and m.status = $4'; end if;
  if p_group is not null then
    v_filter := v_filter || ' and m.id in (select member_id from public.group_members where group_id = $5)';
  end if;
  if p_site is not null then
    v_filter := v_filter || ' and m.id in (select member_id from private.served_sites where site_id = $6)';
  end if;
  if p_skill is not null then
    v_filter := v_filter || ' and m.id in (select member_id from public.member_skills where skill_id = $11)';
  end if;
  if p_department is not null then
    v_filter := v_filter || ' and m.id in (select member_id from public.department_members where department_id = $12)';
  end if;
  -- As may_manage judges, over all rows at once.
  if p_is_manageable and 'administrator' <> all (v_actor.rights) then
    v_filter := v_filter || ' and ''administrator'' <> all (m.rights)';
  end if;
  if p_after_key is null then
    execute format('select count(*) from public.members m where %s', v_filter) into v_total
    using p_organization, '%' || private.like_pattern(p_search) || '%', p_right, p_status, p_group, p_site,
      p_after_key, p_after_id, v_actor, v_limit, p_skill, p_department;
  end if;
  execute format($query$
    select coalesce(jsonb_agg(to_jsonb(r) order by r.ordinal), '[]') from (
      select row_number() over (order by %5$s %4$s, m.id %4$s) as ordinal, m.key, m.id, m.nickname, m.first_name, m.last_name, m.email, m.avatar_path,
        m.rights, m.modules, m.scope, m.status, m.locale, m.external_id, m.last_seen_at, m.created_at,
        a.lease_expires_at > now() and a.status = 'online' as is_online, a.live_max,
        array(select g.name from public.group_members x join public.groups g on g.id = x.group_id
              where x.member_id = m.id order by g.name) as groups,
        array(select d.name from public.department_members x join public.departments d on d.id = x.department_id
              where x.organization_id = $1 and x.member_id = m.id order by d.position, d.name) as departments,
        (select i.expires_at from public.invitations i where i.organization_id = $1 and i.member_id = m.id and i.accepted_at is null
         order by i.expires_at desc limit 1) as invitation_expires_at,
        private.may_manage($9, m.member) as is_manageable
      from (select m.*, m as member, (%1$s)::text as key from public.members m where %2$s
            %3$s order by %1$s %4$s, m.id %4$s limit $10) m
      join public.agent_availability a on a.member_id = m.id) r
  $query$, v_key, v_filter,
    case when p_after_key is null then '' else format('and (%s, m.id) %s ($7::%s, $8)', v_key,
      case when p_is_descending then '<' else '>' end, v_type) end,
    case when p_is_descending then 'desc' else 'asc' end, v_key) into v_rows
  using p_organization, '%' || private.like_pattern(p_search) || '%', p_right, p_status, p_group, p_site,
    p_after_key, p_after_id, v_actor, v_limit + 1, p_skill, p_department;
  return jsonb_build_object('members', v_rows, 'total', v_total, 'limit', v_limit);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  perform private.refuse('value_is_invalid', 422, 'after');
  return null;
end $$;
comment on function public.list_members is
  'A page of members by keyset: one row more than the limit when there are more. sort: position, name, email, last_seen, created. total only on the first page.';

create function private.like_pattern(p_search text) returns text
language sql immutable set search_path = '' as $$
  select replace(replace(replace(private.fold(btrim(coalesce(p_search, ''))), '\', '\\'), '%', '\%'), '_', '\_')
$$;

revoke all on function public.update_member, public.update_members, public.move_member, public.create_invitation,
  public.revoke_invitation, public.invite_members, public.add_member, public.activate_member,
  public.list_members from public, anon, authenticated;
grant execute on function public.update_member, public.update_members, public.move_member, public.create_invitation,
  public.revoke_invitation, public.invite_members, public.add_member, public.list_members to authenticated;
grant execute on function public.activate_member to service_role;

-- Groups and skills ------------------------------------------------------------------------------

create function private.may_manage_group(p_actor public.members, p_group uuid) returns boolean
language sql stable set search_path = '' as $$
  select not private.is_confined(p_actor.id)
      or exists (select 1 from public.group_members where group_id = p_group and member_id = p_actor.id)
$$;

create function public.list_groups(p_organization uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: counts many thousand rows without asking a policy for each.
declare v_actor public.members := private.require_manager(p_organization);
begin
  return jsonb_build_object(
    'is_confined', private.is_confined(v_actor.id),
    'groups', (
      select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'member_count', coalesce(n.count, 0))
        order by private.fold(g.name)), '[]')
      from public.groups g
      left join (select group_id, count(*) from public.group_members where organization_id = p_organization group by 1) n on n.group_id = g.id
      where g.organization_id = p_organization and private.may_manage_group(v_actor, g.id)),
    'skills', (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'member_count', coalesce(n.count, 0))
        order by private.fold(s.name)), '[]')
      from public.skills s
      left join (select skill_id, count(*) from public.member_skills where organization_id = p_organization group by 1) n on n.skill_id = s.id
      where s.organization_id = p_organization));
end $$;
comment on function public.list_groups is
  'The groups the caller may change and all skills, each with how many are in it; whether the caller is in a group.';

create function public.save_group(p_organization uuid, p_id uuid, p_name text) returns public.groups
language plpgsql security definer set search_path = '' as $$
-- Security definer: groups are written here alone.
declare
  v_actor public.members := private.require_manager(p_organization);
  v_name text := private.text_of(jsonb_build_object('name', p_name), 'name', 80, true);
  v public.groups;
begin
  if exists (select 1 from public.groups where id = p_id) then
    if not private.may_manage_group(v_actor, p_id) then perform private.deny(); end if;
    update public.groups set name = v_name where id = p_id and organization_id = p_organization returning * into v;
    if not found then perform private.deny(); end if;
  else
    -- Somebody confined to their groups would not see the new one.
    if private.is_confined(v_actor.id) then perform private.deny(); end if;
    insert into public.groups (id, organization_id, name) values (p_id, p_organization, v_name) returning * into v;
  end if;
  return v;
exception when unique_violation then
  perform private.refuse('name_is_taken', 409, 'name');
  return null;
end $$;
comment on function public.save_group is 'Makes the group with this id, or renames it.';

create function public.delete_group(p_group uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: groups are written here alone.
declare v public.groups;
begin
  select * into v from public.groups where id = p_group;
  if not found then perform private.deny(); end if;
  -- Not by somebody inside: the wall around them would be gone with it.
  if private.is_confined((private.require_manager(v.organization_id)).id) then perform private.deny(); end if;
  perform private.raise_epoch(v.organization_id);
  delete from public.groups where id = p_group;
end $$;
comment on function public.delete_group is 'Its members stay; whoever was in no other group is no longer walled off.';

create function public.save_skill(p_organization uuid, p_id uuid, p_name text) returns public.skills
language plpgsql security definer set search_path = '' as $$
-- Security definer: skills are written here alone.
declare
  v_name text := private.text_of(jsonb_build_object('name', p_name), 'name', 80, true);
  v public.skills;
begin
  perform private.require_manager(p_organization);
  insert into public.skills as s (id, organization_id, name) values (p_id, p_organization, v_name)
  on conflict (id) do update set name = excluded.name where s.organization_id = excluded.organization_id
  returning * into v;
  if not found then perform private.deny(); end if;
  return v;
exception when unique_violation then
  perform private.refuse('name_is_taken', 409, 'name');
  return null;
end $$;
comment on function public.save_skill is 'Makes the skill with this id, or renames it.';

create function public.delete_skill(p_skill uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: skills are written here alone.
declare v public.skills;
begin
  select * into v from public.skills where id = p_skill;
  if not found then perform private.deny(); end if;
  perform private.require_manager(v.organization_id);
  delete from public.skills where id = p_skill;
end $$;

create function private.check_members(p_actor public.members, p_members uuid[], p_is_member boolean) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_members is null or array_position(p_members, null) is not null then perform private.refuse('value_is_invalid', 422, 'members'); end if;
  if p_is_member is null then perform private.refuse('value_is_invalid', 422, 'is_member'); end if;
  if cardinality(p_members) > 500 then perform private.refuse('too_many_at_once', 422, 'members'); end if;
  if exists (select 1 from unnest(p_members) chosen
             left join public.members m on m.id = chosen and m.organization_id = p_actor.organization_id
             where m.id is null or not private.may_manage(p_actor, m)) then
    perform private.deny();
  end if;
end $$;
comment on function private.check_members is
  'Who is put in or taken out: some of the caller''s own to manage. Whoever is in a group brings nobody in from outside it.';

create function public.set_group_members(p_group uuid, p_members uuid[], p_is_member boolean) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer: who is in a group is written here and in update_member alone.
declare
  v public.groups;
  v_actor public.members;
  v_is_confined boolean := false;
  v_count int;
begin
  select * into v from public.groups where id = p_group;
  if not found then perform private.deny(); end if;
  v_actor := private.require_manager(v.organization_id);
  perform private.check_members(v_actor, p_members, p_is_member);
  if not private.may_manage_group(v_actor, p_group) then perform private.deny(); end if;
  if p_is_member then
    insert into public.group_members (organization_id, group_id, member_id)
    select v.organization_id, p_group, unnest(p_members) on conflict do nothing;
  else
    v_is_confined := private.is_confined(v_actor.id);
    delete from public.group_members where group_id = p_group and member_id = any (p_members);
  end if;
  get diagnostics v_count = row_count;
  -- Oneself, and whoever would be outside every group, is let out by somebody who is.
  if v_is_confined and (v_actor.id = any (p_members) or exists (
    select 1 from unnest(p_members) removed where not private.is_confined(removed))) then
    perform private.refuse('not_your_group', 403, 'members');
  end if;
  if v_count > 0 then perform private.raise_epoch(v.organization_id); end if;
  return v_count;
end $$;
comment on function public.set_group_members is 'Puts members into a group or takes them out; answers how many changed.';

create function public.set_skill_members(p_skill uuid, p_members uuid[], p_is_member boolean) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer: who has a skill is written here and in update_member alone.
declare
  v public.skills;
  v_actor public.members;
  v_count int;
begin
  select * into v from public.skills where id = p_skill;
  if not found then perform private.deny(); end if;
  v_actor := private.require_manager(v.organization_id);
  perform private.check_members(v_actor, p_members, p_is_member);
  if p_is_member then
    insert into public.member_skills (organization_id, skill_id, member_id)
    select v.organization_id, p_skill, unnest(p_members) on conflict do nothing;
  else
    delete from public.member_skills where skill_id = p_skill and member_id = any (p_members);
  end if;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

revoke all on function public.list_groups, public.save_group, public.delete_group, public.save_skill, public.delete_skill,
  public.set_group_members, public.set_skill_members from public, anon, authenticated;
grant execute on function public.list_groups, public.save_group, public.delete_group, public.save_skill, public.delete_skill,
  public.set_group_members, public.set_skill_members to authenticated;
