-- Mail about the subscription: written with what it is about, and sent by the queue of 680_mail. What it says is read when it is
-- sent, so that nobody is told to pay, or to choose, what has been paid or chosen meanwhile.

create function private.billing_reminder() returns interval language sql immutable set search_path = '' as $$
  select interval '3 days'
$$;
comment on function private.billing_reminder is 'How long before a deadline passes administrators are told of it once more.';

create function private.note_deadlines() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody writes mails.
begin
  insert into private.mails (organization_id, recipient, notice, until, is_reminder, due_at)
  select new.organization_id, 'administrators', d.notice, d.until, r.is_reminder,
    case when r.is_reminder then d.until - private.billing_reminder() else now() end
  from (values ('payment_failed', old.grace_until, new.grace_until), ('choose_seats', old.choose_by, new.choose_by),
    ('shorter_retention', old.longer_retention_until, new.longer_retention_until)) d (notice, before, until)
  cross join (values (false), (true)) r (is_reminder)
  where d.until is distinct from d.before and d.until > now() + case when r.is_reminder then private.billing_reminder() else '0' end
  on conflict do nothing;
  return null;
end $$;
create trigger billing_accounts_note_deadlines after update on public.billing_accounts
  for each row when (old.grace_until is distinct from new.grace_until or old.choose_by is distinct from new.choose_by
    or old.longer_retention_until is distinct from new.longer_retention_until)
  execute function private.note_deadlines();

create function private.note_dispute() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody writes mails.
begin
  insert into private.mails (organization_id, recipient, notice, invoice_id, due_at)
  values (new.organization_id, 'administrators', 'disputed', new.id, now())
  on conflict do nothing;
  return null;
end $$;
create trigger billing_invoices_note_dispute after insert or update of dispute on public.billing_invoices
  for each row when (new.dispute = 'open') execute function private.note_dispute();

create view private.billing_readers as
  select m.organization_id, m.id as member_id, m.email, m.locale
  from public.members m
  where m.status = 'active' and m.email is not null and 'administrator' = any (m.rights) and not private.is_confined(m.id);
comment on view private.billing_readers is 'Who is mailed about money: those who may read about it.';

create function private.spread_billing_mail(p private.mails) returns void
language sql volatile set search_path = '' as $$
  insert into private.mails (organization_id, recipient, member_id, notice, until, invoice_id, is_reminder, due_at)
  select p.organization_id, 'administrator', r.member_id, p.notice, p.until, p.invoice_id, p.is_reminder, now()
  from private.billing_readers r where r.organization_id = p.organization_id
  on conflict do nothing
$$;

create function private.billing_mail(p private.mails) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('kind', p.notice, 'to', r.email, 'locale', r.locale, 'organization_name', o.name,
    'organization_slug', o.slug, 'is_reminder', p.is_reminder, 'until', p.until, 'seq', 1) || about.details
  from public.billing_accounts a
  join public.organizations o on o.id = a.organization_id
  join private.billing_readers r on r.organization_id = a.organization_id and r.member_id = p.member_id
  cross join lateral (
    select '{}'::jsonb as details where p.notice = 'payment_failed' and a.grace_until = p.until and p.until > now()
    union all
    select '{}' where p.notice = 'choose_seats' and a.choose_by = p.until and p.until > now()
    union all
    select s.shorter from (select private.shorter_retention(a) as shorter) s
    where p.notice = 'shorter_retention' and a.longer_retention_until = p.until and (s.shorter ->> 'conversations')::bigint > 0
    union all
    select jsonb_build_object('number', i.number, 'total', i.total, 'currency', i.currency)
    from public.billing_invoices i
    where p.notice = 'disputed' and i.organization_id = a.organization_id and i.id = p.invoice_id and i.dispute = 'open') about
  where a.organization_id = p.organization_id and p.sent_seq = 0
$$;
comment on function private.billing_mail is
  'What one administrator is told once; null when it is over by then, or not theirs to know any more.';
