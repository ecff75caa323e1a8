-- Visitors: the people who chat. They hold no account; a token signed by the server names their row.

create table public.visitors (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null,
  site_id         uuid        not null,
  secret_hash     bytea       not null unique,
  name            text        check (char_length(name) <= 80 and name ~ '\S'),
  email           text        check (char_length(email) <= 254 and email ~ '^[^@\s]+@[^@\s]+$'),
  locale          text        not null default 'en' check (locale in ('en', 'fr')),
  page_url        text        check (private.is_web_address(page_url)),
  page_title      text        check (char_length(page_title) <= 300),
  user_agent      text        check (char_length(user_agent) <= 500),
  is_test         boolean     not null default false,
  created_at      timestamptz not null default now(),
  last_seen_at    timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade
);
comment on table public.visitors is 'Somebody who chats. Created when they first write, never by a page view.';
comment on column public.visitors.secret_hash is
  'Hash of the opaque secret kept in the visitor''s browser, which renews their token.';
comment on column public.visitors.is_test is
  'Came by "Test my module". What they start is never counted and goes to testers first.';
create index visitors_site_id_idx on public.visitors (organization_id, site_id);

create trigger visitors_keep_columns before update on public.visitors
  for each row execute function private.keep_columns('id', 'organization_id', 'site_id', 'secret_hash', 'is_test', 'created_at');

alter table public.visitors enable row level security;
alter table public.visitors force row level security;
grant select (id, organization_id, site_id, name, email, locale, page_url, page_title, user_agent, is_test, created_at, last_seen_at)
  on public.visitors to authenticated;
-- The select policy needs conversations and stands beside them.

create function public.open_visitor_session(
  p_site_key text, p_secret text, p_locale text, p_user_agent text, p_create boolean, p_is_test boolean default false
) returns jsonb language plpgsql security definer set search_path = '' as $$
-- Security definer, for the server's own role only: this is where a visitor comes to exist.
declare
  v_site public.sites;
  v_visitor uuid;
  v_secret text := p_secret;
begin
  select * into v_site from public.sites where public_key = p_site_key;
  if not found then perform private.refuse('unknown_site', 404, 'siteKey'); end if;
  if not v_site.is_enabled then perform private.refuse('site_is_disabled', 403, 'siteKey'); end if;

  if p_secret is not null then
    update public.visitors set last_seen_at = now(), user_agent = left(p_user_agent, 500)
    where secret_hash = sha256(convert_to(p_secret, 'UTF8')) and site_id = v_site.id
    returning id into v_visitor;
  end if;
  if v_visitor is null then
    if not p_create then return null; end if;
    v_secret := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    insert into public.visitors (organization_id, site_id, secret_hash, locale, user_agent, is_test)
    values (v_site.organization_id, v_site.id, sha256(convert_to(v_secret, 'UTF8')),
            case when p_locale in ('en', 'fr') then p_locale else 'en' end, left(p_user_agent, 500), p_is_test)
    returning id into v_visitor;
  end if;
  return jsonb_build_object('visitor_id', v_visitor, 'secret', v_secret);
end $$;
comment on function public.open_visitor_session is
  'Recognises a visitor by their secret, or creates one; null when unknown and p_create is false. Only the server says who is a test.';
revoke all on function public.open_visitor_session from public, anon, authenticated;
grant execute on function public.open_visitor_session to service_role;
