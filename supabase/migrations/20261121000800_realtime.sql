-- What is sent, to whom, and who may listen. Tables are the truth; a broadcast only says "look".
-- Topics:
--   conversation:<id>                the visitor of that conversation
--   member:<id>:<epoch>              one member: their conversations, and those they watch
--   console:<organization>:<epoch>   every member: that access in the organization has changed
--   organization:<id>:<epoch>        members who see all of an organization
--   site:<id>:<epoch>                members who see all of a site
--   group:<id>:<epoch>               members who see the conversations of a group
--   team:<group>:<epoch>:<site>      members of a group who see those of its conversations that are of their sites
--   queue:<id>:<epoch>               agents of a site: its waiting conversations
--   tests:<id>:<epoch>               testers of a site: its waiting test conversations
-- Clients only listen: no policy lets anybody but the database send. See docs/decisions/002.

create function private.send(
  p_event text, p_topics text[], p_payload jsonb,
  p_visitor_topic text default null, p_visitor_payload jsonb default null
) returns void language plpgsql set search_path = '' as $$
-- One statement and one savepoint whatever the number of topics; realtime.send takes both for each.
begin
  insert into realtime.messages (topic, event, payload, private, extension)
  select topic, p_event, case topic when p_visitor_topic then p_visitor_payload else p_payload end, true, 'broadcast'
  from unnest(p_topics || p_visitor_topic) topic
  where topic is not null;
exception when others then
  -- As realtime.send does: what cannot be broadcast must not undo what it tells of.
  raise warning 'Broadcast of % failed: %', p_event, sqlerrm;
end $$;
comment on function private.send is
  'Broadcasts an event to members'' topics and, in the visitor''s own form, to a visitor''s.';

create function private.visitor_topic(p public.conversations) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return 'conversation:' || p.id;
end $$;

create function private.member_topic(p public.members) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return 'member:' || p.id || ':' || p.realtime_epoch;
end $$;

create function private.agent_topics(p public.conversations) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  v_topics text[] := array(
    select private.member_topic(m) from public.members m where m.id = p.assignee_id and m.status = 'active');
begin
  -- Asked by itself: hardly ever does anybody watch, and every message would prepare to ask what they may see.
  if exists (select from public.conversation_watchers where conversation_id = p.id and expires_at > now()) then
    v_topics := v_topics || array(
      select private.member_topic(m) from public.conversation_watchers w
      join public.members m on m.id = w.member_id
      where w.conversation_id = p.id and w.expires_at > now() and m.id is distinct from p.assignee_id
        and private.member_sees(m, p));
  end if;
  return v_topics;
end $$;
comment on function private.agent_topics is
  'The assignee, and whoever watches and may still see it: asked anew each time, so nobody hears more than they may read.';

create function private.takers_topics(p public.conversations) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  return array(
    select private.member_topic(m) from private.served_sites v
    join public.members m on m.id = v.member_id
    join public.agent_availability a on a.member_id = m.id
    where v.site_id = p.site_id and m.status = 'active' and m.scope in ('own', 'group') and 'agent' = any (m.rights)
      and 'livechat' = any (m.modules) and a.lease_expires_at > now() and m.id is distinct from p.assignee_id
      and private.may_take(m.id, p));
end $$;

create function private.overview_topics(p public.conversations, p_is_in_queue boolean) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  v_epoch int := (select realtime_epoch from public.organizations where id = p.organization_id);
  -- A department's, a questionnaire's: not for all who serve the site, but for those present who may take it.
  v_is_for_some boolean := p.department_id is not null or p.form_id is not null;
begin
  return array['organization:' || p.organization_id || ':' || v_epoch, 'site:' || p.site_id || ':' || v_epoch]
      || case when p_is_in_queue and not v_is_for_some then 'queue:' || p.site_id || ':' || v_epoch end
      || case when p_is_in_queue and v_is_for_some then private.takers_topics(p) end
      || case when p_is_in_queue and p.is_test then 'tests:' || p.site_id || ':' || v_epoch end
      || array(
        select unnest(array['group:' || g.group_id || ':' || v_epoch, 'team:' || g.group_id || ':' || v_epoch || ':' || p.site_id])
        from public.group_members g where g.member_id = p.assignee_id);
end $$;
comment on function private.overview_topics is
  'Members who see all of the organization, of the site or of the assignee''s groups; with the queue, also the agents who may take it.';

create function private.conversation_summary(p public.conversations) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return to_jsonb(p) - '{burst_started_at,burst_count,form_id,skill_id,group_id,language,wanted_member_id,is_urgent,visitor_unread,first_answered_at}'::text[];
end $$;
comment on function private.conversation_summary is
  'A conversation as consoles know it: heard, opened or listed the same, so that what is known already is not drawn anew.';

-- Messages ---------------------------------------------------------------------------------------

create function private.broadcast_message(p_message public.messages, p_conversation public.conversations)
returns void language plpgsql set search_path = '' as $$
-- Called by what stores a message, with the rows in hand; a trigger would have to read the conversation again.
begin
  perform private.send('message', private.agent_topics(p_conversation),
    to_jsonb(p_message) || jsonb_build_object('agent_unread', p_conversation.agent_unread),
    case when p_message.kind <> 'note' then private.visitor_topic(p_conversation) end,
    case when p_message.kind <> 'note' then private.visitor_message(p_message) end);
  if p_conversation.status = 'waiting' and p_message.kind = 'text' then
    perform private.send('conversation', private.overview_topics(p_conversation, true),
      private.conversation_summary(p_conversation));
  end if;
end $$;

-- Conversations ----------------------------------------------------------------------------------

create function private.broadcast_conversation() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: topics are addressed from rows the caller may not see.
declare
  v_summary jsonb;
  v_receipt jsonb;
begin
  if (old.status, old.assignee_id, old.channel, old.department_id) is distinct from
     (new.status, new.assignee_id, new.channel, new.department_id) then
    v_summary := private.conversation_summary(new);
    perform private.send('conversation',
      private.agent_topics(new) || private.overview_topics(new, 'waiting' in (old.status, new.status)), v_summary,
      private.visitor_topic(new), private.visitor_conversation(new));
    if old.assignee_id is distinct from new.assignee_id then
      -- The one who had it is told too, though it is no longer theirs to see: only that it is gone.
      perform private.send('conversation_gone',
        array(select private.member_topic(m) from public.members m where m.id = old.assignee_id and m.status = 'active'),
        jsonb_build_object('id', new.id, 'status', new.status, 'assignee_id', new.assignee_id));
    end if;
  end if;
  if (old.agent_read_seq, old.agent_delivered_seq, old.visitor_read_seq, old.visitor_delivered_seq)
     is distinct from (new.agent_read_seq, new.agent_delivered_seq, new.visitor_read_seq, new.visitor_delivered_seq) then
    v_receipt := jsonb_build_object('conversation_id', new.id,
      'agent_delivered_seq', new.agent_delivered_seq, 'agent_read_seq', new.agent_read_seq,
      'visitor_delivered_seq', new.visitor_delivered_seq, 'visitor_read_seq', new.visitor_read_seq);
    perform private.send('receipt',
      private.agent_topics(new), v_receipt || jsonb_build_object('agent_unread', new.agent_unread),
      private.visitor_topic(new), v_receipt || jsonb_build_object('unread', new.visitor_unread));
  end if;
  return null;
end $$;
create trigger conversations_broadcast
  after update of status, assignee_id, channel, department_id, agent_read_seq, agent_delivered_seq, visitor_read_seq, visitor_delivered_seq
  on public.conversations for each row execute function private.broadcast_conversation();

-- Visitors ---------------------------------------------------------------------------------------

create function private.broadcast_visitor() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: topics are addressed from rows the caller may not see.
begin
  if (old.name, old.email, old.page_url, old.page_title) is distinct from (new.name, new.email, new.page_url, new.page_title) then
    perform private.send('visitor', private.agent_topics(c), jsonb_build_object('id', new.id, 'conversation_id', c.id,
      'name', new.name, 'email', new.email, 'page_url', new.page_url, 'page_title', new.page_title))
    from public.conversations c
    where c.organization_id = new.organization_id and c.visitor_id = new.id and c.status <> 'closed';
  end if;
  return null;
end $$;
create trigger visitors_broadcast after update of name, email, page_url, page_title on public.visitors
  for each row execute function private.broadcast_visitor();

-- Members ----------------------------------------------------------------------------------------

create function private.send_availability(p public.agent_availability, p_cause text default null) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.send('availability',
    array(select private.member_topic(m) from public.members m where m.id = p.member_id),
    jsonb_build_object('member_id', p.member_id, 'status', p.status, 'lease_expires_at', p.lease_expires_at, 'cause', p_cause));
end $$;
comment on function private.send_availability is 'A cause is given where the member did not choose it: missed.';

create function private.raise_epoch(p_organization uuid) returns void
language plpgsql set search_path = '' as $$
-- The old topics hear nothing ever again; whoever still has access learns of it on the one all consoles share, and joins the new ones.
declare v_epoch int;
begin
  update public.organizations set realtime_epoch = realtime_epoch + 1
  where id = p_organization returning realtime_epoch into v_epoch;
  perform private.send('epoch', array['console:' || p_organization || ':' || (v_epoch - 1)], jsonb_build_object('epoch', v_epoch));
end $$;
comment on function private.raise_epoch is
  'The event says which epoch begins: it is heard before the commit shows, and whoever still reads the old one asks again.';

create function private.silence_user(p_user uuid) returns void
language plpgsql set search_path = '' as $$
-- One of the person's sessions is over: all their sockets must ask again, and the ended one may not.
declare v public.members;
begin
  for v in select * from public.members where user_id = p_user and status = 'active' order by id loop
    update public.members set realtime_epoch = realtime_epoch + 1 where id = v.id;
    perform private.raise_epoch(v.organization_id);
  end loop;
end $$;

create function private.broadcast_member() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: members may not send to any topic, their own included.
begin
  if (old.status, old.rights, old.modules, old.scope, old.all_sites)
     is distinct from (new.status, new.rights, new.modules, new.scope, new.all_sites) then
    -- Given more is an epoch too: without one, whoever asks before this shows could not tell.
    new.realtime_epoch := greatest(new.realtime_epoch, old.realtime_epoch + 1);
  end if;
  if (old.locale, old.time_zone, old.date_format, old.time_format, old.realtime_epoch)
     is distinct from (new.locale, new.time_zone, new.date_format, new.time_format, new.realtime_epoch) then
    -- To the old epoch on purpose: this is how an open console learns that it must ask again, or leave.
    perform private.send('member', array[private.member_topic(old)],
      jsonb_build_object('status', new.status, 'epoch', new.realtime_epoch));
  end if;
  return new;
end $$;
-- Last of those before an update, which go by name: members_complete still adds modules.
create trigger members_tell_consoles before update on public.members
  for each row execute function private.broadcast_member();

-- Sites ------------------------------------------------------------------------------------------

create function private.broadcast_site() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: epochs are raised by the database alone.
begin
  perform private.raise_epoch(new.organization_id);
  return null;
end $$;
comment on function private.broadcast_site is
  'Nobody loses anything by a new site. Whoever serves it must join its topics to hear of its first visitor.';
create trigger sites_broadcast after insert on public.sites
  for each row execute function private.broadcast_site();

-- Who may listen ---------------------------------------------------------------------------------

create function private.my_group_topic_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  -- Security definer: asked on behalf of callers who may read neither table.
  select g.group_id from private.my_memberships m
  join public.group_members g on g.member_id = m.id
  where m.scope in ('group', 'all') and 'livechat' = any (m.modules)
    and m.rights && '{administrator,supervisor,agent}'::public.member_right[]
$$;
comment on function private.my_group_topic_ids is
  'Groups whose conversations the caller sees all of: they belong to them, and their scope is not their own or their sites''.';

create function private.can_read_topic(p_topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: it reads tables the caller may not. Anything it does not recognise is refused.
declare
  v_kind text := split_part(p_topic, ':', 1);
  v_id uuid;
  v_epoch int;
  v_site uuid;
  v_uuid constant text := '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
begin
  if p_topic is null or p_topic !~ ('^([a-z]+:' || v_uuid || '(:[0-9]{1,9})?|team:' || v_uuid || ':[0-9]{1,9}:' || v_uuid || ')$') then
    return false;
  end if;
  v_id := split_part(p_topic, ':', 2)::uuid;
  v_epoch := nullif(split_part(p_topic, ':', 3), '')::int;
  v_site := nullif(split_part(p_topic, ':', 4), '')::uuid;

  if v_kind = 'conversation' and v_epoch is null then
    return exists (select 1 from public.conversations where id = v_id and visitor_id = auth.uid());
  elsif v_kind = 'member' then
    return exists (select 1 from private.my_memberships where id = v_id and realtime_epoch = v_epoch);
  elsif v_kind = 'console' then
    return exists (select 1 from private.my_memberships m join public.organizations o on o.id = m.organization_id
                   where o.id = v_id and o.realtime_epoch = v_epoch);
  elsif v_kind = 'organization' then
    return v_id in (select private.my_scope_organization_ids())
       and v_id not in (select private.my_confined_organization_ids())
       and exists (select 1 from public.organizations where id = v_id and realtime_epoch = v_epoch);
  elsif v_kind in ('site', 'queue', 'tests') then
    return exists (select 1 from public.sites s join public.organizations o on o.id = s.organization_id
                   where s.id = v_id and o.realtime_epoch = v_epoch)
       and case v_kind
         when 'site' then v_id in (select private.my_scope_site_ids())
           and not exists (select 1 from public.sites s where s.id = v_id
                           and s.organization_id in (select private.my_confined_organization_ids()))
         when 'tests' then v_id in (select private.my_tested_site_ids())
         else v_id in (select private.my_served_site_ids()) end;
  elsif v_kind = 'group' then
    return v_id in (select private.my_group_topic_ids())
       and exists (select 1 from public.groups g join public.organizations o on o.id = g.organization_id
                   where g.id = v_id and o.realtime_epoch = v_epoch);
  elsif v_kind = 'team' then
    return v_site in (select private.my_scope_site_ids())
       and exists (select 1 from public.sites s
                   join public.groups g on g.organization_id = s.organization_id
                   join public.group_members mine on mine.group_id = g.id
                   join public.organizations o on o.id = s.organization_id
                   where s.id = v_site and g.id = v_id and o.realtime_epoch = v_epoch
                     and mine.member_id in (select private.my_member_ids()));
  end if;
  return false;
end $$;

create policy foyer_topics_select on realtime.messages for select to authenticated
  using (extension = 'broadcast' and (select private.can_read_topic((select realtime.topic()))));

grant execute on function private.can_read_topic to authenticated;

-- What a console needs to start ------------------------------------------------------------------

create function public.console_state(p_organization uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: it reads leases and epochs on the caller's behalf, for the caller only.
declare
  v_member public.members := private.require_member(p_organization);
  v_epoch int := (select realtime_epoch from public.organizations where id = p_organization);
  v_is_confined boolean := private.is_confined(v_member.id);
  v_availability public.agent_availability;
begin
  select * into v_availability from public.agent_availability where member_id = v_member.id;
  return jsonb_build_object(
    'member_id', v_member.id,
    'rights', v_member.rights,
    'modules', v_member.modules,
    'scope', v_member.scope,
    'status', v_availability.status,
    'lease_expires_at', v_availability.lease_expires_at,
    'live_max', v_availability.live_max,
    'live_load', v_availability.live_load,
    'nrt_max', v_availability.nrt_max,
    'nrt_load', v_availability.nrt_load,
    'topics', (select jsonb_agg(t) from (
      select 'member:' || v_member.id || ':' || v_member.realtime_epoch as t
      union all
      select 'console:' || p_organization || ':' || v_epoch
      union all
      select 'organization:' || p_organization || ':' || v_epoch
      where not v_is_confined and p_organization in (select private.my_scope_organization_ids())
      union all
      select 'site:' || id || ':' || v_epoch from public.sites
      where organization_id = p_organization and not v_is_confined and id in (select private.my_scope_site_ids())
      union all
      select 'group:' || id || ':' || v_epoch from public.groups
      where organization_id = p_organization and id in (select private.my_group_topic_ids())
      union all
      select 'team:' || mine.group_id || ':' || v_epoch || ':' || site from public.group_members mine
      join private.my_scope_site_ids() site on site in (select id from public.sites where organization_id = p_organization)
      where mine.member_id = v_member.id
      union all
      select 'queue:' || id || ':' || v_epoch from public.sites
      where organization_id = p_organization and (v_is_confined or v_member.scope in ('own', 'group'))
        and id in (select private.my_served_site_ids())
      union all
      select 'tests:' || id || ':' || v_epoch from public.sites
      where organization_id = p_organization and 'agent' <> all (v_member.rights)
        and id in (select private.my_tested_site_ids())
    ) topics));
end $$;
comment on function public.console_state is
  'The caller''s membership as the console needs it, and the topics to join. Ask again after "member" or "epoch".';
revoke all on function public.console_state from public, anon, authenticated;
grant execute on function public.console_state to authenticated;
