-- Mail about offline messages and the subscription: what is to be sent, and when. The server sends it, outside of any transaction: it claims what is
-- due, sends, and says what became of it. A claim that is never settled, because the server died, is due again.

insert into private.limits (name, value)
values ('answer_mail_after_seconds', 60), ('answer_mail_at_most_seconds', 180), ('offline_mail_after_seconds', 300),
  ('offline_mail_members', 50), ('mail_attempts', 8),
  -- Who left the message says where the answer goes, and proves nothing: no address is written to without end for that.
  ('answer_mails_per_address_and_day', 20), ('answer_mails_per_organization_and_day', 1000),
  ('offline_mails_per_member_and_hour', 10),
  -- An hour apart: what is about money outlasts a mail server that is away for a week.
  ('billing_mail_attempts', 180);

create table private.mails (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  -- What it is about: a conversation, or the subscription.
  conversation_id uuid,
  notice          text        check (notice in ('payment_failed', 'choose_seats', 'shorter_retention', 'disputed')),
  -- Which of a kind: until when something can be done about it, or the invoice.
  until           timestamptz,
  invoice_id      text,
  is_reminder     boolean     not null default false,
  -- visitor: what agents answered. team: to be spread to those who may take the message. member: one of those.
  -- administrators: to be spread to those who read about money. administrator: one of those.
  recipient       text        not null check (recipient in ('visitor', 'team', 'member', 'administrators', 'administrator')),
  member_id       uuid        check ((member_id is not null) = (recipient in ('member', 'administrator'))),
  -- When it is sent, or when its claim is given up; null: there is nothing to send.
  due_at          timestamptz,
  -- The first of the answers it is about: a burst becomes one mail, but not an endless one.
  since           timestamptz,
  claim           uuid,
  claimed_seq     int         not null default 0,
  sent_seq        int         not null default 0,
  attempts        int         not null default 0,
  error           text        check (char_length(error) <= 500),
  check ((conversation_id is null) = (recipient in ('administrators', 'administrator'))),
  check ((conversation_id is null) = (notice is not null)),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade
);
comment on table private.mails is
  'One row for each recipient of a conversation, however often something is sent: two mails to one at the same time cannot be. One row for each reader of each notice.';
comment on column private.mails.sent_seq is 'Up to which message they were told.';
create unique index mails_conversation_id_idx on private.mails (organization_id, conversation_id, recipient, member_id)
  nulls not distinct where conversation_id is not null;
create unique index mails_notice_idx on private.mails (organization_id, notice, until, invoice_id, is_reminder, member_id)
  nulls not distinct where notice is not null;
create index mails_member_id_idx on private.mails (organization_id, member_id) where member_id is not null;
create index mails_due_at_idx on private.mails (due_at) where due_at is not null;

create function private.seconds_of(p_limit text) returns interval
language sql stable set search_path = '' as $$ select make_interval(secs => private.limit_of(p_limit)) $$;

-- What makes a mail due ---------------------------------------------------------------------------

create function private.note_answer() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody writes mails.
begin
  insert into private.mails as m (organization_id, conversation_id, recipient, due_at, since)
  values (new.organization_id, new.id, 'visitor', now() + private.seconds_of('answer_mail_after_seconds'), now())
  on conflict (organization_id, conversation_id, recipient, member_id) where conversation_id is not null do update set
    since = coalesce(m.since, excluded.since),
    due_at = case
      -- Being sent, or put off because it could not be: settling it finds what came meanwhile.
      when m.due_at is not null and (m.claim is not null or m.attempts > 0) then m.due_at
      else least(excluded.due_at,
        coalesce(m.since, excluded.since) + private.seconds_of('answer_mail_at_most_seconds')) end;
  return null;
end $$;
create trigger conversations_note_answer after update of visitor_unread on public.conversations
  for each row when (new.channel = 'nrt' and not new.is_test and new.visitor_unread > old.visitor_unread)
  execute function private.note_answer();

create function private.note_offline_message() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody writes mails.
begin
  insert into private.mails (organization_id, conversation_id, recipient, due_at)
  values (new.organization_id, new.id, 'team', now() + private.seconds_of('offline_mail_after_seconds'))
  on conflict do nothing;
  return null;
end $$;
create trigger conversations_note_offline_message after insert on public.conversations
  for each row when (new.channel = 'nrt' and not new.is_test) execute function private.note_offline_message();
create trigger conversations_note_overflow after update of channel on public.conversations
  for each row when (new.channel = 'nrt' and old.channel <> 'nrt' and not new.is_test) execute function private.note_offline_message();

-- What a mail says --------------------------------------------------------------------------------

create function private.answer_mail(p private.mails) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('kind', 'answer', 'to', v.email,
    'locale', case when c.language in ('en', 'fr') then c.language else v.locale end,
    'site_name', s.name, 'site_addresses', s.addresses, 'page_url', v.page_url,
    'question', (select left(m.body, 1000) from public.messages m
                 where m.conversation_id = c.id and m.author = 'visitor' and m.seq < answers.first_seq order by m.seq desc limit 1),
    'answers', answers.bodies, 'seq', answers.last_seq)
  from public.conversations c
  join public.visitors v on v.organization_id = c.organization_id and v.id = c.visitor_id
  join public.sites s on s.organization_id = c.organization_id and s.id = c.site_id
  cross join lateral (
    select jsonb_agg(m.body order by m.seq) as bodies, min(m.seq) as first_seq, max(m.seq) as last_seq
    from (select * from public.messages
          where conversation_id = c.id and seq > greatest(c.visitor_read_seq, p.sent_seq) and author = 'agent' and kind = 'text'
          order by seq limit 50) m) answers
  where c.organization_id = p.organization_id and c.id = p.conversation_id and v.email is not null and answers.last_seq is not null
$$;
comment on function private.answer_mail is
  'What the visitor has neither read nor been mailed, or null. It names no agent.';

create view private.offline_message_readers as
  select v.site_id, m.id as member_id, m.email, m.locale, m.last_seen_at
  from private.served_sites v
  join public.members m on m.organization_id = v.organization_id and m.id = v.member_id
  join public.agent_availability a on a.member_id = m.id
  where m.status = 'active' and m.email is not null and 'agent' = any (m.rights) and 'livechat' = any (m.modules)
    and 'nrt' = any (a.channels)
    and exists (select 1 from public.department_members d where d.organization_id = m.organization_id and d.member_id = m.id);
comment on view private.offline_message_readers is
  'Who takes offline messages of a site and can be mailed; of which of them, private.may_take says.';

create function private.offline_mail(p private.mails) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('kind', 'offline_message', 'to', m.email, 'locale', m.locale, 'site_name', s.name,
    'visitor_name', v.name, 'organization_slug', o.slug, 'conversation_id', c.id, 'seq', c.last_seq,
    'message', (select left(t.body, 1000) from public.messages t
                where t.conversation_id = c.id and t.author = 'visitor' order by t.seq limit 1))
  from public.conversations c
  join public.visitors v on v.organization_id = c.organization_id and v.id = c.visitor_id
  join public.sites s on s.organization_id = c.organization_id and s.id = c.site_id
  join public.organizations o on o.id = c.organization_id
  join private.offline_message_readers m on m.site_id = c.site_id and m.member_id = p.member_id
  where c.organization_id = p.organization_id and c.id = p.conversation_id and c.status = 'waiting' and c.channel = 'nrt'
    and private.may_take(m.member_id, c) and p.sent_seq = 0
$$;
comment on function private.offline_mail is
  'That a message waits, for one member and once; null when somebody has it by now, or it is not theirs to take any more.';

create function private.spread_offline_mail(p private.mails) returns void
language sql volatile set search_path = '' as $$
  insert into private.mails (organization_id, conversation_id, recipient, member_id, due_at)
  select c.organization_id, c.id, 'member', m.member_id, now()
  from public.conversations c
  join private.offline_message_readers m on m.site_id = c.site_id
  where c.organization_id = p.organization_id and c.id = p.conversation_id and c.status = 'waiting' and c.channel = 'nrt'
    and private.may_take(m.member_id, c)
  order by m.last_seen_at desc nulls last, m.member_id
  limit private.limit_of('offline_mail_members')
  on conflict do nothing
$$;
comment on function private.spread_offline_mail is
  'One mail for each member who may take the message: its department''s, else the agents of the site; those last seen first.';

-- Sending -----------------------------------------------------------------------------------------

create function private.waits_until(p private.mails, p_address text) returns timestamptz
language plpgsql volatile set search_path = '' as $$
declare
  v_window interval := case p.recipient when 'member' then interval '1 hour' else interval '1 day' end;
  v_seconds int := extract(epoch from v_window)::int;
  v_has_room boolean;
begin
  -- What is tried again was counted the first time; what is about money waits for nothing.
  if p.attempts > 0 or p.recipient = 'administrator' then return null; end if;
  if p.recipient = 'member' then
    v_has_room := public.hit_rate_limit('offline-mail:' || p.member_id,
      private.limit_of('offline_mails_per_member_and_hour'), v_seconds);
  else
    v_has_room := public.hit_rate_limit('answer-mail-address:' || encode(sha256(convert_to(lower(p_address), 'UTF8')), 'hex'),
      private.limit_of('answer_mails_per_address_and_day'), v_seconds);
    -- Only then the organization: what an address is refused does not use up what the others have.
    if v_has_room then
      v_has_room := public.hit_rate_limit('answer-mail-organization:' || p.organization_id,
        private.limit_of('answer_mails_per_organization_and_day'), v_seconds);
    end if;
  end if;
  if v_has_room then return null; end if;
  -- Not all at the same moment, where the others' mails would wait behind them.
  return to_timestamp((floor(extract(epoch from now()) / v_seconds) + 1) * v_seconds) + random() * v_window / 8;
end $$;
comment on function private.waits_until is
  'Counts a mail that is about to be sent; until when it waits where there were too many for the same person, else null.';

create function public.claim_mails(p_limit int default 20) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: mails are private; only the server's own role may call it.
declare
  v private.mails;
  v_content jsonb;
  v_later timestamptz;
  v_claimed jsonb := '[]';
begin
  -- Of two at once each would count the mails of the same people, in another order.
  perform pg_advisory_xact_lock(hashtextextended('claim-mails', 0));
  for v in
    select * from private.mails where due_at <= now() and recipient in ('team', 'administrators')
    order by due_at limit least(p_limit, 100) for update skip locked
  loop
    if v.recipient = 'team' then perform private.spread_offline_mail(v); else perform private.spread_billing_mail(v); end if;
    update private.mails set due_at = null where id = v.id;
  end loop;
  for v in
    select * from private.mails where due_at <= now() and recipient not in ('team', 'administrators')
    -- More than are wanted: many may be of no use by now, and whoever's are must not hold up the others'.
    order by due_at limit 1000 for update skip locked
  loop
    exit when jsonb_array_length(v_claimed) >= least(p_limit, 100);
    v_content := case v.recipient
      when 'visitor' then private.answer_mail(v) when 'member' then private.offline_mail(v) else private.billing_mail(v) end;
    if v_content is null then
      update private.mails set due_at = null, since = null, claim = null, attempts = 0 where id = v.id;
      continue;
    end if;
    v_later := private.waits_until(v, v_content ->> 'to');
    if v_later is not null then
      update private.mails set due_at = v_later where id = v.id;
      continue;
    end if;
    -- As long as a server may take over one portion; then the claim counts as given up.
    update private.mails set claim = gen_random_uuid(), claimed_seq = (v_content ->> 'seq')::int, attempts = attempts + 1,
      due_at = now() + interval '5 minutes'
    where id = v.id returning * into v;
    v_claimed := v_claimed || (v_content || jsonb_build_object('id', v.id, 'claim', v.claim));
  end loop;
  return v_claimed;
end $$;
comment on function public.claim_mails is
  'Mails that are due, each for this caller alone until it settles it or five minutes have passed. What was read meanwhile is left out.';

create function public.settle_mail(p_id uuid, p_claim uuid, p_error text default null, p_is_final boolean default false)
returns boolean language plpgsql security definer set search_path = '' as $$
-- Security definer: mails are private; only the server's own role may call it.
declare
  v private.mails;
  v_is_more boolean;
begin
  select * into v from private.mails where id = p_id and claim = p_claim for update;
  if not found then return false; end if;
  if p_error is null then
    v_is_more := v.recipient = 'visitor' and exists (
      select 1 from public.messages m
      where m.conversation_id = v.conversation_id and m.seq > v.claimed_seq and m.author = 'agent' and m.kind = 'text');
    update private.mails set claim = null, sent_seq = v.claimed_seq, attempts = 0, error = null,
      since = case when v_is_more then now() end,
      due_at = case when v_is_more then now() + private.seconds_of('answer_mail_after_seconds') end
    where id = v.id;
  elsif p_is_final or v.attempts >= private.limit_of(
    case v.recipient when 'administrator' then 'billing_mail_attempts' else 'mail_attempts' end) then
    -- What was not sent goes along with the next answer, if there is one: the address may have been put right.
    update private.mails set claim = null, attempts = 0, since = null, due_at = null, error = left(p_error, 500) where id = v.id;
  else
    update private.mails set claim = null, error = left(p_error, 500),
      due_at = now() + least(interval '1 minute' * power(2, least(v.attempts - 1, 6)), interval '1 hour')
    where id = v.id;
  end if;
  return true;
end $$;
comment on function public.settle_mail is
  'What became of a claimed mail: sent, to be tried again later, or given up. False when the claim was over by then.';
revoke all on function public.claim_mails, public.settle_mail from public, anon, authenticated;
grant execute on function public.claim_mails, public.settle_mail to service_role;
