-- Routing: who gets a waiting conversation, when agents come and go, and what capacity they have left.

create function private.lock_assignment(p_organization uuid) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('assignment:' || p_organization, 0))
$$;
comment on function private.lock_assignment is
  'One at a time per organization: whatever starts, ends or moves a conversation. Taken before any row is locked.';

-- Who could have a conversation ------------------------------------------------------------------

create type private.routing_request as (
  site_id       uuid,
  channel       public.channel,
  department_id uuid,
  form_id       uuid,
  skill_id      uuid,
  group_id      uuid,
  language      text,
  wanted_id     uuid,
  -- Who gave it back, or did not open it.
  without_ids   uuid[]
);

create function private.routing_candidates(r private.routing_request, p_only_present boolean, p_without text[] default '{}')
returns table (
  member_id uuid, obstacle text, lacks text[], is_wanted boolean, is_high boolean, rank numeric, last_assigned_at timestamptz,
  "position" numeric, load int
) language sql stable set search_path = '' as $$
  -- One place says why somebody cannot have it; choosing and explaining both ask here. The last two obstacles pass by themselves.
  select a.member_id,
    case
      when m.status <> 'active' or 'agent' <> all (m.rights) or 'livechat' <> all (m.modules) then 'no_agent'
      when not (s.all_agents or p.member_id is not null)
        or not (m.all_sites or exists (select 1 from public.member_sites x where x.member_id = m.id and x.site_id = s.id)) then 'other_site'
      when not exists (select 1 from public.department_members d
                       where d.organization_id = a.organization_id and d.member_id = a.member_id) then 'no_department'
      when r.department_id is not null and not exists (
        select 1 from public.department_members d
        where d.organization_id = a.organization_id and d.department_id = r.department_id and d.member_id = a.member_id) then 'other_department'
      when r.form_id is not null and not m.all_forms and m.scope <> 'all' and not exists (
        select 1 from public.member_forms f where f.member_id = a.member_id and f.form_id = r.form_id) then 'other_form'
      when r.channel <> all (a.channels) then 'other_channel'
      when not 'skill' = any (p_without) and 'skill' = any (n.lacks) then 'no_skill'
      when not 'group' = any (p_without) and 'group' = any (n.lacks) then 'other_group'
      when not 'language' = any (p_without) and 'language' = any (n.lacks) then 'no_language'
      when a.lease_expires_at is null or a.lease_expires_at <= now() then 'not_present'
      when a.status <> 'online' then 'away'
      when a.member_id = any (r.without_ids) then 'gave_it_back'
      when case r.channel when 'nrt' then a.nrt_load >= a.nrt_max else a.live_load >= a.live_max end then 'at_limit'
    end,
    n.lacks,
    a.member_id is not distinct from r.wanted_id,
    coalesce(p.priority = 'high', false) or (a.live_priority and r.channel = 'live'),
    -- The site's mode as a number, the smaller the sooner. Never and nobody yet are the longest ago.
    case s.distribution
      when 'least_busy' then l.load
      when 'round_robin' then 0
      else case when l.load > 0 then 1e12 + l.load else coalesce(extract(epoch from a.idle_since), 0) end end,
    a.last_assigned_at, coalesce(p.position, 0), l.load
  from public.sites s
  join public.agent_availability a on a.organization_id = s.organization_id
    and (not p_only_present or (a.status = 'online' and a.lease_expires_at > now()))
  join public.members m on m.id = a.member_id and m.status <> 'deleted'
  left join public.site_agents p
    on p.organization_id = s.organization_id and p.site_id = s.id and p.member_id = a.member_id
  cross join lateral (select case r.channel when 'nrt' then a.nrt_load else a.live_load end as load) l
  cross join lateral (
    select array_remove(array[
      case when r.skill_id is not null and not exists (
        select 1 from public.member_skills k where k.skill_id = r.skill_id and k.member_id = a.member_id) then 'skill' end,
      case when r.group_id is not null and not exists (
        select 1 from public.group_members g where g.group_id = r.group_id and g.member_id = a.member_id) then 'group' end,
      case when r.language is not null and not exists (
        select 1 from unnest(m.languages) spoken where split_part(spoken, '-', 1) = r.language) then 'language' end], null) as lacks
    -- So that it is asked once, not wherever it is read.
    offset 0) n
  where s.id = r.site_id
$$;
comment on function private.routing_candidates is
  'Every member, or those present, with what stands between them and a conversation (null: nothing) and what orders them; '
  'and what they lack of skill, group and language, which is no obstacle as far as one does without.';

create function private.request_of(p public.conversations) returns private.routing_request
language sql stable set search_path = '' as $$
  select row(p.site_id, p.channel, p.department_id, p.form_id, p.skill_id, p.group_id, p.language, p.wanted_member_id, array(
    select a.member_id from public.assignments a
    where a.organization_id = p.organization_id and a.conversation_id = p.id and a.ended in ('returned', 'missed')
      and a.ended_at > now() - interval '5 minutes'))::private.routing_request
$$;

create function private.relaxed(r private.routing_request) returns private.routing_request
language plpgsql immutable set search_path = '' as $$
begin
  r.skill_id := null;
  r.group_id := null;
  r.language := null;
  return r;
end $$;
comment on function private.relaxed is 'Without what gives way: skill, group and language.';

create function private.concessions(r private.routing_request) returns table (n int, without text[])
language sql immutable set search_path = '' as $$
  select c.n, array_remove(array[
    case when not c.keeps_subject and r.skill_id is not null then 'skill' end,
    case when not c.keeps_subject and r.group_id is not null then 'group' end,
    case when not c.keeps_language then 'language' end], null)
  from (values (1, true, true), (2, false, true), (3, true, false), (4, false, false)) c (n, keeps_subject, keeps_language)
  where (c.keeps_subject or r.skill_id is not null or r.group_id is not null) and (c.keeps_language or r.language is not null)
$$;
comment on function private.concessions is
  'What gives way of what is asked for, the least first: nothing; skill and group, since one who is understood can ask a colleague; the language; all.';

create function private.choose_agent(r private.routing_request, p_waited interval) returns jsonb
language plpgsql stable set search_path = '' as $$
-- Whoever has what is asked for, or the most of it; while they are only busy, the visitor waits for them as long as the site says.
declare
  v_site public.sites;
  v_answer jsonb;
begin
  select * into v_site from public.sites where id = r.site_id;
  select case when c.obstacle is null then jsonb_build_object('member_id', c.member_id, 'reason', jsonb_build_object(
      'by', case when c.is_wanted then 'wanted' when c.is_high then 'high' else v_site.distribution::text end,
      'load', c.load, 'of', count(*) filter (where c.obstacle is null) over (partition by k.n), 'without', k.without)) end
  into v_answer
  from private.routing_candidates(r, true, '{skill,group,language}') c
  join private.concessions(r) k on c.lacks <@ k.without
  where c.obstacle is null or (c.obstacle = 'at_limit' and p_waited < make_interval(secs => v_site.fallback_after))
  order by k.n, c.obstacle is not null, c.is_wanted desc, c.is_high desc, c.rank, c.last_assigned_at nulls first, c.position, c.member_id
  limit 1;
  return v_answer;
end $$;
comment on function private.choose_agent is
  '{member_id, reason} of who gets it now, or null: the wanted one, then high priority, then as the site distributes.';

create function private.choose_tester(p_site uuid, p_without uuid[]) returns uuid
language sql volatile set search_path = '' as $$
  select a.member_id
  from private.available_tester_ids(p_site) e (member_id)
  join public.agent_availability a using (member_id)
  where a.member_id <> all (p_without)
  order by (select count(*) from public.conversations c
            where c.organization_id = a.organization_id and c.assignee_id = a.member_id and c.closed_at is null and c.is_test),
    a.member_id
  limit 1 for no key update of a
$$;
comment on function private.choose_tester is 'Locks and returns the online tester of a site who has the fewest tests open.';

create function private.room(p_organization uuid) returns public.channel[]
language sql stable set search_path = '' as $$
  select array_remove(array[
    case when bool_or(live_max is null or live_load < live_max) then 'live'::public.channel end,
    case when bool_or(nrt_max is null or nrt_load < nrt_max) then 'nrt'::public.channel end], null)
  from public.agent_availability
  where organization_id = p_organization and lease_expires_at > now() and status = 'online'
$$;
comment on function private.room is 'The channels in which anybody present has room left, so that a full house costs one look.';

create function private.request_key(p public.conversations, r private.routing_request) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return row(r.site_id, r.channel, r.department_id, r.form_id, r.skill_id, r.group_id, r.language, r.without_ids, p.is_test, p.is_urgent)::text;
end $$;
comment on function private.request_key is 'The same for conversations that the same agents could have.';

create function private.assign_waiting(p_organization uuid) returns int
language plpgsql set search_path = '' as $$
-- Gives waiting conversations to free agents, chats before messages, urgent ones first, then the longest waiting. What
-- nobody can take now stays; others like it are not asked about again, since giving only makes agents busier.
declare
  v public.conversations;
  v_request private.routing_request;
  v_choice jsonb;
  v_keys text[];
  v_hopeless text[] := '{}';
  v_open_sites uuid[];
  v_room public.channel[];
  v_moved uuid[] := '{}';
  v_site uuid;
  v_count int := 0;
begin
  perform private.lock_assignment(p_organization);
  v_room := private.room(p_organization);
  for v in
    select c.* from public.conversations c
    join public.sites s on s.id = c.site_id and s.assignment = 'automatic'
    where c.organization_id = p_organization and c.status = 'waiting' and (c.is_test or c.channel = any (v_room))
    -- Tests take nobody's place. After them, a full house ends the search.
    order by c.is_test desc, c.channel, c.is_urgent desc, c.waiting_since, c.id
  loop
    exit when not v.is_test and v_room = '{}';
    v_open_sites := coalesce(v_open_sites, private.open_site_ids(p_organization));
    continue when not v.is_test and (v.channel <> all (v_room) or v.site_id <> all (v_open_sites));
    v_request := private.request_of(v);
    v_keys := array[private.request_key(v, v_request), private.request_key(v, private.relaxed(v_request))];
    continue when v_keys && v_hopeless;
    v_choice := null;
    if v.is_test then
      v_choice := jsonb_build_object('member_id', private.choose_tester(v.site_id, v_request.without_ids), 'reason', '{"by": "test"}'::jsonb);
    end if;
    if v_choice ->> 'member_id' is null then
      v_choice := private.choose_agent(v_request, now() - v.waiting_since);
    end if;
    if v_choice ->> 'member_id' is null then
      -- Those like it come later and have waited less. What finds nobody with its skill and language set aside finds nobody
      -- with them either: visitors name their languages, and there are thousands.
      v_hopeless := v_hopeless || v_keys[case when private.choose_agent(private.relaxed(v_request), interval '0') is null then 2 else 1 end];
      continue;
    end if;
    perform private.give_conversation(v, (v_choice ->> 'member_id')::uuid, 'assigned', v_choice -> 'reason');
    v_count := v_count + 1;
    v_room := private.room(p_organization);
    if v.site_id <> all (v_moved) then v_moved := v_moved || v.site_id; end if;
  end loop;
  foreach v_site in array v_moved loop
    perform private.tell_queue(v_site);
  end loop;
  return v_count;
end $$;
comment on function private.assign_waiting is
  'Called by everything that adds a waiting conversation or frees an agent. Returns how many it gave out.';

-- The queue as its visitors see it ---------------------------------------------------------------

create function private.seconds_per_place(p_site uuid) returns int
language sql stable set search_path = '' as $$
  -- How often the queue of the site moved lately, its last twenty moves; unknown with fewer than three in half an hour.
  select case when count(*) >= 3 then (extract(epoch from now() - min(assigned_at)) / count(*))::int end
  from (
    select a.assigned_at from public.assignments a
    join public.conversations c on c.organization_id = a.organization_id and c.id = a.conversation_id and c.site_id = p_site
    where a.organization_id = (select organization_id from public.sites where id = p_site)
      and a.assigned_at > now() - interval '30 minutes'
    order by a.assigned_at desc limit 20) moves
$$;

create function private.queue_length(p_site public.sites) returns int
language sql stable set search_path = '' as $$
  select count(*)::int from public.conversations
  where organization_id = p_site.organization_id and site_id = p_site.id and status = 'waiting' and channel = 'live' and not is_test
$$;

create function private.queue_place(p public.conversations) returns jsonb
language plpgsql stable set search_path = '' as $$
declare v_position int;
begin
  select count(*) + 1 into v_position from public.conversations c
  where c.organization_id = p.organization_id and c.status = 'waiting' and c.channel = 'live' and c.site_id = p.site_id
    and not c.is_test and (c.is_urgent, p.waiting_since, p.id) > (p.is_urgent, c.waiting_since, c.id);
  return jsonb_build_object('position', v_position, 'wait_seconds', v_position * private.seconds_per_place(p.site_id));
end $$;
comment on function private.queue_place is 'The place of a waiting chat, 1 being next, and the seconds it may take; null when not enough is known.';

create function private.tell_queue(p_site uuid) returns void
language plpgsql set search_path = '' as $$
-- The first twenty hear that they moved, in one statement; who is further back asks now and then.
declare v_seconds int;
begin
  if not exists (select 1 from public.conversations c join public.sites s on s.id = p_site
                 where c.organization_id = s.organization_id and c.status = 'waiting' and c.site_id = p_site) then
    return;
  end if;
  v_seconds := private.seconds_per_place(p_site);
  insert into realtime.messages (topic, event, payload, private, extension)
  select 'conversation:' || id, 'queue', jsonb_build_object('conversation_id', id, 'position', place, 'wait_seconds', place * v_seconds),
    true, 'broadcast'
  from (select c.id, row_number() over (order by c.is_urgent desc, c.waiting_since, c.id) as place
        from public.conversations c join public.sites s on s.id = p_site
        where c.organization_id = s.organization_id and c.status = 'waiting' and c.channel = 'live' and c.site_id = p_site
          and not c.is_test
        order by c.is_urgent desc, c.waiting_since, c.id limit 20) w;
exception when others then
  -- As private.send: what cannot be broadcast must not undo what it tells of.
  raise warning 'Broadcast of the queue failed: %', sqlerrm;
end $$;

create function private.is_answerable(p_site uuid) returns boolean
language sql stable set search_path = '' as $$
  select private.site_is_open(p_site, now()) and exists (select 1 from private.site_agent_ids(p_site))
$$;
comment on function private.is_answerable is 'Whether a chat may start: the site is open, and somebody in a department serves it [P17, P18].';

-- What would happen ------------------------------------------------------------------------------

create function public.preview_routing(
  p_site uuid, p_facts jsonb default '{}', p_at timestamptz default null, p_department uuid default null, p_form uuid default null
) returns jsonb language plpgsql stable security definer set search_path = '' as $$
-- Security definer: it looks at everybody''s leases and loads; the caller must hold the module "sites".
declare
  v_site public.sites;
  v_facts jsonb := private.clean_facts(p_facts);
  v_at timestamptz := coalesce(p_at, now());
  v_rule public.targeting_rules;
  v_request private.routing_request;
  v_choice jsonb;
  v_is_open boolean;
  v_waiting int;
  v_outcome text;
begin
  select * into v_site from public.sites where id = p_site;
  if not found or v_site.organization_id not in (select private.my_organization_ids_with('sites')) then perform private.deny(); end if;
  if v_at not between now() - interval '1 year' and now() + interval '2 years' then perform private.refuse('date_is_invalid', 422, 'p_at'); end if;
  v_rule := private.matching_rule(p_site, v_facts);
  v_is_open := private.site_is_open(p_site, v_at);
  v_request := row(p_site, 'live', coalesce(p_department, v_rule.department_id), p_form, v_rule.skill_id, v_rule.group_id,
    v_facts ->> 'language', null, '{}')::private.routing_request;
  v_choice := private.choose_agent(v_request, interval '0');
  v_waiting := private.queue_length(v_site);
  v_outcome := case
    when not v_site.is_enabled then 'disabled'
    when v_rule.hides_chat then 'hidden'
    when not v_is_open then 'closed'
    when not exists (select 1 from private.site_agent_ids(p_site)) then 'nobody'
    when v_choice is not null and v_site.assignment = 'automatic' then 'assigned'
    when v_waiting >= v_site.queue_max then 'queue_is_full'
    when v_site.assignment = 'manual' then 'offered'
    else 'queued' end;
  return jsonb_build_object(
    'outcome', v_outcome, 'is_open', v_is_open, 'waiting', v_waiting,
    'rule', case when v_rule.id is not null then jsonb_build_object('id', v_rule.id, 'name', v_rule.name) end,
    'department_id', v_request.department_id, 'skill_id', v_rule.skill_id, 'group_id', v_rule.group_id, 'language', v_facts ->> 'language',
    'choice', case when v_outcome = 'assigned' then v_choice end,
    'agents', coalesce((
      select jsonb_agg(to_jsonb(c) order by c.place) from (
        select c.member_id, m.nickname, m.avatar_path, c.obstacle, c.is_high, c.load, row_number() over (order by
          c.obstacle is not null, c.obstacle in ('at_limit', 'away', 'not_present') desc, c.is_high desc,
          c.rank, c.last_assigned_at nulls first, c.position, c.member_id) as place
        from private.routing_candidates(v_request, false, array(
          select jsonb_array_elements_text(v_choice #> '{reason,without}'))) c join public.members m on m.id = c.member_id
        where c.obstacle is distinct from 'no_agent'
          and (v_site.organization_id not in (select private.my_confined_organization_ids()) or c.member_id in (select private.my_mate_ids()))
        order by place limit 200) c), '[]'::jsonb));
end $$;
comment on function public.preview_routing is
  'Who would get a chat with these facts {page_url, referrer, language, device, visits, seconds}, at a time as far as opening '
  'hours go and with the agents as they are now; and for up to 200 agents what stands in the way of each.';
revoke all on function public.preview_routing from public, anon, authenticated;
grant execute on function public.preview_routing to authenticated;

-- Load -------------------------------------------------------------------------------------------

create function private.count_load() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_old uuid := case when tg_op = 'UPDATE' and old.status = 'open' then old.assignee_id end;
  v_new uuid := case when new.status = 'open' then new.assignee_id end;
begin
  if new.is_test then return null; end if;
  if v_old is distinct from v_new or (tg_op = 'UPDATE' and old.channel <> new.channel) then
    -- One statement, so that two who hand over to each other lock both rows in one order.
    update public.agent_availability a set
      live_load = a.live_load + d.live, nrt_load = a.nrt_load + d.nrt,
      idle_since = case when a.live_load + d.live > 0 then null when d.live < 0 then now() else a.idle_since end
    from (
      select member_id, sum(n) filter (where channel = 'live') as live, sum(n) filter (where channel = 'nrt') as nrt
      from (values (v_old, old.channel, -1), (v_new, new.channel, 1)) change (member_id, channel, n)
      where member_id is not null group by member_id) t
    cross join lateral (select coalesce(t.live, 0)::int as live, coalesce(t.nrt, 0)::int as nrt) d
    where a.member_id = t.member_id;
  end if;
  return null;
end $$;
create trigger conversations_count_load after insert or update of status, assignee_id, channel on public.conversations
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
  v_was_gone boolean;
begin
  select status = 'online' and coalesce(lease_expires_at <= now(), true) into v_was_gone
  from public.agent_availability where member_id = v_member.id;
  if v_was_gone then perform private.lock_assignment(p_organization); end if;
  -- The member before the availability, as in every change of a member: the other way round the two wait for each other.
  update public.members set last_seen_at = now()
  where id = v_member.id and (last_seen_at is null or last_seen_at < now() - interval '1 minute');
  update public.agent_availability set lease_expires_at = now() + private.lease()
  where member_id = v_member.id returning * into v;
  if v_was_gone then
    perform private.assign_waiting(p_organization);
    perform private.send_availability(v);
  end if;
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
  perform private.lock_assignment(p_organization);
  update public.agent_availability set lease_expires_at = null where member_id = v_member.id returning * into v;
  perform private.leave_chats(p_organization, v_member.id);
  perform private.assign_waiting(p_organization);
  perform private.send_availability(v);
end $$;
comment on function public.end_lease is
  'Signing out: the caller stops being available at once, and a colleague who is there takes over their chats.';

create function private.leave_chats(p_organization uuid, p_member uuid) returns void
language plpgsql set search_path = '' as $$
-- The assignment must be locked. Chats of somebody who is gone go to whoever can answer; where there is nobody, they stay
-- theirs, and they find them when they are back.
declare
  v public.conversations;
  v_choice jsonb;
  v_request private.routing_request;
begin
  if 'live' <> all (private.room(p_organization)) then return; end if;
  for v in
    select c.* from public.conversations c
    join public.sites s on s.id = c.site_id and s.assignment = 'automatic' and s.id = any (private.open_site_ids(p_organization))
    where c.organization_id = p_organization and c.assignee_id = p_member and c.status = 'open' and c.channel = 'live' and not c.is_test
    order by c.created_at for no key update of c
  loop
    v_request := private.request_of(v);
    v_request.without_ids := v_request.without_ids || p_member;
    v_choice := private.choose_agent(v_request, interval '1 day');
    continue when v_choice is null;
    perform private.put_back(v, p_member, 'left');
    select * into v from public.conversations where id = v.id;
    perform private.give_conversation(v, (v_choice ->> 'member_id')::uuid, 'assigned', v_choice -> 'reason');
  end loop;
end $$;
comment on function private.leave_chats is 'Hands the live chats of an agent who is gone to colleagues who are there and have room.';

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
    perform private.put_back(v_conversation, null, 'returned');
  end loop;
  delete from public.conversation_watchers
  where organization_id = p_member.organization_id and member_id = p_member.id;
end $$;
comment on function private.release_conversations is 'Puts the open conversations of a member back into the queue; those who remain testers keep their tests.';

-- The sweep --------------------------------------------------------------------------------------

-- A little after the lease, so that a page that is loading does not cost its agent their chats; later it is old news.
create view private.just_left as
  select organization_id, member_id from public.agent_availability
  where live_load > 0 and lease_expires_at between now() - interval '1 hour' and now() - interval '20 seconds';

create function private.miss(p_organization uuid) returns void
language plpgsql set search_path = '' as $$
-- The assignment must be locked. Given and not opened in time: the next agent, and who misses too many is away.
declare
  v public.conversations;
  v_agent public.agent_availability;
begin
  for v in
    select * from public.conversations
    where organization_id = p_organization and accept_by <= now() and status = 'open' order by accept_by for no key update
  loop
    perform private.put_back(v, v.assignee_id, 'missed');
    update public.agent_availability a set misses = a.misses + 1 where member_id = v.assignee_id returning * into v_agent;
    if v_agent.misses >= (select misses_until_away from public.sites where id = v.site_id) and v_agent.status = 'online' then
      update public.agent_availability set status = 'away', misses = 0 where member_id = v.assignee_id returning * into v_agent;
      perform private.send_availability(v_agent, 'missed');
    end if;
  end loop;
end $$;

create function private.end_waits(p_organization uuid) returns void
language plpgsql set search_path = '' as $$
-- The assignment must be locked. Nobody waits past the site's limit, nor past closing time.
declare
  v public.conversations;
  v_open_sites uuid[] := private.open_site_ids(p_organization);
  v_sites uuid[] := '{}';
  v_site uuid;
begin
  for v in
    select c.* from public.conversations c join public.sites s on s.id = c.site_id
    where c.organization_id = p_organization and c.status = 'waiting' and c.channel = 'live' and not c.is_test
      and (c.waiting_since <= now() - make_interval(secs => s.wait_max) or c.site_id <> all (v_open_sites))
    order by c.waiting_since for no key update of c
  loop
    perform private.stop_waiting(v);
    if v.site_id <> all (v_sites) then v_sites := v_sites || v.site_id; end if;
  end loop;
  foreach v_site in array v_sites loop
    perform private.tell_queue(v_site);
  end loop;
end $$;

create function private.pass_time(p_organization uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: as private.due_organization_ids.
declare v_member uuid;
begin
  perform private.lock_assignment(p_organization);
  perform private.miss(p_organization);
  perform private.end_waits(p_organization);
  for v_member in
    select member_id from private.just_left where organization_id = p_organization order by member_id
  loop
    perform private.leave_chats(p_organization, v_member);
  end loop;
  perform private.assign_waiting(p_organization);
end $$;
comment on function private.pass_time is 'What only time brings about in one organization.';

create function private.due_organization_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  -- Security definer: a scheduler asks that holds no rights on the tables.
  select organization_id from public.conversations where accept_by <= now()
  union
  select organization_id from public.conversations where status = 'waiting'
  union
  select organization_id from private.just_left
$$;

create function private.clean_up() returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: as private.due_organization_ids.
begin
  delete from public.conversation_watchers where expires_at < now() - interval '1 minute';
  delete from private.rate_limits where window_start < now() - interval '1 day';
  -- A token outlives its session by as long as Auth is set to, a week at most; a revoked one must stay known that long.
  delete from private.sign_in_sessions
  where revoked_at < now() - interval '8 days' or last_seen_at < now() - interval '90 days';
  -- It reads every sign-in.
  if public.hit_rate_limit('forget-invitations', 1, 3600) then perform private.forget_invitations(); end if;
end $$;

create procedure private.sweep()
language plpgsql as $$
-- A transaction for each organization: none waits for another, and what fails in one leaves the others their time.
-- (Whatever commits can neither be a security definer nor set a search path.)
declare v_organization uuid;
begin
  for v_organization in select private.due_organization_ids() loop
    -- One at a time: a second sweep would only do the same again.
    exit when not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('sweep', 0));
    begin
      perform private.pass_time(v_organization);
    exception when others then
      raise warning 'The sweep of organization % failed: %', v_organization, sqlerrm;
    end;
    commit;
  end loop;
  perform private.clean_up();
end $$;
comment on procedure private.sweep is
  'What only time brings about, run every second by a scheduler: what was not opened, waits that end, agents whose computer went '
  'silent, opening time. Capacity that frees is used at once, without it.';

grant execute on procedure private.sweep to service_role;
grant execute on function private.due_organization_ids, private.pass_time, private.clean_up to service_role;
revoke all on function public.heartbeat, public.set_availability, public.end_lease
  from public, anon, authenticated;
grant execute on function public.heartbeat, public.set_availability, public.end_lease
  to authenticated;
