-- Forms: what a visitor is asked before a conversation, instead of one when nobody is there, and after it; and their advisers.

create type public.form_kind as enum ('start', 'offline', 'rating');
comment on type public.form_kind is
  'start: before the first message; offline: with a message nobody can answer now; rating: once the conversation is closed.';

-- What a form is made of -------------------------------------------------------------------------

create function private.check_form_text(p_texts jsonb, p_at text, p_max int, p_is_required boolean default false) returns void
language plpgsql immutable set search_path = '' as $$
declare v_text text;
begin
  if p_texts is null and not p_is_required then return; end if;
  if p_texts is null then perform private.refuse('required', 422, p_at); end if;
  if jsonb_typeof(p_texts) <> 'object' or p_texts - '{en,fr}'::text[] <> '{}'
     or jsonb_path_exists(p_texts, '$.* ? (@.type() != "string")') then
    perform private.refuse('value_is_invalid', 422, p_at);
  end if;
  if p_is_required and coalesce(p_texts ->> 'en', '') !~ '\S' and coalesce(p_texts ->> 'fr', '') !~ '\S' then
    perform private.refuse('required', 422, p_at);
  end if;
  for v_text in select value from jsonb_each_text(p_texts) loop
    if char_length(v_text) > p_max then perform private.refuse('text_is_too_long', 422, p_at); end if;
  end loop;
end $$;
comment on function private.check_form_text is
  'A text per language, {en, fr}; where one is missing, visitors read the other. Refusals name the place.';

create function private.check_form_options(p_options jsonb, p_at text) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v_option record;
  v_values text[] := '{}';
begin
  if p_options is null or jsonb_typeof(p_options) <> 'array' then perform private.refuse('required', 422, p_at); end if;
  if jsonb_array_length(p_options) = 0 then perform private.refuse('required', 422, p_at); end if;
  if jsonb_array_length(p_options) > 50 then perform private.refuse('too_many_options', 422, p_at); end if;
  for v_option in select value, ordinality - 1 as n from jsonb_array_elements(p_options) with ordinality loop
    if jsonb_typeof(v_option.value) <> 'object' or v_option.value - '{value,label}'::text[] <> '{}'
       or jsonb_typeof(v_option.value -> 'value') is distinct from 'string'
       or v_option.value ->> 'value' !~ '^[a-z0-9_]{1,40}$' or v_option.value ->> 'value' = any (v_values) then
      perform private.refuse('value_is_invalid', 422, p_at || '.' || v_option.n || '.value');
    end if;
    v_values := v_values || (v_option.value ->> 'value');
    perform private.check_form_text(v_option.value -> 'label', p_at || '.' || v_option.n || '.label', 120, true);
  end loop;
end $$;

create function private.condition_values(p_field jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select case p_field ->> 'type'
    when 'consent' then '{yes,no}'
    when 'rating' then '{1,2,3,4,5}'
    else array(select jsonb_array_elements(p_field -> 'options') ->> 'value') end::text[]
$$;
comment on function private.condition_values is 'What an answer to the field can be, for others to be shown by.';

create function private.check_form_condition(p_condition jsonb, p_earlier jsonb, p_at text) returns void
language plpgsql immutable set search_path = '' as $$
declare v_field jsonb;
begin
  if p_condition is null then return; end if;
  if jsonb_typeof(p_condition) <> 'object' or p_condition - '{key,is}'::text[] <> '{}' then
    perform private.refuse('value_is_invalid', 422, p_at);
  end if;
  -- An earlier field only: nothing can wait for itself, and what is asked grows downwards.
  select value into v_field from jsonb_array_elements(p_earlier)
  where value -> 'key' = p_condition -> 'key' and value ->> 'type' in ('choice', 'choices', 'consent', 'rating');
  if not found then perform private.refuse('condition_is_gone', 422, p_at || '.key'); end if;
  if jsonb_typeof(p_condition -> 'is') is distinct from 'array' then perform private.refuse('required', 422, p_at || '.is'); end if;
  -- No field has more values than that.
  if jsonb_array_length(p_condition -> 'is') > 50 then perform private.refuse('value_is_invalid', 422, p_at || '.is'); end if;
  if jsonb_array_length(p_condition -> 'is') = 0 then perform private.refuse('required', 422, p_at || '.is'); end if;
  if jsonb_path_exists(p_condition, '$.is[*] ? (@.type() != "string")')
     or not private.condition_values(v_field) @> array(select jsonb_array_elements_text(p_condition -> 'is')) then
    perform private.refuse('condition_is_gone', 422, p_at || '.is');
  end if;
end $$;

create function private.check_form_fields(p_kind public.form_kind, p_fields jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v record;
  v_type text;
  v_at text;
  v_earlier jsonb := '[]';
begin
  if jsonb_typeof(p_fields) is distinct from 'array' then perform private.refuse('value_is_invalid', 422, 'fields'); end if;
  if jsonb_array_length(p_fields) = 0 then perform private.refuse('required', 422, 'fields'); end if;
  if jsonb_array_length(p_fields) > 30 then perform private.refuse('too_many_fields', 422, 'fields'); end if;
  for v in select value as field, ordinality - 1 as n from jsonb_array_elements(p_fields) with ordinality loop
    v_at := 'fields.' || v.n;
    if jsonb_typeof(v.field) <> 'object'
       or v.field - '{key,type,label,help,required,options,shown_if,text,link}'::text[] <> '{}'
       or coalesce(jsonb_typeof(v.field -> 'required'), 'boolean') <> 'boolean' then
      perform private.refuse('value_is_invalid', 422, v_at);
    end if;
    if jsonb_typeof(v.field -> 'key') is distinct from 'string' or v.field ->> 'key' !~ '^[a-z][a-z0-9_]{0,39}$'
       or v_earlier @> jsonb_build_array(jsonb_build_object('key', v.field -> 'key')) then
      perform private.refuse('value_is_invalid', 422, v_at || '.key');
    end if;
    v_type := v.field ->> 'type';
    if v_type is null or v_type <> all ('{text,long_text,email,phone,number,choice,choices,date,department,operator,consent,rating}')
       or (v_type = 'rating' and p_kind <> 'rating')
       or (v_type = 'department' and p_kind = 'rating')
       or (v_type = 'operator' and p_kind <> 'start') then
      perform private.refuse('field_type_is_not_for_this_form', 422, v_at || '.type');
    end if;
    if v_type in ('email', 'phone', 'department', 'operator', 'rating')
       and v_earlier @> jsonb_build_array(jsonb_build_object('type', v_type)) then
      perform private.refuse('field_type_is_there_already', 422, v_at || '.type');
    end if;
    -- Who writes is known by this field's answer, so it must be a text.
    if v.field ->> 'key' = 'name' and v_type <> 'text' then perform private.refuse('value_is_invalid', 422, v_at || '.key'); end if;
    perform private.check_form_text(v.field -> 'label', v_at || '.label', 120, true);
    perform private.check_form_text(v.field -> 'help', v_at || '.help', 300);
    if v_type in ('choice', 'choices') then
      perform private.check_form_options(v.field -> 'options', v_at || '.options');
    elsif v.field ? 'options' then
      perform private.refuse('value_is_invalid', 422, v_at || '.options');
    end if;
    if v_type = 'consent' then
      perform private.check_form_text(v.field -> 'text', v_at || '.text', 1000, true);
      if v.field ? 'link' and (jsonb_typeof(v.field -> 'link') <> 'string' or char_length(v.field ->> 'link') > 2000
         or v.field ->> 'link' !~ '^https://[^\s/]+[^\s]*$') then
        perform private.refuse('web_address_is_invalid', 422, v_at || '.link');
      end if;
    elsif v.field ?| '{text,link}' then
      perform private.refuse('value_is_invalid', 422, v_at || '.text');
    end if;
    perform private.check_form_condition(v.field -> 'shown_if', v_earlier, v_at || '.shown_if');
    v_earlier := v_earlier || jsonb_build_array(v.field);
  end loop;
  -- A message nobody can answer is worth nothing to either side.
  if p_kind = 'offline' and not jsonb_path_exists(p_fields, '$[*] ? (@.type == "email" && @.required == true && !exists (@.shown_if))') then
    perform private.refuse('email_field_is_missing', 422, 'fields');
  end if;
end $$;
comment on function private.check_form_fields is
  'Every field of a form, in order: key, type, label and help per language, required, options, shown_if, consent text and link. Refuses with the place.';

-- The forms --------------------------------------------------------------------------------------

create table public.forms (
  id              uuid             primary key default gen_random_uuid(),
  organization_id uuid             not null references public.organizations (id) on delete cascade,
  kind            public.form_kind not null,
  name            text             not null check (char_length(name) <= 80 and name ~ '\S'),
  fields          jsonb            not null,
  version         int              not null default 1,
  created_at      timestamptz      not null default now(),
  unique (organization_id, id)
);
comment on table public.forms is 'What a visitor is asked; sites choose one of each kind.';
comment on column public.forms.version is 'Counts what was saved, so that nobody overwrites what they have not seen.';
create unique index forms_organization_id_name_key on public.forms (organization_id, private.fold(name));

create function private.check_form() returns trigger language plpgsql set search_path = '' as $$
begin
  perform private.check_form_fields(new.kind, new.fields);
  return new;
end $$;
create trigger forms_check before insert or update of fields on public.forms
  for each row execute function private.check_form();
create trigger forms_keep_columns before update on public.forms
  for each row execute function private.keep_columns('id', 'organization_id', 'kind', 'created_at');

alter table public.sites
  add column start_form_id   uuid,
  add column offline_form_id uuid,
  add column rating_form_id  uuid,
  add foreign key (organization_id, start_form_id) references public.forms (organization_id, id) on delete set null (start_form_id),
  add foreign key (organization_id, offline_form_id) references public.forms (organization_id, id) on delete set null (offline_form_id),
  add foreign key (organization_id, rating_form_id) references public.forms (organization_id, id) on delete set null (rating_form_id);
comment on column public.sites.start_form_id is 'Null: visitors write at once.';
comment on column public.sites.offline_form_id is 'Null: name and e-mail address are asked.';
comment on column public.sites.rating_form_id is 'Null: stars and a comment.';
create index sites_start_form_id_idx on public.sites (organization_id, start_form_id);
create index sites_offline_form_id_idx on public.sites (organization_id, offline_form_id);
create index sites_rating_form_id_idx on public.sites (organization_id, rating_form_id);

create function private.check_site_forms() returns trigger language plpgsql set search_path = '' as $$
declare v record;
begin
  for v in
    select * from (values (new.start_form_id, 'start'::public.form_kind), (new.offline_form_id, 'offline'), (new.rating_form_id, 'rating'))
      chosen (id, kind) where chosen.id is not null
  loop
    if not exists (select 1 from public.forms where id = v.id and kind = v.kind and organization_id = new.organization_id) then
      perform private.refuse('form_is_not_of_this_kind', 422, v.kind || '_form_id');
    end if;
  end loop;
  return new;
end $$;
create trigger sites_check_forms before insert or update of start_form_id, offline_form_id, rating_form_id on public.sites
  for each row execute function private.check_site_forms();

-- Advisers ---------------------------------------------------------------------------------------

create table public.member_forms (
  organization_id uuid not null,
  member_id       uuid not null,
  form_id         uuid not null,
  primary key (member_id, form_id),
  foreign key (organization_id, member_id) references public.members (organization_id, id) on delete cascade,
  foreign key (organization_id, form_id) references public.forms (organization_id, id) on delete cascade
);
comment on table public.member_forms is
  'The forms a member is adviser of, where members.all_forms is false. Whoever sees all conversations is adviser of all; those without a form are everybody''s.';
create index member_forms_form_id_idx on public.member_forms (organization_id, form_id);

alter table public.forms enable row level security;
alter table public.forms force row level security;
alter table public.member_forms enable row level security;
alter table public.member_forms force row level security;
create policy forms_select_member on public.forms for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
create policy member_forms_select_member on public.member_forms for select to authenticated
  using (organization_id in (select private.my_organization_ids()));
grant select on public.forms, public.member_forms to authenticated, service_role;
grant update (start_form_id, offline_form_id, rating_form_id) on public.sites to authenticated;

-- Writing ----------------------------------------------------------------------------------------

create function public.save_form(
  p_organization uuid, p_id uuid, p_kind public.form_kind, p_name text, p_fields jsonb, p_version int default null
) returns public.forms language plpgsql security definer set search_path = '' as $$
-- Security definer: forms are written here alone.
declare
  v_name text;
  v public.forms;
begin
  perform private.require_module(p_organization, 'settings');
  v_name := private.text_of(jsonb_build_object('name', p_name), 'name', 80, true);
  select * into v from public.forms where id = p_id and organization_id = p_organization for update;
  -- An answer that was lost is asked for again.
  if v.name = v_name and v.kind = p_kind and v.fields = p_fields then return v; end if;
  if coalesce(v.version, 0) <> p_version then
    perform private.refuse(case when v.id is null then 'form_was_deleted' else 'form_was_changed' end, 409);
  end if;
  if (select count(*) from public.forms where organization_id = p_organization and id <> p_id) >= 200 then
    perform private.refuse('too_many_forms');
  end if;
  insert into public.forms as f (id, organization_id, kind, name, fields)
  values (p_id, p_organization, p_kind, v_name, p_fields)
  on conflict (id) do update set name = excluded.name, fields = excluded.fields, version = f.version + 1
    where f.organization_id = excluded.organization_id and f.kind = excluded.kind
  returning * into v;
  if not found then perform private.deny(); end if;
  return v;
exception when unique_violation then
  perform private.refuse('name_is_taken', 409, 'name');
  return null;
end $$;
comment on function public.save_form is
  'Makes the form with this id (version 0), or changes the one of this version; null is whichever there is. Answers given before stay as they were asked.';

create function public.delete_form(p_form uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: forms are written here alone.
declare v public.forms;
begin
  select * into v from public.forms where id = p_form;
  if not found then perform private.deny(); end if;
  perform private.require_module(v.organization_id, 'settings');
  delete from public.forms where id = p_form;
end $$;
comment on function public.delete_form is 'Sites that use it go on without; what was answered stays readable.';

revoke all on function public.save_form, public.delete_form from public, anon, authenticated;
grant execute on function public.save_form, public.delete_form to authenticated;
