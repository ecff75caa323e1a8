-- Targeting: rules that look at where a visitor is and how they came, and say who should answer, whether the chat
-- speaks first, or whether there is one at all. The first enabled rule whose conditions all hold decides.

create function private.is_count(p_value jsonb, p_max int) returns boolean
language sql immutable set search_path = '' as $$
  select jsonb_typeof(p_value) = 'number' and p_value::text ~ '^[0-9]{1,6}$' and (p_value::text)::int <= p_max
$$;

create function private.are_conditions(p_conditions jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select jsonb_typeof(p_conditions) = 'array' and jsonb_array_length(p_conditions) <= 10 and coalesce((
    select bool_and(coalesce(case
      when jsonb_typeof(c) <> 'object' then false
      when c - '{on,is,value}'::text[] <> '{}' then false
      when c ->> 'on' in ('page', 'referrer') then c ->> 'is' in ('contains', 'not_contains', 'equals', 'starts_with')
        and jsonb_typeof(c -> 'value') = 'string' and char_length(c ->> 'value') between 1 and 500
      when c ->> 'on' = 'language' then c ->> 'is' in ('one_of', 'none_of') and jsonb_typeof(c -> 'value') = 'array'
        and jsonb_array_length(c -> 'value') between 1 and 30
        and not exists (select 1 from jsonb_array_elements_text(c -> 'value') l where l !~ '^[a-z]{2,3}$')
      when c ->> 'on' = 'device' then c ->> 'is' in ('one_of', 'none_of') and jsonb_typeof(c -> 'value') = 'array'
        and jsonb_array_length(c -> 'value') between 1 and 3
        and not exists (select 1 from jsonb_array_elements_text(c -> 'value') d where d not in ('desktop', 'tablet', 'phone'))
      when c ->> 'on' = 'visits' then c ->> 'is' in ('at_least', 'at_most') and private.is_count(c -> 'value', 10000)
      when c ->> 'on' = 'seconds' then c ->> 'is' = 'at_least' and private.is_count(c -> 'value', 3600)
    end, false)) from jsonb_array_elements(p_conditions) c), true)
$$;
comment on function private.are_conditions is
  'Up to ten of {on, is, value}: page and referrer by text, language and device by list, visits and seconds on the page by number.';

create function private.is_id_in(p_text text, p_organization uuid, p_table regclass) returns boolean
language plpgsql stable set search_path = '' as $$
declare v_is_there boolean;
begin
  if p_text !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then return false; end if;
  execute format('select exists (select 1 from %s where organization_id = $1 and id = $2)', p_table)
    into v_is_there using p_organization, p_text::uuid;
  return v_is_there;
end $$;

create table public.targeting_rules (
  id              uuid        primary key default gen_random_uuid(),
  organization_id uuid        not null,
  site_id         uuid        not null,
  name            text        not null check (char_length(name) <= 80 and name ~ '\S'),
  position        numeric     not null default 0,
  is_enabled      boolean     not null default true,
  conditions      jsonb       not null default '[]' check (private.are_conditions(conditions)),
  skill_id        uuid,
  group_id        uuid,
  department_id   uuid,
  is_urgent       boolean     not null default false,
  hides_chat      boolean     not null default false,
  -- What the chat says first, per language.
  invitation_en   text        check (char_length(invitation_en) <= 300 and invitation_en ~ '\S'),
  invitation_fr   text        check (char_length(invitation_fr) <= 300 and invitation_fr ~ '\S'),
  created_at      timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, site_id) references public.sites (organization_id, id) on delete cascade,
  foreign key (organization_id, skill_id) references public.skills (organization_id, id) on delete set null (skill_id),
  foreign key (organization_id, group_id) references public.groups (organization_id, id) on delete set null (group_id),
  foreign key (organization_id, department_id) references public.departments (organization_id, id) on delete set null (department_id)
);
comment on table public.targeting_rules is
  'For a site, in order: whom the visitors for whom all conditions hold are sent to, what the chat says first, or that there is no chat.';
create index targeting_rules_site_id_idx on public.targeting_rules (organization_id, site_id, position);
create index targeting_rules_skill_id_idx on public.targeting_rules (organization_id, skill_id);
create index targeting_rules_group_id_idx on public.targeting_rules (organization_id, group_id);
create index targeting_rules_department_id_idx on public.targeting_rules (organization_id, department_id);

alter table public.targeting_rules enable row level security;
alter table public.targeting_rules force row level security;
create policy targeting_rules_select_manager on public.targeting_rules for select to authenticated
  using (organization_id in (select private.my_organization_ids_with('sites')));
grant select on public.targeting_rules to authenticated, service_role;

create function public.save_targeting_rule(p_site uuid, p_id uuid, p_rule jsonb) returns public.targeting_rules
language plpgsql security definer set search_path = '' as $$
-- Security definer: rules are written here alone.
declare
  v_organization uuid := (select organization_id from public.sites where id = p_site);
  v_name text;
  v_invitation_en text;
  v_invitation_fr text;
  v_field text;
  v public.targeting_rules;
begin
  if v_organization is null then perform private.deny(); end if;
  perform private.require_module(v_organization, 'sites');
  v_name := private.text_of(p_rule, 'name', 80, true);
  v_invitation_en := nullif(private.text_of(p_rule, 'invitation_en', 300), '');
  v_invitation_fr := nullif(private.text_of(p_rule, 'invitation_fr', 300), '');
  if not coalesce(private.are_conditions(p_rule -> 'conditions'), false) then
    perform private.refuse('value_is_invalid', 422, 'conditions');
  end if;
  foreach v_field in array '{skill_id,group_id,department_id}'::text[] loop
    if p_rule ->> v_field is not null and not private.is_id_in(p_rule ->> v_field, v_organization,
        case v_field when 'skill_id' then 'public.skills' when 'group_id' then 'public.groups' else 'public.departments' end::regclass) then
      perform private.refuse('value_is_invalid', 422, v_field);
    end if;
  end loop;
  foreach v_field in array '{is_enabled,is_urgent,hides_chat}'::text[] loop
    if jsonb_typeof(coalesce(p_rule -> v_field, 'false')) <> 'boolean' then perform private.refuse('value_is_invalid', 422, v_field); end if;
  end loop;
  if (select count(*) from public.targeting_rules where organization_id = v_organization and site_id = p_site and id <> p_id) >= 100 then
    perform private.refuse('too_many_rules');
  end if;
  insert into public.targeting_rules as r (id, organization_id, site_id, name, position, is_enabled, conditions, skill_id, group_id,
    department_id, is_urgent, hides_chat, invitation_en, invitation_fr)
  values (p_id, v_organization, p_site, v_name,
    coalesce((select max(position) from public.targeting_rules where organization_id = v_organization), 0) + 1,
    coalesce((p_rule ->> 'is_enabled')::boolean, true), p_rule -> 'conditions', (p_rule ->> 'skill_id')::uuid,
    (p_rule ->> 'group_id')::uuid, (p_rule ->> 'department_id')::uuid, coalesce((p_rule ->> 'is_urgent')::boolean, false),
    coalesce((p_rule ->> 'hides_chat')::boolean, false), v_invitation_en, v_invitation_fr)
  on conflict (id) do update set name = excluded.name, is_enabled = excluded.is_enabled, conditions = excluded.conditions,
    skill_id = excluded.skill_id, group_id = excluded.group_id, department_id = excluded.department_id,
    is_urgent = excluded.is_urgent, hides_chat = excluded.hides_chat, invitation_en = excluded.invitation_en,
    invitation_fr = excluded.invitation_fr
    where r.organization_id = excluded.organization_id and r.site_id = excluded.site_id
  returning * into v;
  if not found then perform private.deny(); end if;
  return v;
end $$;
comment on function public.save_targeting_rule is
  'Makes the rule with this id, after the site''s others, or changes it: name, is_enabled, conditions, skill_id, group_id, department_id, '
  'is_urgent, hides_chat, invitation_en, invitation_fr.';

create function private.my_rule(p_rule uuid) returns public.targeting_rules
language plpgsql stable set search_path = '' as $$
declare v public.targeting_rules;
begin
  select * into v from public.targeting_rules where id = p_rule;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'sites');
  return v;
end $$;

create function public.move_targeting_rule(p_rule uuid, p_before uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: rules are written here alone.
declare v public.targeting_rules := private.my_rule(p_rule);
begin
  if p_before is not null and not exists (select 1 from public.targeting_rules
      where organization_id = v.organization_id and site_id = v.site_id and id = p_before) then
    perform private.deny();
  end if;
  perform private.move_in_order('public.targeting_rules', v.organization_id, p_rule, p_before);
end $$;
comment on function public.move_targeting_rule is 'The first rule that fits decides: puts one before another of its site; before none is the end.';

create function public.delete_targeting_rule(p_rule uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: rules are written here alone.
declare v public.targeting_rules := private.my_rule(p_rule);
begin
  delete from public.targeting_rules where id = v.id;
end $$;

revoke all on function public.save_targeting_rule, public.move_targeting_rule, public.delete_targeting_rule from public, anon, authenticated;
grant execute on function public.save_targeting_rule, public.move_targeting_rule, public.delete_targeting_rule to authenticated;

-- What is known of a visit -----------------------------------------------------------------------

create function private.clean_facts(p_facts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  -- A browser may claim anything; what cannot be true is dropped.
  select jsonb_build_object(
    'page_url', case when private.is_web_address(f ->> 'page_url') then f ->> 'page_url' end,
    'referrer', case when private.is_web_address(f ->> 'referrer') then f ->> 'referrer' end,
    'language', substring(lower(left(f ->> 'language', 35)) from '^[a-z]{2,3}'),
    'device', case when f ->> 'device' in ('desktop', 'tablet', 'phone') then f ->> 'device' end,
    'visits', case when private.is_count(f -> 'visits', 999999) then f -> 'visits' else '1' end,
    'seconds', case when private.is_count(f -> 'seconds', 999999) then f -> 'seconds' else '0' end)
  from (select case when jsonb_typeof(p_facts) = 'object' then p_facts else '{}' end as f) given
$$;
comment on function private.clean_facts is
  '{page_url, referrer, language, device, visits, seconds} of a visit, as far as they can be believed.';

create function private.condition_holds(p_condition jsonb, p_facts jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case p_condition ->> 'is'
    when 'contains' then coalesce(strpos(lower(fact), lower(wanted)) > 0, false)
    when 'not_contains' then coalesce(strpos(lower(fact), lower(wanted)) = 0, true)
    when 'equals' then coalesce(lower(rtrim(fact, '/')) = lower(rtrim(wanted, '/')), false)
    when 'starts_with' then coalesce(starts_with(lower(fact), lower(wanted)), false)
    when 'one_of' then coalesce(p_condition -> 'value' ? fact, false)
    when 'none_of' then coalesce(not p_condition -> 'value' ? fact, true)
    when 'at_least' then fact::int >= wanted::int
    when 'at_most' then fact::int <= wanted::int
  end
  from (select p_facts ->> case p_condition ->> 'on' when 'page' then 'page_url' else p_condition ->> 'on' end as fact,
               p_condition ->> 'value' as wanted) it
$$;

create function private.rule_holds(p_conditions jsonb, p_facts jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select not exists (select 1 from jsonb_array_elements(p_conditions) c where not private.condition_holds(c, p_facts))
$$;

create function private.matching_rule(p_site uuid, p_facts jsonb) returns public.targeting_rules
language sql stable set search_path = '' as $$
  select r from public.targeting_rules r
  join public.sites s on s.organization_id = r.organization_id and s.id = r.site_id
  where s.id = p_site and r.is_enabled and private.rule_holds(r.conditions, p_facts)
  order by r.position, r.id limit 1
$$;
comment on function private.matching_rule is 'The first enabled rule of the site whose conditions all hold for these facts.';

create function private.targeting_card(p_site uuid, p_facts jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
-- Seconds on the page pass while nobody asks: a rule that waits for them is told with the seconds still to go.
declare
  v public.targeting_rules;
  v_seconds int;
begin
  for v in
    select r.* from public.targeting_rules r
    join public.sites s on s.organization_id = r.organization_id and s.id = r.site_id
    where s.id = p_site and r.is_enabled
      and private.rule_holds(r.conditions, p_facts || '{"seconds": 999999}')
    order by r.position, r.id
  loop
    select coalesce(max((c ->> 'value')::int), 0) into v_seconds
    from jsonb_array_elements(v.conditions) c where c ->> 'on' = 'seconds';
    if v.hides_chat and v_seconds <= (p_facts ->> 'seconds')::int then
      return jsonb_build_object('hides_chat', true, 'invitation', null);
    end if;
    if coalesce(v.invitation_en, v.invitation_fr) is not null then
      return jsonb_build_object('hides_chat', false, 'invitation', jsonb_build_object(
        'id', v.id, 'en', coalesce(v.invitation_en, v.invitation_fr), 'fr', coalesce(v.invitation_fr, v.invitation_en),
        'after_seconds', greatest(v_seconds - (p_facts ->> 'seconds')::int, 0)));
    end if;
    -- A rule that only says who answers ends the search, unless it still waits for its seconds.
    exit when v_seconds <= (p_facts ->> 'seconds')::int;
  end loop;
  return jsonb_build_object('hides_chat', false, 'invitation', null);
end $$;
comment on function private.targeting_card is 'What the rules mean before anybody writes: no chat, or what the chat says first and when.';
