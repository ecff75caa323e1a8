-- One member's account: what its page shows, and the sign-in behind it.

create function private.sign_in_state(p_actor public.members, p_member public.members) returns text
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: the answer depends on memberships in organizations the caller knows nothing of.
begin
  if p_member.user_id is null then return 'none'; end if;
  if p_member.id = p_actor.id then return 'own'; end if;
  if 'people' <> all (p_actor.modules) or not private.may_enter_as(p_actor, p_member) then
    return 'not_yours';
  end if;
  if exists (select 1 from public.members where user_id = p_member.user_id and id <> p_member.id and status <> 'deleted') then
    return 'shared';
  end if;
  return 'manageable';
end $$;
comment on function private.sign_in_state is
  'none: nobody has joined; own: the caller''s; not_yours; shared: it opens another organization too, so only its owner may change it; manageable.';

create function private.require_sign_in(p_member uuid) returns public.members
language plpgsql stable set search_path = '' as $$
declare
  v public.members;
  v_state text;
begin
  select * into v from public.members where id = p_member;
  if not found then perform private.deny(); end if;
  v_state := private.sign_in_state(private.require_member(v.organization_id), v);
  if v_state = 'shared' then perform private.refuse('sign_in_is_shared'); end if;
  if v_state <> 'manageable' then perform private.deny(); end if;
  return v;
end $$;

create function public.may_manage_sign_in(p_member uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: user_id is for the server that is about to act on it.
declare v public.members := private.require_sign_in(p_member);
begin
  return jsonb_build_object('user_id', v.user_id, 'email', v.email);
end $$;
comment on function public.may_manage_sign_in is
  'Whether the caller may set this member''s password or address: they manage them, and the sign-in opens nothing else.';

create function public.replace_password(p_member uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may end another's sessions or write the audit log.
declare v public.members := private.require_sign_in(p_member);
begin
  perform private.lock_assignment(v.organization_id);
  -- Those the server has never seen too: their tokens live on for a while.
  insert into private.sign_in_sessions (session_id, user_id, revoked_at)
  select id, user_id, now() from auth.sessions where user_id = v.user_id on conflict (session_id) do nothing;
  update private.sign_in_sessions set revoked_at = now() where user_id = v.user_id and revoked_at is null;
  delete from auth.sessions where user_id = v.user_id;
  perform private.silence_user(v.user_id);
  insert into public.audit_entries (organization_id, actor_id, ip, entity, entity_id, entity_name, verb, after)
  values (
    v.organization_id, (private.require_member(v.organization_id)).id,
    (select ip from private.sign_in_sessions where session_id = private.session_id()),
    'sign_in', v.id, coalesce(nullif(btrim(concat_ws(' ', v.first_name, v.last_name)), ''), v.nickname), 'changed', '{"password": true}');
  return jsonb_build_object('user_id', v.user_id, 'email', v.email);
end $$;
comment on function public.replace_password is
  'Before the server sets another''s password: judges it, signs them out everywhere and notes it in the audit log.';

create function public.reset_second_factor(p_member uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write second factors or the audit log.
declare v public.members := private.require_sign_in(p_member);
begin
  delete from private.recovery_codes where user_id = v.user_id;
  delete from private.second_factors where user_id = v.user_id and confirmed_at is not null;
  if not found then perform private.refuse('second_factor_is_off'); end if;
  insert into public.audit_entries (organization_id, actor_id, ip, entity, entity_id, entity_name, verb, before)
  values (
    v.organization_id, (private.require_member(v.organization_id)).id,
    (select ip from private.sign_in_sessions where session_id = private.session_id()),
    'sign_in', v.id, coalesce(nullif(btrim(concat_ws(' ', v.first_name, v.last_name)), ''), v.nickname), 'changed', '{"second_factor": true}');
end $$;
comment on function public.reset_second_factor is
  'For a lost phone: the member signs in with the password alone until they turn the second factor on again.';

create function public.set_member_email(p_member uuid, p_email text) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: a person's memberships in other organizations keep the same address.
declare
  v public.members;
  v_actor public.members;
  v_email text := private.check_email(p_email);
begin
  select * into v from public.members where id = p_member for no key update;
  if not found then perform private.deny(); end if;
  v_actor := private.require_member(v.organization_id);
  if v.user_id is not null then
    if v.user_id <> auth.uid() then perform private.require_sign_in(p_member); end if;
    -- The server has changed the sign-in; memberships follow it and take no other address.
    if not exists (select 1 from auth.users where id = v.user_id and lower(email) = v_email) then perform private.deny(); end if;
    update public.members set email = v_email where user_id = v.user_id and status <> 'deleted';
    return;
  end if;
  if 'people' <> all (v_actor.modules) or not private.may_enter_as(v_actor, v) then perform private.deny(); end if;
  if v.email = v_email then return; end if;
  update public.members set email = v_email where id = p_member;
  -- The link that went to the wrong address opens nothing.
  delete from public.invitations where organization_id = v.organization_id and member_id = v.id and accepted_at is null;
exception when unique_violation then
  perform private.refuse('email_is_taken', 409, 'email');
end $$;
comment on function public.set_member_email is
  'Writes the address of a sign-in the server has just changed, or corrects that of somebody who has not joined, whose invitation is withdrawn.';

create function public.member_account(p_member uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: one round trip for the whole page.
declare
  v public.members;
  v_actor public.members;
begin
  select * into v from public.members where id = p_member and status <> 'deleted';
  if not found then perform private.deny(); end if;
  v_actor := private.require_member(v.organization_id);
  if v.id <> v_actor.id and ('people' <> all (v_actor.modules)
     or (private.is_confined(v_actor.id) and not private.are_mates(v_actor.id, v.id))) then
    perform private.deny();
  end if;
  return (to_jsonb(v) - '{user_id,search_text,position,realtime_epoch}'::text[]) || (
    select jsonb_build_object(
      'is_online', coalesce(a.lease_expires_at > now() and a.status = 'online', false),
      'limits', jsonb_build_object('channels', a.channels, 'live_max', a.live_max, 'nrt_max', a.nrt_max, 'call_max', a.call_max,
        'video_max', a.video_max, 'third_party_max', a.third_party_max, 'chats_in_calls', a.chats_in_calls,
        'live_priority', a.live_priority, 'video_priority', a.video_priority),
      'departments', array(select department_id from public.department_members where organization_id = v.organization_id and member_id = v.id),
      'groups', array(select group_id from public.group_members where organization_id = v.organization_id and member_id = v.id),
      'skills', array(select skill_id from public.member_skills where organization_id = v.organization_id and member_id = v.id),
      'sites', array(select site_id from public.member_sites where organization_id = v.organization_id and member_id = v.id),
      'forms', array(select form_id from public.member_forms where organization_id = v.organization_id and member_id = v.id),
      'invitation_expires_at', (select max(expires_at) from public.invitations
        where organization_id = v.organization_id and member_id = v.id and accepted_at is null),
      'is_manageable', 'people' = any (v_actor.modules) and private.may_manage(v_actor, v),
      'sign_in', private.sign_in_state(v_actor, v),
      'has_second_factor', private.sign_in_state(v_actor, v) = 'manageable' and exists (
        select 1 from private.second_factors where user_id = v.user_id and confirmed_at is not null),
      'allowed_addresses', array(
        select case masklen(a) when case family(a) when 4 then 32 else 128 end then host(a) else a::text end
        from public.member_allowed_addresses l, unnest(l.addresses) a where l.member_id = v.id),
      -- Whoever is in a group places others in their own groups only.
      'actor_groups', array(select group_id from public.group_members where organization_id = v_actor.organization_id and member_id = v_actor.id))
    from public.agent_availability a where a.member_id = v.id);
end $$;
comment on function public.member_account is
  'All that the page of a member''s account shows, to themselves and to whoever opens the module "people"; is_manageable and sign_in say what the caller may change.';

revoke all on function public.may_manage_sign_in, public.replace_password, public.reset_second_factor, public.set_member_email, public.member_account
  from public, anon, authenticated;
grant execute on function public.may_manage_sign_in, public.replace_password, public.reset_second_factor, public.set_member_email, public.member_account
  to authenticated;
