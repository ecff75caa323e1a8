-- Conversations and messages. Everything is written by the functions below; nobody writes the tables directly.

create type public.conversation_status as enum ('waiting', 'open', 'closed');
create type public.message_author as enum ('visitor', 'agent', 'system');
create type public.message_kind as enum ('text', 'note', 'event');

create table public.conversations (
  id                    uuid                       primary key,
  organization_id       uuid                       not null,
  site_id               uuid                       not null,
  visitor_id            uuid                       not null,
  is_test               boolean                    not null default false,
  status                public.conversation_status not null default 'waiting',
  channel               public.channel             not null default 'live' check (channel in ('live', 'nrt')),
  assignee_id           uuid,
  -- Whom it is for. The department and the form bind; skill, group and language give way after a while.
  department_id         uuid,
  form_id               uuid,
  skill_id              uuid,
  group_id              uuid,
  language              text                       check (language ~ '^[a-z]{2,3}$'),
  wanted_member_id      uuid,
  is_urgent             boolean                    not null default false,
  last_seq              int                        not null default 0,
  last_message_at       timestamptz                not null default now(),
  last_message_preview  text                       not null default '',
  last_message_author   public.message_author      not null default 'visitor',
  agent_unread          int                        not null default 0,
  visitor_unread        int                        not null default 0,
  agent_delivered_seq   int                        not null default 0,
  agent_read_seq        int                        not null default 0,
  visitor_delivered_seq int                        not null default 0,
  visitor_read_seq      int                        not null default 0,
  burst_started_at      timestamptz                not null default now(),
  burst_count           int                        not null default 0,
  created_at            timestamptz                not null default now(),
  waiting_since         timestamptz                         default now(),
  assigned_at           timestamptz,
  accept_by             timestamptz,
  first_answered_at     timestamptz,
  closed_at             timestamptz,
  closed_by             public.message_author,
  unique (organization_id, id),
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade,
  foreign key (organization_id, visitor_id) references public.visitors (organization_id, id) on delete cascade,
  -- Deferred: erasing an organization may reach its members before what they answered.
  foreign key (organization_id, assignee_id) references public.members (organization_id, id)
    deferrable initially deferred,
  foreign key (organization_id, wanted_member_id) references public.members (organization_id, id)
    on delete set null (wanted_member_id),
  foreign key (organization_id, department_id) references public.departments (organization_id, id)
    on delete set null (department_id),
  foreign key (organization_id, form_id) references public.forms (organization_id, id) on delete set null (form_id),
  foreign key (organization_id, skill_id) references public.skills (organization_id, id) on delete set null (skill_id),
  foreign key (organization_id, group_id) references public.groups (organization_id, id) on delete set null (group_id),
  -- One constraint, because each is parsed anew for every message.
  check (case status
    when 'waiting' then assignee_id is null and waiting_since is not null and closed_at is null
    when 'open' then assignee_id is not null and waiting_since is null and closed_at is null
    else closed_at is not null and waiting_since is null end)
) with (fillfactor = 80);
comment on table public.conversations is
  'waiting: nobody has it. open: exactly one assignee. closed: over; the assignee is who had it last.';
comment on column public.conversations.is_test is
  'As its visitor is. Takes nobody''s place, counts in no load, no limit and no statistics.';
comment on column public.conversations.channel is
  'live: a chat, now. nrt: an offline message, answered when there is time, by mail if the visitor has left.';
comment on column public.conversations.wanted_member_id is 'Whom the visitor chose, or talked to last; tried first.';
comment on column public.conversations.accept_by is 'When it goes to the next agent, unless the assignee has opened it; null: never.';
comment on column public.conversations.agent_unread is 'Visitor messages the agents have not read.';
comment on column public.conversations.burst_count is 'Visitor messages in the current minute, for the rate limit.';
create unique index conversations_one_current_per_visitor on public.conversations (visitor_id) where status <> 'closed';
create index conversations_visitor_id_idx on public.conversations (organization_id, visitor_id);
create index conversations_site_id_idx on public.conversations (organization_id, site_id);
create index conversations_assignee_id_idx on public.conversations (organization_id, assignee_id);
-- Under row-level security a comparison of an enum is no index condition (enum_eq is not leakproof), so no index starts
-- with the status: the lists ask for closed_at or waiting_since being null, which the checks above make the same thing.
create index conversations_newest_idx on public.conversations (organization_id, last_message_at desc, id desc);
create index conversations_current_idx on public.conversations (organization_id, assignee_id, last_message_at desc)
  where closed_at is null;
-- In the order in which they are given out.
create index conversations_waiting_idx on public.conversations
  (organization_id, is_test desc, channel, is_urgent desc, waiting_since, id) where status = 'waiting';
create index conversations_accept_by_idx on public.conversations (accept_by) where accept_by is not null;
create index conversations_wanted_member_id_idx on public.conversations (organization_id, wanted_member_id) where wanted_member_id is not null;
create index conversations_department_id_idx on public.conversations (organization_id, department_id) where department_id is not null;
create index conversations_form_id_idx on public.conversations (organization_id, form_id) where form_id is not null;
create index conversations_skill_id_idx on public.conversations (organization_id, skill_id) where skill_id is not null;
create index conversations_group_id_idx on public.conversations (organization_id, group_id) where group_id is not null;

create table public.messages (
  id               uuid                  not null,
  organization_id  uuid                  not null,
  conversation_id  uuid                  not null,
  seq              int                   not null,
  author           public.message_author not null,
  author_member_id uuid,
  kind             public.message_kind   not null default 'text',
  body             text                  not null check (char_length(body) between 1 and 5000),
  created_at       timestamptz           not null default now(),
  -- The id is made by the sender: sending the same one again changes nothing.
  primary key (conversation_id, id),
  unique (conversation_id, seq),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, author_member_id) references public.members (organization_id, id)
    deferrable initially deferred
);
create index messages_author_member_id_idx on public.messages (organization_id, author_member_id)
  where author_member_id is not null;
comment on table public.messages is
  'text: said to the other side. note: for agents only. event: something that happened, body is its code.';

create table public.assignments (
  id              bigint      primary key generated always as identity,
  organization_id uuid        not null,
  conversation_id uuid        not null,
  member_id       uuid        not null,
  how             text        not null check (how in ('assigned', 'accepted', 'reopened', 'transferred')),
  reason          jsonb       not null default '{}',
  assigned_at     timestamptz not null default now(),
  ended_at        timestamptz,
  ended           text        check (ended in ('closed', 'returned', 'missed', 'left', 'transferred')),
  check ((ended is null) = (ended_at is null)),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) deferrable initially deferred
);
comment on table public.assignments is 'Who had a conversation, from when to when, why they were chosen and why it ended.';
create index assignments_conversation_id_idx on public.assignments (organization_id, conversation_id, id);
create index assignments_member_id_idx on public.assignments (organization_id, member_id, id);
create index assignments_newest_idx on public.assignments (organization_id, assigned_at desc);
create unique index assignments_one_current on public.assignments (conversation_id) where ended_at is null;

create table public.conversation_watchers (
  organization_id uuid        not null,
  conversation_id uuid        not null,
  member_id       uuid        not null,
  expires_at      timestamptz not null,
  primary key (conversation_id, member_id),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
comment on table public.conversation_watchers is
  'Members who have a conversation open that is not assigned to them; its messages are sent to them too until the lease ends.';
create index conversation_watchers_member_id_idx on public.conversation_watchers (organization_id, member_id);

-- Who sees what ----------------------------------------------------------------------------------
-- Security definer: policies ask these, and the tables they read have policies of their own.

create function private.my_scope_organization_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from private.my_memberships
  where scope = 'all' and 'livechat' = any (modules)
    and rights && '{administrator,supervisor,agent}'::public.member_right[]
$$;

create function private.my_scope_site_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select v.site_id from private.my_memberships m
  join private.served_sites v on v.organization_id = m.organization_id and v.member_id = m.id
  where m.scope = 'site' and 'livechat' = any (m.modules)
    and m.rights && '{administrator,supervisor,agent}'::public.member_right[]
$$;

create function private.my_department_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select d.department_id from private.my_memberships m
  join public.department_members d on d.organization_id = m.organization_id and d.member_id = m.id
$$;

create function private.my_closed_form_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select f.id from private.my_memberships m
  join public.forms f on f.organization_id = m.organization_id
  where not m.all_forms and m.scope <> 'all' and not exists (
    select 1 from public.member_forms a where a.member_id = m.id and a.form_id = f.id)
$$;
comment on function private.my_closed_form_ids is 'Questionnaires the caller is no adviser of, where they are limited to some.';

create function private.may_take(p_member uuid, p_conversation public.conversations) returns boolean
language sql stable set search_path = '' as $$
  select (p_conversation.department_id is null or exists (
      select 1 from public.department_members d
      where d.department_id = p_conversation.department_id and d.member_id = p_member))
    and (p_conversation.form_id is null or exists (
      select 1 from public.members m where m.id = p_member and (m.all_forms or m.scope = 'all' or exists (
        select 1 from public.member_forms a where a.member_id = m.id and a.form_id = p_conversation.form_id))))
$$;
comment on function private.may_take is 'Whether a waiting conversation''s department and questionnaire are the member''s.';

create function private.my_scope_member_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from private.my_memberships where 'livechat' = any (modules)
  union
  select theirs.member_id from private.my_memberships m
  join public.group_members mine on mine.member_id = m.id
  join public.group_members theirs on theirs.group_id = mine.group_id
  where m.scope = 'group' and 'livechat' = any (m.modules)
    and m.rights && '{administrator,supervisor,agent}'::public.member_right[]
$$;

create function private.member_sees(p_member public.members, p_conversation public.conversations) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  if p_member.status <> 'active' or p_member.organization_id <> p_conversation.organization_id
     or 'livechat' <> all (p_member.modules) then
    return false;
  end if;
  if p_conversation.assignee_id = p_member.id then return true; end if;
  if p_conversation.is_test and p_conversation.status = 'waiting' and 'tester' = any (p_member.rights)
     and exists (select 1 from private.served_sites
                 where site_id = p_conversation.site_id and member_id = p_member.id) then
    return true;
  end if;
  if not p_member.rights && '{administrator,supervisor,agent}' then return false; end if;
  -- Closed ones of others are history; whoever is in a group sees nobody else's.
  if p_conversation.closed_at is not null and 'history' <> all (p_member.modules) then return false; end if;
  if p_conversation.assignee_id is not null and private.is_confined(p_member.id)
     and not private.are_mates(p_member.id, p_conversation.assignee_id) then
    return false;
  end if;
  if p_member.scope = 'all' then return true; end if;
  if p_member.scope = 'group' and p_conversation.assignee_id is not null
     and private.are_mates(p_member.id, p_conversation.assignee_id) then
    return true;
  end if;
  if p_member.scope <> 'site' and not (p_conversation.status = 'waiting' and 'agent' = any (p_member.rights)
                                       and private.may_take(p_member.id, p_conversation)) then
    return false;
  end if;
  return exists (select 1 from private.served_sites
                 where site_id = p_conversation.site_id and member_id = p_member.id);
end $$;
comment on function private.member_sees is
  'The visibility rule for one member and one conversation; the policy below says the same for the caller and many rows.';

grant execute on function private.my_scope_organization_ids, private.my_scope_site_ids, private.my_scope_member_ids,
  private.my_department_ids, private.my_closed_form_ids to authenticated;

alter table public.conversations enable row level security;
alter table public.conversations force row level security;
alter table public.messages enable row level security;
alter table public.messages force row level security;
alter table public.assignments enable row level security;
alter table public.assignments force row level security;
alter table public.conversation_watchers enable row level security;
alter table public.conversation_watchers force row level security;

create policy conversations_select_member on public.conversations for select to authenticated using (
  (organization_id in (select private.my_scope_organization_ids())
    or site_id in (select private.my_scope_site_ids())
    or assignee_id in (select private.my_scope_member_ids())
    or (status = 'waiting' and site_id in (select private.my_served_site_ids())
      and (department_id is null or department_id in (select private.my_department_ids()))
      and (form_id is null or form_id not in (select private.my_closed_form_ids())))
    or (is_test and status = 'waiting' and site_id in (select private.my_tested_site_ids())))
  and (assignee_id is null
    or organization_id not in (select private.my_confined_organization_ids())
    or assignee_id in (select private.my_mate_ids()))
  and (closed_at is null
    or organization_id in (select private.my_organization_ids_with('history'))
    or assignee_id in (select private.my_member_ids()))
);
-- The inner query runs under the policy above: a message is visible exactly when its conversation is.
create policy messages_select_member on public.messages for select to authenticated
  using (exists (select 1 from public.conversations c where c.id = conversation_id));
create policy assignments_select_member on public.assignments for select to authenticated
  using (exists (select 1 from public.conversations c where c.organization_id = assignments.organization_id and c.id = conversation_id));
create policy visitors_select_member on public.visitors for select to authenticated
  using (exists (select 1 from public.conversations c
                 where c.organization_id = visitors.organization_id and c.visitor_id = visitors.id));
create policy conversation_watchers_select_self on public.conversation_watchers for select to authenticated
  using (member_id in (select private.my_member_ids()));

grant select on public.conversations, public.messages, public.assignments, public.conversation_watchers to authenticated;
grant select on public.conversations, public.messages, public.assignments, public.visitors to service_role;

-- The caller, in one conversation ----------------------------------------------------------------

create function private.lock_key(p_conversation uuid) returns bigint
language sql immutable set search_path = '' as $$
  select hashtextextended('conversation:' || p_conversation, 0)
$$;

create function private.find_conversation(p_conversation uuid) returns public.conversations
language plpgsql set search_path = '' as $$
declare v public.conversations;
begin
  select * into v from public.conversations where id = p_conversation;
  if found then return v; end if;
  -- Held by whoever is beginning it, and let go once it shows; not kept here, or two could wait for each other.
  perform pg_advisory_lock_shared(private.lock_key(p_conversation));
  perform pg_advisory_unlock_shared(private.lock_key(p_conversation));
  select * into v from public.conversations where id = p_conversation;
  if not found then perform private.deny(); end if;
  return v;
end $$;
comment on function private.find_conversation is
  'The conversation, or 42501. Broadcasts are read from the log, which a commit reaches before it shows to others: whoever '
  'heard of a conversation and asks at once waits for that moment.';

create function private.lock_conversation(p_conversation uuid) returns public.conversations
language plpgsql set search_path = '' as $$
declare v public.conversations;
begin
  select * into v from public.conversations where id = p_conversation for no key update;
  if found then return v; end if;
  perform private.find_conversation(p_conversation);
  select * into v from public.conversations where id = p_conversation for no key update;
  return v;
end $$;

create function private.lock_for_assignment(p_conversation uuid) returns public.conversations
language plpgsql set search_path = '' as $$
begin
  perform private.lock_assignment((private.find_conversation(p_conversation)).organization_id);
  return private.lock_conversation(p_conversation);
end $$;
comment on function private.lock_for_assignment is
  'For whatever changes who has a conversation: the organization''s assignment lock, then the row. Nobody waits the other way round.';

create function private.member_in(p_conversation public.conversations) returns public.members
language plpgsql stable set search_path = '' as $$
declare v_member public.members;
begin
  select * into v_member from private.my_memberships where organization_id = p_conversation.organization_id;
  if not found or not private.member_sees(v_member, p_conversation) then perform private.deny(); end if;
  return v_member;
end $$;
comment on function private.member_in is 'The caller''s membership if it may see the conversation, or 42501.';

create function private.require_holder(p_conversation public.conversations, p_member public.members) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_conversation.assignee_id is distinct from p_member.id and not p_member.rights && '{administrator,supervisor}' then
    perform private.refuse('conversation_is_not_yours');
  end if;
end $$;
comment on function private.require_holder is
  'Whoever sees a conversation ends it, puts it back or hands it over only as its assignee, a supervisor or an administrator.';

create function private.may_be_handed(p_member public.members, p_is_test boolean) returns boolean
language sql immutable set search_path = '' as $$
  select p_member.status = 'active' and 'livechat' = any (p_member.modules)
    and ('agent' = any (p_member.rights) or (p_is_test and 'tester' = any (p_member.rights)))
$$;

create function private.add_event(p_conversation public.conversations, p_event text, p_member uuid default null)
returns void language plpgsql set search_path = '' as $$
declare
  v public.conversations;
  v_message public.messages;
begin
  update public.conversations set last_seq = last_seq + 1 where id = p_conversation.id returning * into v;
  insert into public.messages (id, organization_id, conversation_id, seq, author, author_member_id, kind, body)
  values (gen_random_uuid(), v.organization_id, v.id, v.last_seq, 'system', p_member, 'event', p_event)
  returning * into v_message;
  perform private.broadcast_message(v_message, v);
end $$;
comment on function private.add_event is 'Puts something that happened into the thread: assigned, returned, closed, reopened.';

-- Sending ----------------------------------------------------------------------------------------

create function private.check_body(p_body text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if p_body is null or p_body !~ '\S' then perform private.refuse('message_is_empty', 422, 'body'); end if;
  if char_length(p_body) > 5000 then perform private.refuse('message_is_too_long', 422, 'body'); end if;
  return btrim(p_body, E' \t\n\r');
end $$;

create function public.send_message(
  p_conversation uuid, p_id uuid, p_body text, p_kind public.message_kind default 'text'
) returns public.messages language plpgsql security definer set search_path = '' as $$
-- Security definer: order, counters and the right to write are decided here, in one transaction.
declare
  v_body text := private.check_body(p_body);
  v public.conversations;
  v_is_visitor boolean;
  v_author public.message_author;
  v_member public.members;
  v_message public.messages;
begin
  -- The lock gives messages their numbers one after the other.
  v := private.lock_conversation(p_conversation);
  v_is_visitor := v.visitor_id = auth.uid();
  v_author := case when v_is_visitor then 'visitor'::public.message_author else 'agent' end;
  if not v_is_visitor then v_member := private.member_in(v); end if;
  if p_kind = 'event' or (v_is_visitor and p_kind <> 'text') then perform private.deny(); end if;

  insert into public.messages (id, organization_id, conversation_id, seq, author, author_member_id, kind, body)
  values (p_id, v.organization_id, v.id, v.last_seq + 1, v_author, v_member.id, p_kind, v_body)
  on conflict (conversation_id, id) do nothing
  returning * into v_message;
  if not found then
    -- A resend is answered with what the first send stored, whatever has happened since.
    select * into v_message from public.messages where conversation_id = v.id and id = p_id;
    if (v_message.author, v_message.author_member_id) is distinct from (v_author, v_member.id) then
      perform private.deny();
    end if;
    return v_message;
  end if;

  if v.status = 'closed' then perform private.refuse('conversation_is_closed'); end if;
  if p_kind = 'note' then
    update public.conversations set last_seq = v_message.seq where id = v.id returning * into v;
  elsif v_is_visitor then
    if v.burst_started_at < now() - interval '1 minute' then
      v.burst_started_at := now();
      v.burst_count := 0;
    elsif v.burst_count >= private.limit_of('visitor_messages_per_minute') then
      perform private.refuse('too_many_messages', 429);
    end if;
    update public.conversations set
      last_seq = v_message.seq, last_message_at = now(), last_message_preview = left(v_body, 140),
      last_message_author = 'visitor', agent_unread = agent_unread + 1,
      burst_started_at = v.burst_started_at, burst_count = v.burst_count + 1
    where id = v.id returning * into v;
  else
    if v.assignee_id is distinct from v_member.id then perform private.refuse('conversation_is_not_yours'); end if;
    update public.conversations set
      last_seq = v_message.seq, last_message_at = now(), last_message_preview = left(v_body, 140),
      last_message_author = 'agent', visitor_unread = visitor_unread + 1, accept_by = null,
      first_answered_at = coalesce(first_answered_at, now())
    where id = v.id returning * into v;
  end if;
  perform private.broadcast_message(v_message, v);
  return v_message;
end $$;
comment on function public.send_message is
  'Stores a message once, whatever number of times it is sent with the same id, and returns the stored row. '
  'Visitors write text; the assignee writes text; anybody who sees the conversation writes notes.';

-- Limits an operator of the installation may change ----------------------------------------------

create table private.limits (name text primary key, value int not null check (value > 0));
insert into private.limits (name, value)
values ('visitor_messages_per_minute', 60), ('visitor_conversations_per_hour', 30), ('visitor_signals_per_minute', 240);

create function private.limit_of(p_name text) returns int
language plpgsql stable set search_path = '' as $$
begin
  return (select value from private.limits where name = p_name);
end $$;

create function private.limit_signals() returns void
language plpgsql set search_path = '' as $$
begin
  if not public.hit_rate_limit('signals:' || auth.uid(), private.limit_of('visitor_signals_per_minute'), 60) then
    perform private.refuse('too_many_requests', 429);
  end if;
end $$;
comment on function private.limit_signals is 'For what a visitor''s browser tells by itself: the page, typing, what was read.';

-- The visitor's side -----------------------------------------------------------------------------
-- Visitors read through functions only: what leaves here carries nicknames and pictures, never names or addresses.

create function private.agent_card(p_member uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select jsonb_build_object('nickname', nickname, 'avatar_path', case when shows_avatar then avatar_path end)
          from public.members where id = p_member);
end $$;
comment on function private.agent_card is 'All a visitor ever learns about a member.';

create function private.visitor_message(p public.messages) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('id', p.id, 'conversation_id', p.conversation_id, 'seq', p.seq, 'author', p.author,
    'kind', p.kind, 'body', p.body, 'created_at', p.created_at,
    'agent', case when p.author_member_id is not null then private.agent_card(p.author_member_id) end);
end $$;

create function private.visitor_conversation(p public.conversations) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('id', p.id, 'status', p.status, 'channel', p.channel, 'last_seq', p.last_seq,
    'queue', case when p.status = 'waiting' and p.channel = 'live' then private.queue_place(p) end,
    'last_message_at', p.last_message_at, 'last_message_preview', p.last_message_preview,
    'has_email', exists (select 1 from public.visitors where organization_id = p.organization_id and id = p.visitor_id and email is not null),
    'unread', p.visitor_unread, 'agent_delivered_seq', p.agent_delivered_seq, 'agent_read_seq', p.agent_read_seq,
    'visitor_read_seq', p.visitor_read_seq, 'created_at', p.created_at, 'closed_at', p.closed_at,
    'agent', case when p.assignee_id is not null then private.agent_card(p.assignee_id) end);
end $$;

create function private.my_visitor() returns public.visitors
language plpgsql stable set search_path = '' as $$
declare v public.visitors;
begin
  select * into v from public.visitors where id = auth.uid();
  if not found then perform private.deny(); end if;
  return v;
end $$;

create function public.visitor_state() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: visitors hold no rights on the tables.
declare v_visitor public.visitors := private.my_visitor();
begin
  return jsonb_build_object(
    'visitor', jsonb_build_object('id', v_visitor.id, 'name', v_visitor.name, 'email', v_visitor.email),
    'conversations', coalesce((
      select jsonb_agg(private.visitor_conversation(c) order by c.last_message_at desc)
      from (select * from public.conversations
            where organization_id = v_visitor.organization_id and visitor_id = v_visitor.id
            order by last_message_at desc limit 20) c), '[]'::jsonb));
end $$;
comment on function public.visitor_state is 'The calling visitor and their last 20 conversations, newest first.';

create function public.visitor_messages(p_conversation uuid, p_after int default 0, p_limit int default 200)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
-- Security definer: visitors hold no rights on the tables.
declare v_conversation public.conversations;
begin
  select * into v_conversation from public.conversations where id = p_conversation and visitor_id = auth.uid();
  if not found then perform private.deny(); end if;
  return jsonb_build_object(
    'conversation', private.visitor_conversation(v_conversation),
    'messages', coalesce((
      select jsonb_agg(private.visitor_message(m) order by m.seq)
      from (select * from public.messages where conversation_id = p_conversation and seq > coalesce(p_after, 0) and kind <> 'note'
            order by seq limit greatest(least(coalesce(p_limit, 200), 500), 1)) m), '[]'::jsonb));
end $$;
comment on function public.visitor_messages is
  'The calling visitor''s conversation and its messages after a sequence number, in order; notes left out.';

create function private.route(p_conversation public.conversations, p_facts jsonb, p_read jsonb) returns void
language plpgsql set search_path = '' as $$
-- Writes down whom a new conversation is for: what the visitor chose, else what the site's rules say of their visit.
declare
  v_rule public.targeting_rules := private.matching_rule(p_conversation.site_id, p_facts);
  v_visitor public.visitors;
begin
  select * into v_visitor from public.visitors where id = p_conversation.visitor_id;
  update public.conversations set
    department_id = coalesce((p_read ->> 'department_id')::uuid, v_rule.department_id),
    form_id = (p_read ->> 'form_id')::uuid,
    skill_id = v_rule.skill_id,
    group_id = v_rule.group_id,
    is_urgent = coalesce(v_rule.is_urgent, false),
    language = coalesce(p_facts ->> 'language', v_visitor.locale),
    wanted_member_id = coalesce((p_read ->> 'member_id')::uuid, (
      select c.assignee_id from public.conversations c
      join public.sites s on s.id = c.site_id and s.prefers_last_agent
      join public.members m on m.id = c.assignee_id and m.status = 'active'
      where c.organization_id = p_conversation.organization_id and c.visitor_id = p_conversation.visitor_id
        and c.status = 'closed'
      order by c.last_message_at desc limit 1))
  where id = p_conversation.id;
  if p_read ?| '{name,email}' then
    update public.visitors set name = coalesce(p_read ->> 'name', name), email = coalesce(p_read ->> 'email', email)
    where id = v_visitor.id;
  end if;
  if p_facts ->> 'page_url' is not null then
    update public.visitors set page_url = p_facts ->> 'page_url' where id = v_visitor.id and page_url is null;
  end if;
end $$;

create function private.ongoing(p_visitor public.visitors, p_conversation uuid, p_message uuid) returns public.conversations
language sql stable set search_path = '' as $$
  -- A resend belongs where its message is: the first answer may have been lost, and that conversation be over.
  select c from public.conversations c
  left join public.messages m on m.conversation_id = c.id and m.id = p_message
  where c.organization_id = p_visitor.organization_id and c.visitor_id = p_visitor.id
    and (c.id = p_conversation or c.status <> 'closed' or m.id is not null)
  order by (m.id is not null) desc, (c.id = p_conversation) desc limit 1
$$;
comment on function private.ongoing is 'The conversation that what a visitor writes belongs to; null when it begins one.';

create function private.read_start(
  p_visitor public.visitors, p_site public.sites, p_kind public.form_kind, p_answers jsonb
) returns jsonb language plpgsql stable set search_path = '' as $$
begin
  if (select count(*) from public.conversations where organization_id = p_visitor.organization_id
      and visitor_id = p_visitor.id and created_at > now() - interval '1 hour')
     >= private.limit_of('visitor_conversations_per_hour') then
    perform private.refuse('too_many_conversations', 429);
  end if;
  if p_kind = 'start' and not p_visitor.is_test then
    if not private.is_answerable(p_site.id) then perform private.refuse('nobody_can_answer'); end if;
    -- Whether there is room is known for sure only once it stands in the queue. No room at all is plain before, unless some go first.
    if ('live' <> all (private.room(p_site.organization_id)) or p_site.assignment = 'manual')
       and not exists (select 1 from public.targeting_rules r
                       where r.organization_id = p_site.organization_id and r.site_id = p_site.id and r.is_enabled and r.is_urgent)
       and private.queue_length(p_site) >= p_site.queue_max then
      perform private.refuse('queue_is_full');
    end if;
  end if;
  return private.read_answers(p_site.id, p_kind, p_answers);
end $$;
comment on function private.read_start is 'What the visitor answered, as read_answers; or why no conversation can begin now.';

create function private.begin_conversation(
  p_conversation uuid, p_message uuid, p_body text, p_start jsonb, p_channel public.channel
) returns jsonb language plpgsql set search_path = '' as $$
declare
  v_visitor public.visitors := private.my_visitor();
  v_body text := private.check_body(p_body);
  v_site public.sites;
  v_conversation public.conversations;
  v_is_new boolean;
  v_kind public.form_kind := case p_channel when 'live' then 'start' else 'offline' end;
  v_answers jsonb := coalesce(p_start -> 'answers', '{}');
  v_read jsonb;
  v_message public.messages;
  v_is_moved boolean := false;
begin
  select * into v_site from public.sites where id = v_visitor.site_id;
  if not v_site.is_enabled then perform private.refuse('site_is_disabled', 403); end if;
  -- What is refused is so before anybody is kept waiting by it: a refusal leaves no trace that could be counted.
  if (private.ongoing(v_visitor, p_conversation, p_message)).id is null then
    v_read := private.read_start(v_visitor, v_site, v_kind, v_answers);
  end if;
  -- Two tabs that start at once meet here and end in one conversation.
  perform private.lock_assignment(v_visitor.organization_id);
  v_conversation := private.ongoing(v_visitor, p_conversation, p_message);
  v_is_new := v_conversation.id is null;

  if v_is_new then
    -- Nothing yet where what went on a moment ago is over by now.
    v_read := coalesce(v_read, private.read_start(v_visitor, v_site, v_kind, v_answers));
    perform pg_advisory_xact_lock(private.lock_key(p_conversation));
    insert into public.conversations (id, organization_id, site_id, visitor_id, is_test, channel)
    values (p_conversation, v_visitor.organization_id, v_visitor.site_id, v_visitor.id, v_visitor.is_test, p_channel)
    on conflict (id) do nothing returning * into v_conversation;
    -- Somebody else's id.
    if not found then perform private.deny(); end if;
    perform private.route(v_conversation, private.clean_facts(p_start -> 'facts'), v_read);
    perform private.store_answers(v_conversation, v_kind, v_read);
  elsif p_channel = 'nrt' and v_conversation.status <> 'closed'
        and (v_conversation.status = 'waiting' or v_conversation.channel = 'nrt') then
    -- Whoever waited leaves their address and goes; whose wait has ended says where to answer.
    v_read := coalesce(v_read, private.read_answers(v_site.id, v_kind, v_answers));
    update public.visitors set name = coalesce(v_read ->> 'name', name), email = coalesce(v_read ->> 'email', email)
    where id = v_visitor.id;
    perform private.store_answers(v_conversation, v_kind, v_read);
    v_is_moved := v_conversation.channel = 'live';
    if v_is_moved then perform private.stop_waiting(v_conversation); end if;
  end if;
  v_message := public.send_message(v_conversation.id, p_message, v_body);
  if v_is_new or v_is_moved then perform private.assign_waiting(v_visitor.organization_id); end if;

  select * into v_conversation from public.conversations where id = v_conversation.id;
  if v_is_new and v_conversation.channel = 'live' and v_conversation.status = 'waiting' and not v_conversation.is_test
     and (private.queue_place(v_conversation) ->> 'position')::int > v_site.queue_max then
    perform private.refuse('queue_is_full');
  end if;
  return jsonb_build_object('conversation', private.visitor_conversation(v_conversation),
                            'message', private.visitor_message(v_message));
end $$;

create function public.start_conversation(p_conversation uuid, p_message uuid, p_body text, p_start jsonb default '{}')
returns jsonb language sql volatile security definer set search_path = '' as $$
  -- Security definer: visitors hold no rights on the tables.
  select private.begin_conversation(p_conversation, p_message, p_body, p_start, 'live')
$$;
comment on function public.start_conversation is
  'Opens a chat with its first message and what the start form asked: p_start is {answers, facts}. Safe to repeat; joins the '
  'current conversation if there is one. Refused with nobody_can_answer or queue_is_full, when leave_message is for them.';

create function public.leave_message(p_conversation uuid, p_message uuid, p_body text, p_start jsonb default '{}')
returns jsonb language sql volatile security definer set search_path = '' as $$
  -- Security definer: visitors hold no rights on the tables.
  select private.begin_conversation(p_conversation, p_message, p_body, p_start, 'nrt')
$$;
comment on function public.leave_message is
  'As start_conversation, for when nobody can answer now: a conversation that is answered when there is time, by mail if need be.';

create function public.set_visitor_page(p_url text, p_title text) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: visitors hold no rights on the tables.
begin
  perform private.my_visitor();
  perform private.limit_signals();
  if not private.is_web_address(p_url) then perform private.refuse('url_is_invalid', 422, 'url'); end if;
  update public.visitors set page_url = p_url, page_title = left(p_title, 300), last_seen_at = now()
  where id = auth.uid();
end $$;
comment on function public.set_visitor_page is 'The page the calling visitor is on; their agent sees it change.';

-- Both sides -------------------------------------------------------------------------------------

create function public.mark_conversation(p_conversation uuid, p_delivered int, p_read int) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: moves the caller's own side forward, never back and never past the last message.
declare
  v public.conversations := private.find_conversation(p_conversation);
  v_member public.members;
  v_read int;
  v_delivered int;
begin
  -- Opening what one was given accepts it, and that moves the agent's own row: after the organization's lock, like every such move.
  v := case when p_read > 0 and v.accept_by is not null and v.visitor_id is distinct from auth.uid()
    then private.lock_for_assignment(p_conversation) else private.lock_conversation(p_conversation) end;
  v_read := least(greatest(p_read, 0), v.last_seq);
  v_delivered := least(greatest(p_delivered, p_read, 0), v.last_seq);
  if v.visitor_id = auth.uid() then
    perform private.limit_signals();
    update public.conversations c set
      visitor_delivered_seq = greatest(c.visitor_delivered_seq, v_delivered),
      visitor_read_seq = greatest(c.visitor_read_seq, v_read),
      visitor_unread = (select count(*) from public.messages m where m.conversation_id = c.id
        and m.seq > greatest(c.visitor_read_seq, v_read) and m.author = 'agent' and m.kind = 'text')
    where c.id = v.id and (v_delivered > c.visitor_delivered_seq or v_read > c.visitor_read_seq);
  else
    v_member := private.member_in(v);
    -- Only the assignee's reading counts; a supervisor looking on changes nothing for the visitor.
    if v.assignee_id is distinct from v_member.id then return; end if;
    if v.accept_by is not null and v_read > 0 then perform private.accept_given(v.id, v_member.id); end if;
    update public.conversations c set
      agent_delivered_seq = greatest(c.agent_delivered_seq, v_delivered),
      agent_read_seq = greatest(c.agent_read_seq, v_read),
      agent_unread = (select count(*) from public.messages m where m.conversation_id = c.id
        and m.seq > greatest(c.agent_read_seq, v_read) and m.author = 'visitor')
    where c.id = v.id and (v_delivered > c.agent_delivered_seq or v_read > c.agent_read_seq);
  end if;
end $$;
comment on function public.mark_conversation is
  'Reports what the caller''s side has received and read, as sequence numbers. Feeds delivery states and unread counts.';

create function public.set_typing(p_conversation uuid, p_is_typing boolean) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: see docs/decisions/002. Nothing is stored beyond the broadcast.
declare
  v public.conversations := private.find_conversation(p_conversation);
  v_member public.members;
begin
  if v.visitor_id = auth.uid() then
    perform private.limit_signals();
    perform private.send('typing', private.agent_topics(v),
      jsonb_build_object('conversation_id', v.id, 'author', 'visitor', 'is_typing', p_is_typing));
  else
    v_member := private.member_in(v);
    if v.assignee_id is distinct from v_member.id then return; end if;
    perform private.send('typing', array[private.visitor_topic(v)],
      jsonb_build_object('conversation_id', v.id, 'author', 'agent', 'is_typing', p_is_typing));
  end if;
end $$;
comment on function public.set_typing is 'Tells the other side that the caller is typing. Call at most every 3 seconds.';

create function public.close_conversation(p_conversation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may update conversations; a visitor may not even read them.
declare
  v public.conversations := private.lock_for_assignment(p_conversation);
  v_is_visitor boolean := v.visitor_id = auth.uid();
  v_was_waiting boolean := v.status = 'waiting';
  v_member public.members;
begin
  if not v_is_visitor then
    v_member := private.member_in(v);
    perform private.require_holder(v, v_member);
  end if;
  if v.status <> 'closed' then
    perform private.say_automatically(v.id, 'end');
    perform private.add_event(v, 'closed', v_member.id);
    perform private.end_assignment(v.id, 'closed');
    update public.conversations set status = 'closed', closed_at = now(), waiting_since = null, accept_by = null,
      closed_by = case when v_is_visitor then 'visitor' else 'agent' end::public.message_author
    where id = v.id returning * into v;
    perform private.assign_waiting(v.organization_id);
    if v_was_waiting then perform private.tell_queue(v.site_id); end if;
  end if;
  return case when v_is_visitor then private.visitor_conversation(v) else private.conversation_summary(v) end;
end $$;
comment on function public.close_conversation is
  'Ends the conversation: its visitor, its assignee, a supervisor or an administrator. Repeating it changes nothing.';

-- The agent's side -------------------------------------------------------------------------------

create function private.end_assignment(p_conversation uuid, p_why text) returns void
language sql volatile set search_path = '' as $$
  update public.assignments set ended = p_why, ended_at = now() where conversation_id = p_conversation and ended_at is null
$$;

create function private.give_conversation(
  p_conversation public.conversations, p_member uuid, p_how text, p_reason jsonb default '{}'
) returns public.conversations language plpgsql set search_path = '' as $$
-- The conversation must be locked for assignment. Locks the agent's row and refuses beyond the limit, which tests have none of.
declare
  v public.conversations;
  v_accept_within int;
begin
  perform 1 from public.agent_availability
  where member_id = p_member and (p_conversation.is_test or case p_conversation.channel
    when 'nrt' then nrt_max is null or nrt_load < nrt_max
    else live_max is null or live_load < live_max end) for no key update;
  if not found then perform private.refuse('agent_is_at_limit'); end if;
  if p_how = 'assigned' and p_conversation.channel = 'live' and not p_conversation.is_test then
    v_accept_within := (select accept_within from public.sites where id = p_conversation.site_id);
  end if;
  update public.conversations set status = 'open', assignee_id = p_member, assigned_at = now(),
    accept_by = now() + make_interval(secs => v_accept_within),
    waiting_since = null, closed_at = null, closed_by = null
  where id = p_conversation.id;
  if not p_conversation.is_test then
    update public.agent_availability set last_assigned_at = now() where member_id = p_member;
  end if;
  insert into public.assignments (organization_id, conversation_id, member_id, how, reason)
  values (p_conversation.organization_id, p_conversation.id, p_member, p_how, p_reason);
  perform private.add_event(p_conversation, case p_how when 'accepted' then 'assigned' else p_how end, p_member);
  -- Where they have yet to open it, they join when they do.
  if v_accept_within is null then perform private.say_automatically(p_conversation.id, 'start'); end if;
  select * into v from public.conversations where id = p_conversation.id;
  return v;
end $$;

create function private.accept_given(p_conversation uuid, p_member uuid) returns void
language plpgsql set search_path = '' as $$
begin
  update public.conversations set accept_by = null where id = p_conversation;
  update public.agent_availability set misses = 0 where member_id = p_member and misses > 0;
  perform private.say_automatically(p_conversation, 'start');
end $$;
comment on function private.accept_given is 'The assignee has opened what they were given: it stays theirs.';

create function public.accept_conversation(p_conversation uuid) returns public.conversations
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may update conversations.
declare
  v public.conversations := private.lock_for_assignment(p_conversation);
  v_member public.members;
begin
  select * into v_member from private.my_memberships where organization_id = v.organization_id;
  if v.assignee_id = v_member.id and v.status = 'open' then return v; end if;
  -- Asked of the queue as it was shown: whoever could see it waiting is told that it is taken, not that it never existed.
  if v_member.id is null or not ((v.site_id in (select private.my_served_site_ids()) and private.may_take(v_member.id, v))
      or (v.is_test and v.site_id in (select private.my_tested_site_ids()))) then
    perform private.deny();
  end if;
  if v.status <> 'waiting' then perform private.refuse('conversation_is_taken'); end if;
  v := private.give_conversation(v, v_member.id, 'accepted');
  perform private.tell_queue(v.site_id);
  return v;
end $$;
comment on function public.accept_conversation is
  'Takes a waiting conversation. The first taker gets it; everybody else gets conversation_is_taken.';

create function public.reopen_conversation(p_conversation uuid) returns public.conversations
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may update conversations.
declare
  v public.conversations := private.lock_for_assignment(p_conversation);
  v_member public.members := private.member_in(v);
begin
  if not ('agent' = any (v_member.rights) or (v.is_test and 'tester' = any (v_member.rights))) then perform private.deny(); end if;
  if v.status <> 'closed' then
    if v.assignee_id = v_member.id then return v; end if;
    perform private.refuse('conversation_is_taken');
  end if;
  if exists (select 1 from public.conversations
             where organization_id = v.organization_id and visitor_id = v.visitor_id and status <> 'closed') then
    perform private.refuse('visitor_has_a_current_conversation');
  end if;
  return private.give_conversation(v, v_member.id, 'reopened');
end $$;
comment on function public.reopen_conversation is 'Opens a closed conversation again, assigned to the caller.';

create function public.return_conversation(p_conversation uuid) returns public.conversations
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may update conversations.
declare
  v public.conversations := private.lock_for_assignment(p_conversation);
  v_member public.members := private.member_in(v);
begin
  if v.status <> 'open' then perform private.refuse('conversation_is_not_yours'); end if;
  perform private.require_holder(v, v_member);
  perform private.put_back(v, v_member.id, 'returned');
  perform private.assign_waiting(v.organization_id);
  select * into v from public.conversations where id = p_conversation;
  return v;
end $$;
comment on function public.return_conversation is
  'Puts an open conversation back into the queue; it is not given to the same agent at once.';

create function private.put_back(p_conversation public.conversations, p_by uuid, p_why text)
returns void language plpgsql set search_path = '' as $$
begin
  perform private.add_event(p_conversation, p_why, p_by);
  perform private.end_assignment(p_conversation.id, p_why);
  -- It keeps its place: the visitor has waited since they first wrote.
  update public.conversations set status = 'waiting', assignee_id = null, accept_by = null, waiting_since = created_at
  where id = p_conversation.id;
end $$;
comment on function private.put_back is 'Back into the queue, because it was returned, missed, transferred, or its agent left.';

create function public.transfer_conversation(
  p_conversation uuid, p_member uuid default null, p_department uuid default null, p_note text default null
) returns void language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may update conversations.
declare
  v public.conversations := private.lock_for_assignment(p_conversation);
  v_member public.members := private.member_in(v);
  v_next public.members;
begin
  if v.status = 'closed' then perform private.refuse('conversation_is_closed'); end if;
  perform private.require_holder(v, v_member);
  if (p_member is null) = (p_department is null) then perform private.refuse('input_is_invalid', 422, 'p_member'); end if;
  -- Before it changes hands: afterwards it may be out of the caller's sight.
  if p_note ~ '\S' then
    perform public.send_message(v.id, gen_random_uuid(), p_note, 'note');
    v := private.lock_conversation(v.id);
  end if;
  if p_member is not null then
    select * into v_next from public.members where organization_id = v.organization_id and id = p_member;
    if v_next.id is null or not private.may_be_handed(v_next, v.is_test)
       or (private.is_confined(v_member.id) and not private.are_mates(v_member.id, v_next.id)) then
      perform private.refuse('member_cannot_answer', 422, 'p_member');
    end if;
    if v.assignee_id = v_next.id then return; end if;
    perform private.end_assignment(v.id, 'transferred');
    v := private.give_conversation(v, v_next.id, 'transferred', jsonb_build_object('by', v_member.id));
  else
    if not exists (select 1 from public.departments where organization_id = v.organization_id and id = p_department) then
      perform private.refuse('department_is_unknown', 422, 'p_department');
    end if;
    -- As put_back, in one change: whoever hears of it hears the new department with it.
    perform private.add_event(v, 'transferred_to_department', v_member.id);
    perform private.end_assignment(v.id, 'transferred');
    update public.conversations set status = 'waiting', assignee_id = null, accept_by = null, waiting_since = created_at,
      department_id = p_department, wanted_member_id = null
    where id = v.id;
  end if;
  perform private.assign_waiting(v.organization_id);
  perform private.tell_queue(v.site_id);
end $$;
comment on function public.transfer_conversation is
  'Hands a conversation to a colleague, who has it at once and must have room, or to a department, whose next free agent gets it. '
  'Its assignee, a supervisor or an administrator. A note goes along for whoever gets it.';

create function private.stop_waiting(p_conversation public.conversations) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.add_event(p_conversation, 'overflowed');
  update public.conversations set channel = 'nrt' where id = p_conversation.id and status = 'waiting';
end $$;
comment on function private.stop_waiting is 'A chat nobody took in time becomes a conversation that is answered when there is time.';

create function public.make_live(p_conversation uuid) returns public.conversations
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may update conversations.
declare
  v public.conversations := private.lock_for_assignment(p_conversation);
  v_member public.members := private.member_in(v);
begin
  if v.channel = 'live' then return v; end if;
  if v.status <> 'open' or v.assignee_id <> v_member.id then perform private.refuse('conversation_is_not_yours'); end if;
  perform 1 from public.agent_availability where member_id = v_member.id and (v.is_test or live_max is null or live_load < live_max)
  for no key update;
  if not found then perform private.refuse('agent_is_at_limit'); end if;
  perform private.add_event(v, 'made_live', v_member.id);
  update public.conversations set channel = 'live' where id = v.id;
  perform private.say_automatically(v.id, 'start');
  select * into v from public.conversations where id = v.id;
  return v;
end $$;
comment on function public.make_live is 'Its assignee turns an offline message into a chat, because the visitor is there.';

create function public.watch_conversation(p_conversation uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write conversation_watchers.
declare
  v public.conversations := private.find_conversation(p_conversation);
  v_member public.members;
begin
  v_member := private.member_in(v);
  insert into public.conversation_watchers (organization_id, conversation_id, member_id, expires_at)
  values (v.organization_id, v.id, v_member.id, now() + interval '2 minutes')
  on conflict (conversation_id, member_id) do update set expires_at = excluded.expires_at;
end $$;
comment on function public.watch_conversation is
  'While a member has a conversation open: its messages come to their own topic for two minutes. Call every minute.';

create function public.unwatch_conversation(p_conversation uuid) returns void
language sql security definer set search_path = '' as $$
  -- Security definer: nobody may write conversation_watchers.
  delete from public.conversation_watchers
  where conversation_id = p_conversation and member_id in (select private.my_member_ids())
$$;

revoke all on function public.send_message, public.visitor_state, public.visitor_messages, public.start_conversation,
  public.set_visitor_page, public.mark_conversation, public.set_typing, public.close_conversation,
  public.accept_conversation, public.reopen_conversation, public.return_conversation, public.leave_message,
  public.transfer_conversation, public.make_live, public.watch_conversation,
  public.unwatch_conversation from public, anon, authenticated;
grant execute on function public.send_message, public.visitor_state, public.visitor_messages, public.start_conversation,
  public.set_visitor_page, public.mark_conversation, public.set_typing, public.close_conversation,
  public.accept_conversation, public.reopen_conversation, public.return_conversation, public.leave_message,
  public.transfer_conversation, public.make_live, public.watch_conversation,
  public.unwatch_conversation to authenticated;

-- A thread as it is opened -----------------------------------------------------------------------

create function public.thread_page(p_organization uuid, p_conversation uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
-- Security invoker: the policies above say what the caller may read. One answer, because opening a thread is one wait.
declare
  v_page jsonb;
  -- As in private.conversation_summary, which callers may not execute.
  v_left_out constant text[] := '{burst_started_at,burst_count,form_id,skill_id,group_id,language,wanted_member_id,is_urgent,visitor_unread,first_answered_at}';
begin
  select jsonb_build_object(
    'conversation', to_jsonb(c) - v_left_out,
    'visitor', jsonb_build_object('id', v.id, 'site_id', v.site_id, 'name', v.name, 'email', v.email, 'locale', v.locale,
      'page_url', v.page_url, 'page_title', v.page_title, 'user_agent', v.user_agent,
      'created_at', v.created_at, 'last_seen_at', v.last_seen_at),
    'messages', page.messages,
    'has_older', page.first_seq > 1,
    'others', (
      select coalesce(jsonb_agg(to_jsonb(o) - v_left_out), '[]')
      from (select * from public.conversations
            where organization_id = p_organization and visitor_id = c.visitor_id and id <> p_conversation
            order by created_at desc limit 20) o))
  into v_page
  from public.conversations c
  join public.visitors v on v.organization_id = c.organization_id and v.id = c.visitor_id
  cross join lateral (
    select coalesce(jsonb_agg(to_jsonb(m) - 'organization_id' order by m.seq), '[]') as messages,
      coalesce(min(m.seq), 1) as first_seq
    from (select * from public.messages
          where organization_id = p_organization and conversation_id = p_conversation
          order by seq desc limit 50) m) page
  where c.organization_id = p_organization and c.id = p_conversation;
  -- As private.deny, which callers may not execute.
  if v_page is null then raise exception using errcode = '42501', message = 'not_allowed'; end if;
  return v_page;
end $$;
comment on function public.thread_page is
  'What a member sees when they open a conversation: it, its visitor, its newest 50 messages, and what else the visitor said.';
revoke all on function public.thread_page from public, anon, authenticated;
grant execute on function public.thread_page to authenticated;
