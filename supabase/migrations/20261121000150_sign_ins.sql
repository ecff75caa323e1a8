-- Sign-ins: the devices somebody is signed in on, and the second factor. They belong to the person, not to a membership.
-- Auth checks the password; what is here decides whether the session it gave out opens anything (private.session_is_admitted).

create table private.sign_in_sessions (
  -- The session_id claim of the token.
  session_id       uuid        primary key,
  user_id          uuid        not null references auth.users (id) on delete cascade,
  ip               inet,
  user_agent       text        not null default '' check (char_length(user_agent) <= 400),
  -- The iat claim of the newest token the server has seen with this session.
  token_issued_at  timestamptz,
  second_factor_at timestamptz,
  -- Made by a link to a forgotten password's mailbox: until then it may set a new one without the old.
  recovery_until   timestamptz,
  created_at       timestamptz not null default now(),
  last_seen_at     timestamptz not null default now(),
  revoked_at       timestamptz
);
comment on table private.sign_in_sessions is
  'Written by the server alone, which is the one to see the address a session comes from.';
create index sign_in_sessions_user_id_idx on private.sign_in_sessions (user_id, last_seen_at desc);

create table private.second_factors (
  user_id       uuid        primary key references auth.users (id) on delete cascade,
  secret        text        not null,
  confirmed_at  timestamptz,
  -- The last time step a code was taken for: no code works twice.
  last_step     bigint      not null default 0,
  created_at    timestamptz not null default now()
);
comment on table private.second_factors is
  'The secret an authenticator app shares; it counts once a first code has confirmed it.';

create table private.recovery_codes (
  user_id   uuid  not null references auth.users (id) on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);
comment on table private.recovery_codes is 'Each opens one session instead of a code, and is gone then.';

create table private.owed_passwords (
  user_id uuid        primary key references auth.users (id) on delete cascade,
  since   timestamptz not null default now()
);
comment on table private.owed_passwords is
  'Whose password somebody else has set and therefore knows: until they set their own, their sessions open nothing.';

create type public.sign_in_change as enum ('own_password', 'given_password', 'email');
comment on type public.sign_in_change is 'given_password: somebody else knows it, so it opens a page that asks for another and nothing more.';
create table private.allowed_changes (
  user_id    uuid                   not null references auth.users (id) on delete cascade,
  change     public.sign_in_change not null,
  email      text,
  expires_at timestamptz            not null,
  primary key (user_id, change)
);
comment on table private.allowed_changes is
  'What may be changed about a sign-in right now, once. Auth itself takes a new password or address with any valid token.';

create function private.session_id() returns uuid
language sql stable set search_path = '' as $$
  select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'session_id', '')::uuid
$$;

create function private.token_issued_at() returns timestamptz
language sql stable set search_path = '' as $$
  select to_timestamp((nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'iat')::double precision)
$$;

create function private.session_is_admitted(p_ip_allow_list cidr[] default null) returns boolean
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: every policy asks this, and nobody may read sign-ins.
declare v private.sign_in_sessions;
begin
  select * into v from private.sign_in_sessions where session_id = private.session_id();
  if v.revoked_at is not null then return false; end if;
  if p_ip_allow_list is not null and (v.ip is null or not v.ip <<= any (p_ip_allow_list)
     -- Auth renews a session for whoever brings its refresh token. What the server has not seen comes from anywhere.
     or coalesce(v.token_issued_at < private.token_issued_at(), true)) then
    return false;
  end if;
  return (v.second_factor_at is not null
      or not exists (select 1 from private.second_factors where user_id = auth.uid() and confirmed_at is not null))
    and not exists (select 1 from private.owed_passwords where user_id = auth.uid());
end $$;
comment on function private.session_is_admitted is
  'False for a session that was signed out elsewhere, comes from outside the addresses allowed, or still owes its second factor or a password of its owner''s own.';
grant execute on function private.session_is_admitted to authenticated;

-- The server's part ------------------------------------------------------------------------------

create function public.record_session(
  p_session uuid, p_user uuid, p_ip inet, p_user_agent text, p_token_issued_at timestamptz
) returns jsonb language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only.
declare
  v private.sign_in_sessions;
  v_needs_second_factor boolean;
  v_needs_password boolean;
begin
  insert into private.sign_in_sessions as s (session_id, user_id, ip, user_agent, token_issued_at)
  values (p_session, p_user, p_ip, left(coalesce(p_user_agent, ''), 400), p_token_issued_at)
  on conflict (session_id) do update set ip = excluded.ip, user_agent = excluded.user_agent, last_seen_at = now(),
      token_issued_at = greatest(s.token_issued_at, excluded.token_issued_at)
    where s.user_id = excluded.user_id
  returning * into v;
  if not found then perform private.deny(); end if;
  v_needs_second_factor := v.second_factor_at is null and exists (
    select 1 from private.second_factors where user_id = p_user and confirmed_at is not null);
  v_needs_password := exists (select 1 from private.owed_passwords where user_id = p_user);
  -- Memberships follow the address of their sign-in, once its owner has confirmed a new one: the owner, so not whoever
  -- holds a session that opens nothing.
  update public.members m set email = lower(u.email) from auth.users u
  where v.revoked_at is null and not v_needs_second_factor and not v_needs_password
    and u.id = p_user and m.user_id = p_user and m.status <> 'deleted' and m.email is distinct from lower(u.email)
    and not exists (select 1 from public.members taken where taken.organization_id = m.organization_id
                    and taken.email = lower(u.email) and taken.status <> 'deleted');
  return jsonb_build_object('is_revoked', v.revoked_at is not null, 'needs_second_factor', v_needs_second_factor,
    'needs_password', v_needs_password);
end $$;
comment on function public.record_session is
  'Notes where a session comes from, at sign-in and whenever its token is renewed; says whether it may go on.';

-- Auth's own doors --------------------------------------------------------------------------------

create function public.allow_sign_in_change(p_user uuid, p_change public.sign_in_change, p_email text default null) returns void
language sql security definer set search_path = '' as $$
  -- Security definer, for the server's own role only: it has seen the owner's proof, or judged who manages them.
  insert into private.allowed_changes (user_id, change, email, expires_at)
  values (p_user, p_change, lower(p_email), now() + interval '1 minute')
  on conflict (user_id, change) do update set email = excluded.email, expires_at = excluded.expires_at
$$;
comment on function public.allow_sign_in_change is
  'Opens Auth for one change of a sign-in, for a minute: a password of the owner''s own, one that somebody gives them, or this address.';

create function private.use_allowed_change(p_user uuid, p_changes public.sign_in_change[], p_email text default null)
returns public.sign_in_change language plpgsql set search_path = '' as $$
declare v public.sign_in_change;
begin
  delete from private.allowed_changes
  where user_id = p_user and change = any (p_changes) and email is not distinct from lower(p_email) and expires_at > now()
  returning change into v;
  if not found then perform private.refuse('proof_is_missing', 403); end if;
  return v;
end $$;

create function private.guard_sign_in() returns trigger
language plpgsql security definer set search_path = '' as $$
-- Security definer: Auth writes the row, and reads nothing of ours. A stolen token must not become a stolen account.
begin
  if new.deleted_at is not null then return null; end if;
  if new.encrypted_password is distinct from old.encrypted_password
     -- One that never had a password is given the first by the link that confirms it.
     and coalesce(old.encrypted_password, '') <> '' and coalesce(new.encrypted_password, '') <> '' then
    if private.use_allowed_change(new.id, '{own_password,given_password}') = 'given_password' then
      insert into private.owed_passwords (user_id) values (new.id) on conflict (user_id) do update set since = now();
    else
      delete from private.owed_passwords where user_id = new.id;
    end if;
  end if;
  -- Asked for, it waits in email_change for the link in its mailbox; then it moves to email, which needs no more proof.
  if coalesce(new.email_change, '') <> '' and new.email_change is distinct from old.email_change then
    perform private.use_allowed_change(new.id, '{email}', new.email_change);
  elsif new.email is distinct from old.email and lower(new.email) is distinct from lower(old.email_change) then
    perform private.use_allowed_change(new.id, '{email}', new.email);
  end if;
  return null;
end $$;
comment on function private.guard_sign_in is
  'Trigger: Auth changes a password or an address only where allow_sign_in_change has just opened the way.';
create trigger foyer_guard_sign_in after update of encrypted_password, email, email_change on auth.users
  for each row execute function private.guard_sign_in();

create function public.begin_recovery(p_user uuid, p_session uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: it has seen the link open this session.
begin
  insert into private.sign_in_sessions as s (session_id, user_id, recovery_until)
  values (p_session, p_user, now() + interval '15 minutes')
  on conflict (session_id) do update set recovery_until = excluded.recovery_until
    where s.user_id = excluded.user_id and s.revoked_at is null;
  if not found then perform private.deny(); end if;
end $$;
comment on function public.begin_recovery is
  'Notes that a link for a forgotten password made the session, which may set a new one for a quarter of an hour.';

create function public.is_recovering(p_user uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  -- Security definer, for the server's own role only. The mailbox stands in for the password, not for the second factor.
  select exists (
    select 1 from private.sign_in_sessions
    where session_id = p_session and user_id = p_user and revoked_at is null and recovery_until > now()
      and (second_factor_at is not null
           or not exists (select 1 from private.second_factors where user_id = p_user and confirmed_at is not null)))
$$;
comment on function public.is_recovering is 'Whether the session may set a new password without the old one now.';

create function public.end_recovery(p_user uuid, p_session uuid) returns void
language sql security definer set search_path = '' as $$
  -- Security definer, for the server's own role only: the new password is set.
  update private.sign_in_sessions set recovery_until = null where session_id = p_session and user_id = p_user
$$;

create function public.second_factor_of(p_user uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Security definer, for the server's own role only: it reads the secret to check a code.
  select jsonb_build_object('secret', secret, 'is_confirmed', confirmed_at is not null, 'last_step', last_step)
  from private.second_factors where user_id = p_user
$$;

create function public.begin_second_factor(p_user uuid, p_secret text) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only.
begin
  insert into private.second_factors as f (user_id, secret) values (p_user, p_secret)
  on conflict (user_id) do update set secret = excluded.secret, created_at = now(), last_step = 0
    where f.confirmed_at is null;
  if not found then perform private.refuse('second_factor_is_on'); end if;
end $$;
comment on function public.begin_second_factor is 'Keeps a new secret until a first code confirms it.';

create function public.pass_second_factor(p_user uuid, p_session uuid, p_step bigint, p_is_first boolean default false)
returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: it has compared the code with the secret.
begin
  update private.second_factors set last_step = p_step, confirmed_at = coalesce(confirmed_at, now())
  where user_id = p_user and last_step < p_step and (confirmed_at is null) = p_is_first;
  if not found then perform private.refuse('code_is_wrong', 422, 'code'); end if;
  update private.sign_in_sessions set second_factor_at = now()
  where session_id = p_session and user_id = p_user and revoked_at is null;
  if not found then perform private.deny(); end if;
  -- From here on the person's other sessions owe a code, and so do their open sockets.
  if p_is_first then perform private.silence_user(p_user); end if;
end $$;
comment on function public.pass_second_factor is
  'Takes a code of the given time step (30 s) once, and lets the session in. The first one, said to be it, turns the second factor on.';

create function public.use_recovery_code(p_user uuid, p_session uuid, p_code text) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only.
begin
  delete from private.recovery_codes
  where user_id = p_user and code_hash = sha256(convert_to(p_user || ':' || p_code, 'UTF8'));
  if not found then perform private.refuse('code_is_wrong', 422, 'code'); end if;
  update private.sign_in_sessions set second_factor_at = now()
  where session_id = p_session and user_id = p_user and revoked_at is null;
  if not found then perform private.deny(); end if;
  return (select count(*) from private.recovery_codes where user_id = p_user);
end $$;
comment on function public.use_recovery_code is 'Lets a session in by a recovery code, once; answers how many are left.';

create function public.set_recovery_codes(p_user uuid, p_codes text[]) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: only hashes are kept.
begin
  delete from private.recovery_codes where user_id = p_user;
  insert into private.recovery_codes (user_id, code_hash)
  select p_user, sha256(convert_to(p_user || ':' || code, 'UTF8')) from unnest(p_codes) code;
end $$;

create function public.end_second_factor(p_user uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: it has asked for the password or a code.
begin
  delete from private.second_factors where user_id = p_user;
  delete from private.recovery_codes where user_id = p_user;
end $$;

-- The person's own part --------------------------------------------------------------------------

create function public.my_sign_ins() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: people see their own sessions and no others.
begin
  if auth.uid() is null or not private.session_is_admitted() then perform private.deny(); end if;
  return jsonb_build_object(
    'has_second_factor', exists (select 1 from private.second_factors where user_id = auth.uid() and confirmed_at is not null),
    'recovery_codes_left', (select count(*) from private.recovery_codes where user_id = auth.uid()),
    'sessions', coalesce((
      select jsonb_agg(jsonb_build_object('id', n.session_id, 'ip', host(n.ip), 'user_agent', n.user_agent,
        'created_at', n.created_at, 'last_seen_at', n.last_seen_at, 'is_this', n.session_id = private.session_id())
        order by n.last_seen_at desc)
      from (
        select session_id, ip, user_agent, created_at, last_seen_at from private.sign_in_sessions
        where user_id = auth.uid() and revoked_at is null
        union all
        -- Somebody who knows the password may sign in without ever opening the console; the owner sees that too.
        select id, null, '', created_at, coalesce(updated_at, created_at) from auth.sessions a
        where a.user_id = auth.uid() and coalesce(a.updated_at, a.created_at) > now() - interval '90 days'
          and not exists (select 1 from private.sign_in_sessions where session_id = a.id)) n), '[]'::jsonb));
end $$;
comment on function public.my_sign_ins is 'Where the caller is signed in, and whether a second factor is asked for.';

create function public.revoke_sessions(p_session uuid default null) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer: people end their own sessions and no others.
declare v_count int;
begin
  -- While a second factor is owed only the session itself: the password alone must not throw its owner out.
  if auth.uid() is null or not (private.session_is_admitted() or coalesce(p_session = private.session_id(), false)) then
    perform private.deny();
  end if;
  -- Those the server has not noted yet are written down to be refused.
  insert into private.sign_in_sessions (session_id, user_id, last_seen_at)
  select id, user_id, coalesce(updated_at, created_at) from auth.sessions a
  where a.user_id = auth.uid() and (p_session is null or id = p_session)
  on conflict do nothing;
  with ended as (
    update private.sign_in_sessions set revoked_at = now()
    where user_id = auth.uid() and revoked_at is null
      and case when p_session is null then session_id is distinct from private.session_id() else session_id = p_session end
    returning session_id),
  -- Without it the refresh token would go on making new tokens when this is long forgotten.
  gone as (delete from auth.sessions where id in (select session_id from ended))
  select count(*) into v_count from ended;
  if p_session is not null and v_count = 0 then perform private.deny(); end if;
  -- Whoever ends their own session closes its sockets; everybody else need not join anew for that.
  if v_count > 0 and p_session is distinct from private.session_id() then perform private.silence_user(auth.uid()); end if;
  return v_count;
end $$;
comment on function public.revoke_sessions is
  'Signs out one of the caller''s sessions, or with null all but this one. Their tokens open nothing from then on.';

revoke all on function public.record_session, public.allow_sign_in_change, public.begin_recovery, public.is_recovering, public.end_recovery, public.second_factor_of, public.begin_second_factor, public.pass_second_factor,
  public.use_recovery_code, public.set_recovery_codes, public.end_second_factor, public.my_sign_ins, public.revoke_sessions
  from public, anon, authenticated;
grant execute on function public.record_session, public.allow_sign_in_change, public.begin_recovery, public.is_recovering, public.end_recovery,
  public.second_factor_of, public.begin_second_factor,
  public.pass_second_factor, public.use_recovery_code, public.set_recovery_codes, public.end_second_factor to service_role;
grant execute on function public.my_sign_ins, public.revoke_sessions to authenticated;
