-- Routing: who gets a waiting conversation, when agents come and go, and what capacity they have left.

create function private.lock_assignment(p_organization uuid) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('assignment:' || p_organization, 0))
$$;
comment on function private.lock_assignment is
  'One at a time per organization: whatever starts, ends or moves a conversation. Taken before any row is locked.';

create function private.choose_agent(p_site uuid, p_not uuid default null) returns uuid
language sql volatile set search_path = '' as $$
  select a.member_id
  from private.available_site_agent_ids(p_site) e (member_id)
  join public.agent_availability a using (member_id)
  join public.sites s on s.id = p_site
  left join public.site_agents p
    on p.organization_id = s.organization_id and p.site_id = s.id and p.member_id = a.member_id
  where (a.live_max is null or a.live_load < a.live_max) and a.member_id is distinct from p_not
  order by p.priority nulls first, a.live_load, a.last_assigned_at nulls first, a.member_id
  limit 1 for no key update of a
$$;
comment on function private.choose_agent is
  'Locks and returns the available agent of a site with capacity left: high priority first, then the least busy, then the longest without a new one.';

create function private.choose_tester(p_site uuid, p_not uuid default null) returns uuid
language sql volatile set search_path = '' as $$
  select a.member_id
  from private.available_tester_ids(p_site) e (member_id)
  join public.agent_availability a using (member_id)
  where a.member_id is distinct from p_not
  order by (select count(*) from public.conversations c
            where c.organization_id = a.organization_id and c.assignee_id = a.member_id and c.closed_at is null and c.is_test),
    a.member_id
  limit 1 for no key update of a
$$;
comment on function private.choose_tester is 'Locks and returns the online tester of a site who has the fewest tests open.';

create function private.assign_waiting(p_organization uuid, p_returned public.conversations default null) returns int
language plpgsql set search_path = '' as $$
-- Gives waiting conversations to free agents, the longest waiting first, until one or the other runs out.
-- One just returned may go to anybody but the agent who had it; others may still go to them.
declare
  v public.conversations;
  v_agent uuid;
  v_count int := 0;
  v_full uuid[] := '{}';
  v_full_of_tests uuid[] := '{}';
  v_stays uuid;
begin
  perform private.lock_assignment(p_organization);
  loop
    select c.* into v from public.conversations c
    join public.sites s on s.id = c.site_id and s.assignment = 'automatic'
    where c.organization_id = p_organization and c.status = 'waiting'
      and c.site_id <> all (case when c.is_test then v_full_of_tests else v_full end) and c.id is distinct from v_stays
    order by c.waiting_since, c.id limit 1 for no key update of c;
    exit when not found;
    v_agent := case when v.is_test then
      private.choose_tester(v.site_id, case when v.id = p_returned.id then p_returned.assignee_id end) end;
    if v_agent is null then
      v_agent := private.choose_agent(v.site_id, case when v.id = p_returned.id then p_returned.assignee_id end);
    end if;
    if v_agent is not null then
      perform private.give_conversation(v, v_agent, 'assigned');
      v_count := v_count + 1;
    elsif v.id = p_returned.id then
      v_stays := v.id;
    elsif v.is_test then
      v_full_of_tests := v_full_of_tests || v.site_id;
    else
      v_full := v_full || v.site_id;
    end if;
  end loop;
  return v_count;
end $$;
comment on function private.assign_waiting is
  'Called by everything that adds a waiting conversation or frees an agent. Returns how many it gave out.';

-- Load -------------------------------------------------------------------------------------------

create function private.count_load() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_old uuid := case when tg_op = 'UPDATE' and old.status = 'open' then old.assignee_id end;
  v_new uuid := case when new.status = 'open' then new.assignee_id end;
begin
  if v_old is distinct from v_new and not new.is_test then
    update public.agent_availability set live_load = live_load + case member_id when v_new then 1 else -1 end
    where member_id in (v_old, v_new);
  end if;
  return null;
end $$;
create trigger conversations_count_load after insert or update of status, assignee_id on public.conversations
  for each row execute function private.count_load();

-- Availability -----------------------------------------------------------------------------------

create function private.lease() returns interval language sql immutable set search_path = '' as $$
  select interval '100 seconds'
$$;
comment on function private.lease is
  'How long an agent counts as present after a heartbeat. Browsers slow timers of hidden tabs to one a minute.';

create function public.heartbeat(p_organization uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: agents renew their own lease and touch nothing else.
declare
  v_member public.members := private.require_member(p_organization);
  v public.agent_availability;
begin
  select * into v from public.agent_availability where member_id = v_member.id;
  if v.status = 'online' and (v.lease_expires_at is null or v.lease_expires_at <= now()) then
    perform private.lock_assignment(p_organization);
    update public.agent_availability set lease_expires_at = now() + private.lease()
    where member_id = v_member.id returning * into v;
    perform private.assign_waiting(p_organization);
    perform private.send_availability(v);
  else
    update public.agent_availability set lease_expires_at = now() + private.lease()
    where member_id = v_member.id returning * into v;
  end if;
  update public.members set last_seen_at = now()
  where id = v_member.id and (last_seen_at is null or last_seen_at < now() - interval '1 minute');
  return jsonb_build_object('status', v.status, 'lease_expires_at', v.lease_expires_at);
end $$;
comment on function public.heartbeat is
  'Renews the caller''s availability lease (100 s). Call every 30 s from a worker while the console is open.';

create function public.set_availability(p_organization uuid, p_status public.availability_status) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: agents set their own status and touch nothing else.
declare
  v_member public.members := private.require_member(p_organization);
  v public.agent_availability;
begin
  perform private.lock_assignment(p_organization);
  update public.agent_availability set status = p_status, lease_expires_at = now() + private.lease()
  where member_id = v_member.id returning * into v;
  if p_status = 'online' then perform private.assign_waiting(p_organization); end if;
  perform private.send_availability(v);
  return jsonb_build_object('status', v.status, 'lease_expires_at', v.lease_expires_at);
end $$;
comment on function public.set_availability is 'The caller''s own switch: online receives conversations, away does not.';

create function public.end_lease(p_organization uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: agents end their own lease and touch nothing else.
declare
  v_member public.members := private.require_member(p_organization);
  v public.agent_availability;
begin
  update public.agent_availability set lease_expires_at = null where member_id = v_member.id returning * into v;
  perform private.send_availability(v);
end $$;
comment on function public.end_lease is 'Signing out: the caller stops being available at once.';

-- Members losing access --------------------------------------------------------------------------

create function private.release_conversations(p_member public.members, p_keeps_tests boolean default false) returns void
language plpgsql set search_path = '' as $$
-- The organization's assignment must be locked. Whoever can no longer answer has nothing left to answer.
declare v_conversation public.conversations;
begin
  for v_conversation in
    select * from public.conversations
    where organization_id = p_member.organization_id and assignee_id = p_member.id and status = 'open'
      and not (is_test and p_keeps_tests)
    order by created_at for no key update
  loop
    perform private.put_back(v_conversation, null);
  end loop;
  delete from public.conversation_watchers
  where organization_id = p_member.organization_id and member_id = p_member.id;
end $$;
comment on function private.release_conversations is 'Puts the open conversations of a member back into the queue; those who remain testers keep their tests.';

-- The sweep --------------------------------------------------------------------------------------

create function private.sweep() returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: a scheduler calls it that holds no rights on the tables.
declare v_organization uuid;
begin
  -- One at a time: two that lock organizations in different orders would wait for each other.
  if not pg_try_advisory_xact_lock(hashtextextended('sweep', 0)) then return; end if;
  for v_organization in
    select distinct organization_id from public.conversations where status = 'waiting'
  loop
    perform private.assign_waiting(v_organization);
  end loop;
  delete from public.conversation_watchers where expires_at < now() - interval '1 minute';
  delete from private.rate_limits where window_start < now() - interval '1 day';
  -- A token outlives its session by as long as Auth is set to, a week at most; a revoked one must stay known that long.
  delete from private.sign_in_sessions
  where revoked_at < now() - interval '8 days' or last_seen_at < now() - interval '90 days';
end $$;
comment on function private.sweep is
  'The safety net, run every few seconds by a scheduler: nothing depends on it but what a crash left behind.';

grant execute on function private.sweep to service_role;
revoke all on function public.heartbeat, public.set_availability, public.end_lease
  from public, anon, authenticated;
grant execute on function public.heartbeat, public.set_availability, public.end_lease
  to authenticated;
