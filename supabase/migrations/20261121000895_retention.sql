-- How long closed conversations are kept. The plan says it; here they are counted, announced and deleted.

create table private.retention_runs (
  organization_id uuid    primary key references public.organizations (id) on delete cascade,
  day             date    not null,
  conversations   int     not null default 0,
  visitors        int     not null default 0,
  is_done         boolean not null default false
);
comment on table private.retention_runs is
  'What the last day''s deletion has come to. It goes in portions, and is told of in the audit log once, when it is done.';

create index conversations_closed_at_idx on public.conversations (organization_id, closed_at) where closed_at is not null;
-- By a time that never changes: an index on last_seen_at would have to be written at every visit.
create index visitors_created_at_idx on public.visitors (organization_id, created_at);

-- What is announced ------------------------------------------------------------------------------

create function private.announce_retention(
  p_account public.billing_accounts, p_days int, p_at timestamptz
) returns jsonb language sql stable set search_path = '' as $$
  -- Not those that are gone by then anyway. Null: nothing becomes shorter.
  select jsonb_build_object('days', p_days, 'at', p_at, 'conversations', (
      select count(*) from public.conversations c
      where c.organization_id = p_account.organization_id and c.closed_at < p_at - make_interval(days => p_days)
        and (r.days is null or c.closed_at >= p_at - make_interval(days => r.days))))
  from (select private.retention_of(p_account, now()) as days) r
  where private.is_shorter(p_days, r.days)
$$;
comment on function private.announce_retention is
  'That conversations will be kept for so many days from a moment on, and how many of today''s will then be deleted.';

create function private.shorter_retention(p_account public.billing_accounts) returns jsonb
language sql stable set search_path = '' as $$
  select private.announce_retention(p_account, p.retention_days, p_account.longer_retention_until)
  from private.plans p where p.plan = p_account.plan and p_account.longer_retention_until > now()
$$;
comment on function private.shorter_retention is 'What a change of plan that has been made will delete; null: nothing.';

create function public.retention_outlook(p_organization uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: plans are private, and the count is of all conversations, whatever the caller's scope.
declare v public.billing_accounts;
begin
  perform private.require_biller(p_organization);
  select * into v from public.billing_accounts where organization_id = p_organization;
  return jsonb_build_object('days', private.retention_of(v, now()), 'shorter', private.shorter_retention(v), 'free', (
    select private.announce_retention(v, p.retention_days, v.current_period_end + private.retention_grace())
    from private.plans p
    where p.plan = 'free' and v.plan in ('seat', 'contact') and v.current_period_end is not null));
end $$;
comment on function public.retention_outlook is
  'For how many days conversations are kept (null: for ever), what a smaller plan that has begun will delete, and what the free plan after the subscription would.';

-- What is deleted --------------------------------------------------------------------------------

create function public.list_retention_due(p_now timestamptz, p_after uuid, p_limit int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  -- Security definer, for the server's own role only.
  select a.organization_id from public.billing_accounts a
  left join private.retention_runs r using (organization_id)
  where private.retention_of(a, p_now) is not null and (p_after is null or a.organization_id > p_after)
    and (r.organization_id is null or r.day < (p_now at time zone 'UTC')::date or not r.is_done)
  order by a.organization_id limit p_limit
$$;
comment on function public.list_retention_due is 'Organizations that keep conversations for a time and were not gone through today.';

create function public.delete_old_conversations(p_organization uuid, p_now timestamptz, p_limit int) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: nobody may delete conversations.
declare
  v_account public.billing_accounts;
  v_run private.retention_runs;
  v_before timestamptz;
  v_ids uuid[];
  v_conversations int;
  v_visitors int;
begin
  -- Held to the end, so that a larger plan bought at this moment comes wholly before or after this portion.
  select * into v_account from public.billing_accounts where organization_id = p_organization for share;
  v_before := p_now - make_interval(days => private.retention_of(v_account, p_now));
  if v_before is null then return '{"conversations": 0, "visitors": 0, "is_more": false}'; end if;
  -- Two who do this at the same time take turns here.
  insert into private.retention_runs as r (organization_id, day) values (p_organization, (p_now at time zone 'UTC')::date)
  on conflict (organization_id) do update set day = greatest(r.day, excluded.day),
    conversations = case when r.day < excluded.day then 0 else r.conversations end,
    visitors = case when r.day < excluded.day then 0 else r.visitors end,
    is_done = r.is_done and r.day >= excluded.day
  returning * into v_run;
  if v_run.is_done then return '{"conversations": 0, "visitors": 0, "is_more": false}'; end if;

  -- One that is being reopened at this moment is passed over: then it is none of these any more.
  v_ids := array(select id from public.conversations
    where organization_id = p_organization and closed_at < v_before
    order by closed_at limit p_limit for update skip locked);
  delete from public.conversations where organization_id = p_organization and id = any (v_ids);
  get diagnostics v_conversations = row_count;

  v_ids := array(select v.id from public.visitors v
    where v.organization_id = p_organization and v.created_at < v_before and v.last_seen_at < v_before
      and not exists (select 1 from public.conversations c where c.organization_id = p_organization and c.visitor_id = v.id)
    order by v.created_at limit p_limit for update skip locked);
  -- Asked again now that nobody can write as one of them: a conversation begun meanwhile would go with its visitor.
  delete from public.visitors v where v.organization_id = p_organization and v.id = any (v_ids)
    and not exists (select 1 from public.conversations c where c.organization_id = p_organization and c.visitor_id = v.id);
  get diagnostics v_visitors = row_count;

  update private.retention_runs set conversations = conversations + v_conversations, visitors = visitors + v_visitors,
    is_done = v_conversations < p_limit and v_visitors < p_limit
  where organization_id = p_organization returning * into v_run;
  if v_run.is_done and v_run.conversations + v_run.visitors > 0 then
    perform private.write_audit(p_organization, 'retention', p_organization, '', 'removed',
      jsonb_build_object('conversations', v_run.conversations, 'visitors', v_run.visitors), null);
  end if;
  return jsonb_build_object('conversations', v_conversations, 'visitors', v_visitors, 'is_more', not v_run.is_done);
end $$;
comment on function public.delete_old_conversations is
  'Deletes up to p_limit conversations that were closed longer ago than the plan keeps them, with all that was said and answered in them, and as many visitors nobody has seen since who have none left. is_more: call again.';

revoke all on function public.retention_outlook, public.list_retention_due, public.delete_old_conversations
  from public, anon, authenticated;
grant execute on function public.retention_outlook to authenticated;
grant execute on function public.list_retention_due, public.delete_old_conversations to service_role;
