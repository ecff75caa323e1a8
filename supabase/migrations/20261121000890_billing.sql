-- The subscription: what each plan allows, what an organization pays for, and the one function that writes what was paid.

create type public.billing_plan as enum ('unlimited', 'trial', 'free', 'seat', 'contact');
comment on type public.billing_plan is
  'unlimited: the installation sells nothing; trial, free: nobody pays; seat: paid for each agent; contact: paid for each contact, agents and channels without limit.';
create type public.billing_interval as enum ('month', 'year');
create type public.subscription_status as enum (
  'none', 'incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled');
comment on type public.subscription_status is 'As Stripe says it; none: there has never been one.';

create table private.plans (
  plan           public.billing_plan primary key,
  -- Null: no limit; of the plan seat: as many as are paid for.
  seats          int,
  sites          int,
  channels       public.channel[]    not null,
  -- Days after which a closed conversation is deleted; null: never.
  retention_days int                 check (retention_days > 0)
);
comment on table private.plans is 'What a plan allows. Policies and functions read it here and nowhere else; prices are Stripe''s.';
insert into private.plans (plan, seats, sites, channels, retention_days) values
  ('unlimited', null, null, enum_range(null::public.channel), null),
  ('trial', 10, 5, '{live,nrt,call,video}', 365),
  ('free', 3, 1, '{live,nrt}', 90),
  ('seat', null, null, '{live,nrt,call,video}', 730),
  ('contact', null, null, enum_range(null::public.channel), null);

create table private.billing_settings (
  is_single boolean primary key default true check (is_single),
  is_on     boolean not null default false
);
comment on table private.billing_settings is 'Whether the installation sells subscriptions: the server says so when it starts.';
insert into private.billing_settings default values;

create table public.billing_accounts (
  organization_id        uuid                       primary key references public.organizations (id) on delete cascade,
  -- What they may use now: kept by settle_account.
  plan                   public.billing_plan        not null default 'unlimited',
  is_unlimited           boolean                    not null default true,
  trial_ends_at          timestamptz,
  stripe_customer_id     text                       unique,
  stripe_subscription_id text,
  subscribed_plan        public.billing_plan,
  status                 public.subscription_status not null default 'none',
  quantity               int                        not null default 0 check (quantity >= 0),
  billing_interval       public.billing_interval,
  current_period_end     timestamptz,
  cancel_at_period_end   boolean                    not null default false,
  -- A payment failed: until then what was paid for stays.
  grace_until            timestamptz,
  -- More people hold a seat than there are: until then somebody chooses who keeps one.
  choose_by              timestamptz,
  kept_members           uuid[],
  -- A change of plan shortened how long conversations are kept: until then they are kept as long as before; null days: for ever.
  longer_retention_until timestamptz,
  longer_retention_days  int,
  company                text                       not null default '' check (char_length(company) <= 150),
  email                  text                       not null default '' check (char_length(email) <= 254),
  line1                  text                       not null default '' check (char_length(line1) <= 200),
  line2                  text                       not null default '' check (char_length(line2) <= 200),
  postal_code            text                       not null default '' check (char_length(postal_code) <= 20),
  city                   text                       not null default '' check (char_length(city) <= 100),
  country                text                       not null default '' check (country ~ '^([A-Z]{2})?$'),
  vat_id                 text                       not null default '' check (char_length(vat_id) <= 20),
  -- Raised by each write of what was paid, so that what was read before another write is not written after it.
  version                int                        not null default 0,
  synced_at              timestamptz
);
comment on table public.billing_accounts is
  'What an organization pays for. What was paid is written by apply_subscription alone, from what Stripe says at that moment.';
comment on column public.billing_accounts.is_unlimited is 'They were here before the installation sold anything, or it sells nothing.';

create table public.billing_invoices (
  id              text        primary key,
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  number          text,
  status          text        not null check (status in ('draft', 'open', 'paid', 'uncollectible', 'void')),
  currency        text        not null,
  -- In the currency's smallest unit.
  total           bigint      not null,
  amount_due      bigint      not null,
  refunded        bigint      not null default 0,
  dispute         text        check (dispute in ('open', 'won', 'lost')),
  hosted_url      text,
  pdf_url         text,
  created_at      timestamptz not null
);
comment on column public.billing_invoices.dispute is
  'The holder of the card took the payment back: open while their bank decides; won: it stays paid; lost: it does not.';
create index billing_invoices_organization_id_idx on public.billing_invoices (organization_id, created_at desc);

create table public.billing_drifts (
  id              bigint      primary key generated always as identity,
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  before          jsonb       not null,
  after           jsonb       not null,
  found_at        timestamptz not null default now()
);
comment on table public.billing_drifts is 'Where what was stored was not what Stripe said: found and repaired by the nightly comparison.';
create index billing_drifts_organization_id_idx on public.billing_drifts (organization_id, id desc);

create table private.stripe_events (
  id              text        primary key,
  type            text        not null,
  organization_id uuid        not null references public.organizations (id) on delete cascade,
  received_at     timestamptz not null default now()
);
comment on table private.stripe_events is 'Events whose effect is stored: the same transaction wrote both.';
create index stripe_events_organization_id_idx on private.stripe_events (organization_id);

-- Who may look -----------------------------------------------------------------------------------

create function private.my_billing_organization_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  -- Security definer: policies ask this, and the tables it reads have policies of their own.
  select private.my_organization_ids_as('administrator') except select private.my_confined_organization_ids()
$$;
comment on function private.my_billing_organization_ids is
  'Organizations whose prices and invoices the caller sees: their administrators, but not one who belongs to a group, because the subscription is everybody''s.';
grant execute on function private.my_billing_organization_ids to authenticated;

alter table public.billing_accounts enable row level security;
alter table public.billing_accounts force row level security;
alter table public.billing_invoices enable row level security;
alter table public.billing_invoices force row level security;
alter table public.billing_drifts enable row level security;
alter table public.billing_drifts force row level security;
create policy billing_accounts_select_administrator on public.billing_accounts for select to authenticated
  using (organization_id in (select private.my_billing_organization_ids()));
create policy billing_invoices_select_administrator on public.billing_invoices for select to authenticated
  using (organization_id in (select private.my_billing_organization_ids()));
create policy billing_drifts_select_administrator on public.billing_drifts for select to authenticated
  using (organization_id in (select private.my_billing_organization_ids()));
grant select on public.billing_accounts, public.billing_invoices, public.billing_drifts to authenticated, service_role;

create function private.require_biller(p_organization uuid) returns public.members
language plpgsql stable set search_path = '' as $$
declare v_actor public.members := private.require_member(p_organization, '{administrator}');
begin
  if private.is_confined(v_actor.id) then perform private.deny(); end if;
  return v_actor;
end $$;

create trigger billing_accounts_keep_columns before update on public.billing_accounts
  for each row execute function private.keep_columns('organization_id');

-- What a plan allows -----------------------------------------------------------------------------

create function private.plan_of(p_organization uuid) returns private.plans
language sql stable set search_path = '' as $$
  select p from public.billing_accounts a join private.plans p using (plan) where a.organization_id = p_organization
$$;

create function public.plan_limits(p_organization uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: plans are private. Every member may know what can be used; nothing here tells a price.
declare v private.plans;
begin
  perform private.require_member(p_organization);
  v := private.plan_of(p_organization);
  return jsonb_build_object('plan', v.plan, 'channels', v.channels, 'sites', v.sites,
    'site_count', (select count(*) from public.sites where organization_id = p_organization));
end $$;
comment on function public.plan_limits is 'The channels and how many sites the organization''s plan allows; sites null is no limit.';

create function private.check_plan_channels() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: plans are private.
begin
  -- What somebody had before the plan changed stays written, and comes back with the plan; nothing outside it is added.
  if exists (select unnest(new.channels) except select unnest(old.channels)
             except select unnest((private.plan_of(new.organization_id)).channels)) then
    perform private.refuse('channel_is_not_in_plan', 409, 'channels');
  end if;
  return new;
end $$;
create trigger agent_availability_check_plan before update of channels on public.agent_availability
  for each row when (old.channels is distinct from new.channels) execute function private.check_plan_channels();

create function private.check_plan_sites() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: plans are private, and the count is of all sites.
declare v_limit int := (private.plan_of(new.organization_id)).sites;
begin
  if v_limit is null then return new; end if;
  -- Two who add the last one at the same time meet at this lock.
  perform 1 from public.billing_accounts where organization_id = new.organization_id for no key update;
  if (select count(*) from public.sites where organization_id = new.organization_id) >= v_limit then
    perform private.refuse('no_site_left');
  end if;
  return new;
end $$;
create trigger sites_check_plan before insert on public.sites
  for each row execute function private.check_plan_sites();

-- Settling ---------------------------------------------------------------------------------------

create function private.billing_grace() returns interval language sql immutable set search_path = '' as $$
  select interval '14 days'
$$;
comment on function private.billing_grace is
  'How long a trial lasts, how long what was paid for stays after a payment failed, and how long there is to choose who keeps a seat.';

create function private.retention_grace() returns interval language sql immutable set search_path = '' as $$
  select interval '30 days'
$$;
comment on function private.retention_grace is
  'How long after a change of plan conversations are still kept as long as before, so that nobody loses any by a slip.';

create function private.retention_of(p_account public.billing_accounts, p_now timestamptz) returns int
language sql stable set search_path = '' as $$
  select case when p_account.longer_retention_until > p_now then p_account.longer_retention_days
    else (select retention_days from private.plans where plan = p_account.plan) end
$$;
comment on function private.retention_of is 'Days for which a closed conversation is kept; null: for ever.';

create function private.is_shorter(p_days int, p_than int) returns boolean
language sql immutable set search_path = '' as $$
  select p_days is not null and (p_than is null or p_days < p_than)
$$;

create function private.take_seats(p_organization uuid, p_kept uuid[]) returns void
language plpgsql set search_path = '' as $$
-- The organization's assignment must be locked. Foyer itself acts, so the actor is nobody's row.
declare
  v_actor public.members;
  v public.members;
begin
  v_actor.id := gen_random_uuid();
  v_actor.organization_id := p_organization;
  v_actor.rights := '{administrator}';
  v_actor.modules := enum_range(null::public.module);
  v_actor.scope := 'all';
  v_actor.all_sites := true;
  for v in
    select * from public.members
    where organization_id = p_organization and status = 'active' and 'agent' = any (rights) and id <> all (p_kept)
    order by id
  loop
    perform private.change_member(v_actor, v.id, jsonb_build_object('rights', to_jsonb(array_remove(v.rights, 'agent'))));
  end loop;
end $$;
comment on function private.take_seats is
  'Takes the agent right from whoever does not keep a seat: they stay members, and their conversations return to the queue.';

create function private.settle_account(p_organization uuid) returns public.billing_accounts
language plpgsql set search_path = '' as $$
-- The organization's assignment must be locked: people may lose the agent right here.
declare
  v public.billing_accounts;
  v_limit int;
  v_used int;
  v_agents uuid[];
  v_before public.billing_accounts;
  v_retention int;
begin
  select * into v_before from public.billing_accounts where organization_id = p_organization for no key update;
  v := v_before;
  v.plan := case
    when v.is_unlimited then 'unlimited'
    when v.status in ('active', 'trialing') or (v.status = 'past_due' and v.grace_until > now()) then v.subscribed_plan
    when v.trial_ends_at > now() then 'trial'
    else 'free' end;
  v_limit := case v.plan when 'seat' then v.quantity else (select seats from private.plans where plan = v.plan) end;
  -- Whoever takes a seat at this moment waits for this row, and then finds the new limit.
  update public.seats set seat_limit = v_limit where organization_id = p_organization returning used into v_used;
  if v_limit is null or v_used <= v_limit then
    v.choose_by := null;
  else
    v_agents := array(select id from public.members
      where organization_id = p_organization and status = 'active' and 'agent' = any (rights)
        and (v.kept_members is null or id = any (v.kept_members))
      order by 'administrator' = any (rights) desc, created_at, id);
    if v.kept_members is not null and cardinality(v_agents) <= v_limit then
      perform private.take_seats(p_organization, v_agents);
      v.choose_by := null;
      v.kept_members := null;
    elsif v.choose_by is null then
      v.choose_by := now() + private.billing_grace();
    elsif v.choose_by <= now() then
      -- Nobody chose, after two weeks of being asked: administrators first, then who has been here longest.
      perform private.take_seats(p_organization, v_agents[1:v_limit]);
      v.choose_by := null;
      v.kept_members := null;
    end if;
  end if;
  if v.plan <> v_before.plan then
    v_retention := private.retention_of(v_before, now());
    v.longer_retention_until := null;
    v.longer_retention_days := null;
    if private.is_shorter(private.retention_of(v, now()), v_retention) then
      v.longer_retention_until := now() + private.retention_grace();
      v.longer_retention_days := v_retention;
    end if;
  end if;
  update public.billing_accounts set plan = v.plan, choose_by = v.choose_by, kept_members = v.kept_members,
    longer_retention_until = v.longer_retention_until, longer_retention_days = v.longer_retention_days
  where organization_id = p_organization returning * into v;
  return v;
end $$;
comment on function private.settle_account is
  'Makes plan, seat limit and retention follow what was paid and what time it is. Nobody loses a seat unasked: whoever keeps one is chosen, or known beforehand.';

create function private.add_billing_account() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write billing accounts or seats.
declare v_is_on boolean := (select is_on from private.billing_settings);
begin
  insert into public.billing_accounts (organization_id, plan, is_unlimited, trial_ends_at)
  values (new.id, case when v_is_on then 'trial' else 'unlimited' end::public.billing_plan, not v_is_on,
          case when v_is_on then now() + private.billing_grace() end);
  update public.seats set seat_limit = case when v_is_on then (select seats from private.plans where plan = 'trial') end
  where organization_id = new.id;
  return null;
end $$;
-- By its name after organizations_add_seats.
create trigger organizations_begin_billing after insert on public.organizations
  for each row execute function private.add_billing_account();

-- What administrators write ----------------------------------------------------------------------

create function private.is_vat_id(p_country text, p_vat_id text) returns boolean
language sql immutable set search_path = '' as $$
  select p_vat_id ~ coalesce(case p_country
    when 'AT' then '^ATU\d{8}$' when 'BE' then '^BE[01]\d{9}$' when 'BG' then '^BG\d{9,10}$' when 'CY' then '^CY\d{8}[A-Z]$'
    when 'CZ' then '^CZ\d{8,10}$' when 'DE' then '^DE\d{9}$' when 'DK' then '^DK\d{8}$' when 'EE' then '^EE\d{9}$'
    when 'GR' then '^EL\d{9}$' when 'ES' then '^ES[A-Z0-9]\d{7}[A-Z0-9]$' when 'FI' then '^FI\d{8}$'
    when 'FR' then '^FR[A-HJ-NP-Z0-9]{2}\d{9}$' when 'HR' then '^HR\d{11}$' when 'HU' then '^HU\d{8}$'
    when 'IE' then '^IE(\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$' when 'IT' then '^IT\d{11}$' when 'LT' then '^LT(\d{9}|\d{12})$'
    when 'LU' then '^LU\d{8}$' when 'LV' then '^LV\d{11}$' when 'MT' then '^MT\d{8}$' when 'NL' then '^NL[A-Z0-9+*]{12}$'
    when 'PL' then '^PL\d{10}$' when 'PT' then '^PT\d{9}$' when 'RO' then '^RO\d{2,10}$' when 'SE' then '^SE\d{12}$'
    when 'SI' then '^SI\d{8}$' when 'SK' then '^SK\d{10}$' when 'GB' then '^GB(\d{9}|\d{12}|(GD|HA)\d{3})$'
    when 'CH' then '^CHE\d{9}(MWST|TVA|IVA)$' when 'NO' then '^\d{9}MVA$' end, '^[A-Z0-9]{4,20}$')
$$;
comment on function private.is_vat_id is
  'Whether the VAT number, without spaces and dots, has the form its country gives it; where the form is unknown, letters and digits.';

create function public.save_order_information(p_organization uuid, p_order jsonb) returns public.billing_accounts
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write billing accounts; here administrators write who the invoice is for, and nothing else.
declare
  v public.billing_accounts;
  v_country text;
  v_vat_id text;
begin
  perform private.require_biller(p_organization);
  if p_order is null or jsonb_typeof(p_order) <> 'object' or not p_order ?& '{company,email,line1,line2,postal_code,city,country,vat_id}' then
    perform private.refuse('value_is_invalid', 422);
  end if;
  v_country := upper(private.text_of(p_order, 'country', 2, true));
  if v_country !~ '^[A-Z]{2}$' then perform private.refuse('value_is_invalid', 422, 'country'); end if;
  v_vat_id := upper(regexp_replace(private.text_of(p_order, 'vat_id', 40), '[\s.\-]', '', 'g'));
  if v_vat_id <> '' and not private.is_vat_id(v_country, v_vat_id) then
    perform private.refuse('vat_id_is_invalid', 422, 'vat_id');
  end if;
  update public.billing_accounts set
    company = private.text_of(p_order, 'company', 150, true), email = private.check_email(private.text_of(p_order, 'email', 254, true)),
    line1 = private.text_of(p_order, 'line1', 200, true), line2 = private.text_of(p_order, 'line2', 200),
    postal_code = private.text_of(p_order, 'postal_code', 20, true), city = private.text_of(p_order, 'city', 100, true),
    country = v_country, vat_id = v_vat_id
  where organization_id = p_organization returning * into v;
  return v;
end $$;
comment on function public.save_order_information is 'Who the invoice is for: company, address and VAT number, checked by the form of its country.';

create function public.choose_seats(p_organization uuid, p_members uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: nobody may write billing accounts.
declare v public.billing_accounts;
begin
  perform private.require_biller(p_organization);
  if cardinality(p_members) > 5000 then perform private.refuse('too_many_at_once', 422, 'members'); end if;
  perform private.lock_assignment(p_organization);
  perform private.require_biller(p_organization);
  if p_members is not null and (cardinality(p_members) = 0 or (
    select count(*) from public.members
    where organization_id = p_organization and id = any (p_members) and status = 'active' and 'agent' = any (rights)
  ) <> (select count(distinct m) from unnest(p_members) m)) then
    perform private.refuse('value_is_invalid', 422, 'members');
  end if;
  update public.billing_accounts set kept_members = p_members where organization_id = p_organization returning * into v;
  if p_members is not null and v.choose_by is not null then perform private.settle_account(p_organization); end if;
end $$;
comment on function public.choose_seats is
  'Who keeps a seat when there are fewer: done at once where there are too few already, otherwise when the smaller number begins. Null takes the choice back.';

-- The server's part ------------------------------------------------------------------------------

create function public.configure_billing(p_is_on boolean) returns void
language sql security definer set search_path = '' as $$
  -- Security definer, for the server's own role only. Organizations that are here keep what they have.
  update private.billing_settings set is_on = p_is_on where is_on is distinct from p_is_on
$$;
comment on function public.configure_billing is 'Whether organizations founded from now on begin with a trial, or without any limit.';

create function public.begin_trial(p_organization uuid) returns public.billing_accounts
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: an operator moves an organization that had no limit to the plans.
begin
  perform private.lock_assignment(p_organization);
  update public.billing_accounts set is_unlimited = false, trial_ends_at = now() + private.billing_grace()
  where organization_id = p_organization and is_unlimited;
  return private.settle_account(p_organization);
end $$;

create function public.link_customer(p_organization uuid, p_customer text) returns text
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only.
declare v_customer text;
begin
  update public.billing_accounts set stripe_customer_id = coalesce(stripe_customer_id, p_customer)
  where organization_id = p_organization returning stripe_customer_id into v_customer;
  return v_customer;
end $$;
comment on function public.link_customer is 'The organization''s customer at Stripe: the first one named stays. Answers which it is.';

create function public.apply_subscription(
  p_organization uuid, p_version int, p_event text, p_type text, p_state jsonb
) returns jsonb language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: it has the state from Stripe, fetched after it read the version.
declare
  v_old public.billing_accounts;
  v public.billing_accounts;
  v_before jsonb;
  v_after jsonb;
begin
  -- Before any row, as everything that may return conversations to the queue.
  perform private.lock_assignment(p_organization);
  select * into v_old from public.billing_accounts where organization_id = p_organization for no key update;
  if not found then perform private.refuse('organization_is_unknown', 404); end if;
  if exists (select 1 from private.stripe_events where id = p_event) then return '{"outcome": "duplicate"}'; end if;
  -- Somebody wrote since this state was fetched: theirs may be newer. The caller fetches again.
  if v_old.version <> p_version then return '{"outcome": "stale"}'; end if;
  if p_event is not null then
    insert into private.stripe_events (id, type, organization_id) values (p_event, p_type, p_organization);
  end if;

  update public.billing_accounts set
    stripe_customer_id = coalesce(stripe_customer_id, p_state ->> 'customer'),
    stripe_subscription_id = p_state ->> 'subscription',
    subscribed_plan = (p_state ->> 'plan')::public.billing_plan,
    status = (p_state ->> 'status')::public.subscription_status,
    quantity = (p_state ->> 'quantity')::int,
    billing_interval = (p_state ->> 'interval')::public.billing_interval,
    current_period_end = (p_state ->> 'current_period_end')::timestamptz,
    cancel_at_period_end = (p_state ->> 'cancel_at_period_end')::boolean,
    grace_until = case when p_state ->> 'status' = 'past_due' then coalesce(grace_until, now() + private.billing_grace()) end,
    -- Whoever takes the cancellation back needs nobody to give up a seat.
    kept_members = case when not (cancel_at_period_end and not (p_state ->> 'cancel_at_period_end')::boolean
      and p_state ->> 'status' in ('active', 'trialing')) then kept_members end,
    version = version + 1, synced_at = now()
  where organization_id = p_organization;
  insert into public.billing_invoices as i (id, organization_id, number, status, currency, total, amount_due, refunded, dispute,
    hosted_url, pdf_url, created_at)
  select r.id, p_organization, r.number, r.status, r.currency, r.total, r.amount_due, coalesce(r.refunded, 0), r.dispute,
    r.hosted_url, r.pdf_url, r.created_at
  from jsonb_to_recordset(p_state -> 'invoices') r (id text, number text, status text, currency text, total bigint,
    amount_due bigint, refunded bigint, dispute text, hosted_url text, pdf_url text, created_at timestamptz)
  on conflict (id) do update set number = excluded.number, status = excluded.status, total = excluded.total,
    amount_due = excluded.amount_due, refunded = excluded.refunded, dispute = excluded.dispute, hosted_url = excluded.hosted_url, pdf_url = excluded.pdf_url
    where i.organization_id = excluded.organization_id;
  if p_state -> 'note' is not null and p_state -> 'note' <> 'null' then
    perform private.write_audit(p_organization, 'billing_account', p_organization, '', 'changed', null, p_state -> 'note');
  end if;
  v := private.settle_account(p_organization);

  if p_type = 'comparison' then
    v_before := private.paid_state(v_old);
    v_after := private.paid_state(v);
    if v_before = v_after then return '{"outcome": "unchanged"}'; end if;
    insert into public.billing_drifts (organization_id, before, after) values (p_organization, v_before, v_after);
    return jsonb_build_object('outcome', 'repaired', 'before', v_before, 'after', v_after);
  end if;
  return '{"outcome": "applied"}';
end $$;
comment on function public.apply_subscription is
  'The only writer of what was paid: an event''s id and its effect in one transaction, from the state Stripe has now. outcome: applied, duplicate, stale (fetch again); of the type comparison, unchanged or repaired.';

create function private.paid_state(p_account public.billing_accounts) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('subscription', p_account.stripe_subscription_id, 'plan', p_account.subscribed_plan,
    'status', p_account.status, 'quantity', p_account.quantity, 'interval', p_account.billing_interval,
    'current_period_end', p_account.current_period_end, 'cancel_at_period_end', p_account.cancel_at_period_end)
$$;

create function public.settle_billing() returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only.
declare
  v_organization uuid;
  v_settled int := 0;
begin
  for v_organization in
    select organization_id from public.billing_accounts
    where not is_unlimited and (choose_by <= now() or (plan = 'trial' and trial_ends_at <= now())
      or (status = 'past_due' and grace_until <= now() and plan <> 'free'))
    order by organization_id limit 200
  loop
    perform private.lock_assignment(v_organization);
    perform private.settle_account(v_organization);
    v_settled := v_settled + 1;
  end loop;
  return v_settled;
end $$;
comment on function public.settle_billing is
  'What time alone changes: trials and periods of grace that are over. Called by the reconciliation; answers how many there were.';

revoke all on function public.plan_limits, public.save_order_information, public.choose_seats, public.configure_billing,
  public.begin_trial, public.link_customer, public.apply_subscription, public.settle_billing from public, anon, authenticated;
grant execute on function public.plan_limits, public.save_order_information, public.choose_seats to authenticated;
grant execute on function public.configure_billing, public.begin_trial, public.link_customer, public.apply_subscription,
  public.settle_billing to service_role;

create trigger billing_accounts_audit after update on public.billing_accounts
  for each row execute function private.audit('billing_account', 'organization_id',
    '{organization_id,version,synced_at,stripe_customer_id,stripe_subscription_id}');
