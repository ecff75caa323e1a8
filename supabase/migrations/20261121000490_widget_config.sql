-- What a visitor's browser is told before anybody writes, and what a site still lacks to answer.

create function public.widget_config(p_site_key text, p_facts jsonb default '{}') returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Security definer, for the server's own role only: it counts agents nobody outside may see.
  select jsonb_build_object(
    'organization_name', o.name,
    'is_enabled', s.is_enabled,
    'addresses', s.addresses,
    'locale', o.locale,
    'has_start_form', s.start_form_id is not null,
    'look', jsonb_build_object('accent', s.accent, 'launcher_side', s.launcher_side,
                               'launcher_offset', s.launcher_offset, 'texts', s.texts, 'logo_path', s.logo_path),
    'hours', h.card,
    'targeting', private.targeting_card(s.id, private.clean_facts(p_facts)),
    'is_online', (h.card ->> 'is_open')::boolean and exists (select 1 from private.available_site_agent_ids(s.id)),
    'agents', coalesce((
      select jsonb_agg(jsonb_build_object('nickname', m.nickname,
                                          'avatar_path', case when m.shows_avatar then m.avatar_path end)
                       order by m.position, m.nickname)
      from (select m.* from private.available_site_agent_ids(s.id) e (member_id)
            join public.members m on m.id = e.member_id
            where (h.card ->> 'is_open')::boolean
            order by m.position, m.nickname limit 3) m), '[]'::jsonb))
  from public.sites s join public.organizations o on o.id = s.organization_id
  cross join lateral (select private.site_hours_card(s.id, now()) as card) h
  where s.public_key = p_site_key
$$;
comment on function public.widget_config is
  'What the widget shows before anybody writes; null for an unknown key. Nicknames and pictures only.';

create function public.site_readiness(p_site uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: counts members and leases whatever the caller''s scope; the caller must belong to the organization.
declare v_site public.sites;
begin
  select * into v_site from public.sites where id = p_site;
  if not found then perform private.deny(); end if;
  perform private.require_member(v_site.organization_id);
  return jsonb_build_object(
    'is_enabled', v_site.is_enabled,
    'hours', private.site_hours_card(p_site, now()),
    'addresses', cardinality(v_site.addresses),
    'agents', (select count(*) from private.site_agent_ids(p_site)),
    'available_agents', (select count(*) from private.available_site_agent_ids(p_site)))
    || private.department_counts(v_site.organization_id);
end $$;
comment on function public.site_readiness is
  'What is missing before a visitor can be answered: counts of departments, agents and agents available now.';

revoke all on function public.widget_config, public.site_readiness from public, anon, authenticated;
grant execute on function public.widget_config to service_role;
grant execute on function public.site_readiness to authenticated;
