-- What visitors answer: the form as a site shows it, the judge of what they send, and what is kept with the conversation.

create table public.form_responses (
  organization_id uuid             not null,
  conversation_id uuid             not null,
  kind            public.form_kind not null,
  form_id         uuid,
  -- As they were asked, so that an answer stays readable when the form is changed.
  fields          jsonb            not null,
  answers         jsonb            not null,
  created_at      timestamptz      not null default now(),
  primary key (conversation_id, kind),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, form_id) references public.forms (organization_id, id) on delete set null (form_id)
);
comment on table public.form_responses is 'One answered form of each kind per conversation; form_id is null for the built-in ones.';
create index form_responses_form_id_idx on public.form_responses (organization_id, form_id);

alter table public.form_responses enable row level security;
alter table public.form_responses force row level security;
-- The inner query runs under the policy on conversations: answers are visible exactly when the conversation is.
create policy form_responses_select_member on public.form_responses for select to authenticated
  using (exists (select 1 from public.conversations c where c.id = conversation_id));
grant select on public.form_responses to authenticated, service_role;

-- The form as a site shows it --------------------------------------------------------------------

create function private.default_form_fields(p_kind public.form_kind) returns jsonb
language sql immutable set search_path = '' as $$
  select case p_kind
    when 'offline' then '[
      {"key": "name", "type": "text", "label": {"en": "Your name", "fr": "Votre nom"}, "required": true},
      {"key": "email", "type": "email", "label": {"en": "E-mail address", "fr": "Adresse e-mail"},
       "help": {"en": "We answer to this address.", "fr": "Nous répondons à cette adresse."}, "required": true}]'::jsonb
    when 'rating' then '[
      {"key": "rating", "type": "rating", "label": {"en": "How was it?", "fr": "Comment cela s’est-il passé ?"}, "required": true},
      {"key": "comment", "type": "long_text", "label": {"en": "Anything to add?", "fr": "Quelque chose à ajouter ?"}}]'::jsonb end
$$;
comment on function private.default_form_fields is 'What a site that chose no form asks; null: nothing.';

create function private.operator_handle(p_site uuid, p_member uuid) returns uuid
language sql immutable set search_path = '' as $$
  select encode(substring(sha256(convert_to(p_site::text || p_member::text, 'UTF8')) for 16), 'hex')::uuid
$$;
comment on function private.operator_handle is 'What a site''s visitors call an operator by: it means nothing elsewhere.';

create function private.offered_choices(p_site uuid, p_kind public.form_kind, p_type text) returns jsonb
language plpgsql stable set search_path = '' as $$
-- Whoever writes now is answered now; whoever leaves a message may choose among all who will ever read it.
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('value', c.id, 'label', jsonb_build_object('en', c.name, 'fr', c.name)) order by c.position, c.name, c.id)
    from (
      select d.id, d.name, d.position::numeric from public.departments d
      where p_type = 'department'
        and not exists (select 1 from public.hidden_departments h where h.site_id = p_site and h.department_id = d.id)
        and exists (
        select 1 from public.department_members m
        where m.organization_id = d.organization_id and m.department_id = d.id and m.member_id in (
          select private.available_site_agent_ids(p_site) where p_kind = 'start'
          union all select private.site_agent_ids(p_site) where p_kind <> 'start'))
      union all
      select private.operator_handle(p_site, m.id), m.nickname, m.position from public.members m
      where p_type = 'operator' and m.id in (select private.available_site_agent_ids(p_site))) c), '[]');
end $$;
comment on function private.offered_choices is
  'The departments visible on the site that are staffed, or the operators available now, as the options of a field.';

create function private.form_card(p_site uuid, p_kind public.form_kind) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_form uuid;
  v_fields jsonb;
begin
  select f.id, f.fields into v_form, v_fields
  from public.sites s
  join public.forms f on f.organization_id = s.organization_id
    and f.id = case p_kind when 'start' then s.start_form_id when 'offline' then s.offline_form_id else s.rating_form_id end
  where s.id = p_site;
  v_fields := coalesce(v_fields, private.default_form_fields(p_kind));
  if v_fields is null then return null; end if;
  return jsonb_build_object('id', v_form, 'kind', p_kind, 'fields', (
    select jsonb_agg(case when f.value ->> 'type' in ('department', 'operator')
      then f.value || jsonb_build_object('options', private.offered_choices(p_site, p_kind, f.value ->> 'type'))
      else f.value end order by f.n)
    from jsonb_array_elements(v_fields) with ordinality f (value, n)));
end $$;
comment on function private.form_card is
  'The form of this kind as the widget draws it, the choice of departments and operators filled in; null when the site has none.';

create function public.widget_form(p_site_key text, p_kind public.form_kind) returns jsonb
language sql stable security definer set search_path = '' as $$
  -- Security definer, for the server's own role only: whoever asks has not written yet, and is nobody.
  select private.form_card(s.id, p_kind) from public.sites s where s.public_key = p_site_key and s.is_enabled
$$;
comment on function public.widget_form is 'A site''s form for the widget; null for an unknown key or where nothing is asked.';

-- The judge of what is sent ----------------------------------------------------------------------
-- The widget judges by the same rules (widget/forms); a property test holds the two together.

create function private.clean_answer(p_text text, p_keeps_lines boolean default false) returns text
language sql immutable set search_path = '' as $$
  -- Spaces by their numbers: what \s means depends on the database's locale. What turns the direction of a text goes as well:
  -- a name stands in lists and subjects, whose other words it would turn too.
  select regexp_replace(
    case when p_keeps_lines
      then regexp_replace(regexp_replace(straight, '\r\n?', E'\n', 'g'), '[\u0001-\u0008\u000b-\u001f\u007f]', '', 'g')
      else regexp_replace(straight, '[\u0001-\u001f\u007f]+', ' ', 'g') end,
    '^[\n\t \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+|[\n\t \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+$', '', 'g')
  from regexp_replace(p_text, '[\u202a-\u202e\u2066-\u2069]', '', 'g') straight
$$;

create function private.is_date(p_text text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return p_text ~ '^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$' and p_text::date is not null;
exception when datetime_field_overflow then
  return false;
end $$;

create function private.read_text_answer(p_field jsonb, p_value jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_key text := p_field ->> 'key';
  v_type text := p_field ->> 'type';
  v_text text;
begin
  if jsonb_typeof(p_value) <> 'string' then perform private.refuse('value_is_invalid', 422, v_key); end if;
  v_text := private.clean_answer(p_value #>> '{}', v_type = 'long_text');
  if v_text = '' then return null; end if;
  if char_length(v_text) > (case when v_type = 'long_text' then 2000 when v_key = 'name' then 80 when v_type = 'email' then 254 else 200 end) then
    perform private.refuse('text_is_too_long', 422, v_key);
  end if;
  if v_type = 'email' then
    if v_text !~ '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
      perform private.refuse('email_is_invalid', 422, v_key);
    end if;
    return lower(v_text);
  elsif v_type = 'phone' and (v_text !~ '^\+?[0-9(][0-9 ().\/-]{3,29}$'
      or char_length(regexp_replace(v_text, '[^0-9]', '', 'g')) not between 5 and 15) then
    perform private.refuse('phone_is_invalid', 422, v_key);
  elsif v_type = 'number' then
    v_text := replace(v_text, ',', '.');
    if v_text !~ '^-?[0-9]{1,12}(\.[0-9]{1,6})?$' then perform private.refuse('number_is_invalid', 422, v_key); end if;
  elsif v_type = 'date' and not private.is_date(v_text) then
    perform private.refuse('date_is_invalid', 422, v_key);
  end if;
  return v_text;
end $$;

create function private.read_choice_answer(p_field jsonb, p_value jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_key text := p_field ->> 'key';
  v_gone text := case when p_field ->> 'type' in ('department', 'operator') then 'choice_is_gone' else 'value_is_invalid' end;
  v_chosen jsonb := p_value;
begin
  if p_field ->> 'type' <> 'choices' then
    if jsonb_typeof(p_value) <> 'string' then perform private.refuse('value_is_invalid', 422, v_key); end if;
    if p_value = '""' then return null; end if;
    v_chosen := jsonb_build_array(p_value);
  end if;
  if jsonb_typeof(v_chosen) <> 'array' then perform private.refuse('value_is_invalid', 422, v_key); end if;
  if exists (select 1 from jsonb_array_elements(v_chosen) c
             where not p_field -> 'options' @> jsonb_build_array(jsonb_build_object('value', c))) then
    perform private.refuse(v_gone, 422, v_key);
  end if;
  if p_field ->> 'type' <> 'choices' then return p_value; end if;
  return nullif((
    select coalesce(jsonb_agg(o.value -> 'value' order by o.n), '[]')
    from jsonb_array_elements(p_field -> 'options') with ordinality o (value, n) where v_chosen @> jsonb_build_array(o.value -> 'value')), '[]');
end $$;

create function private.read_answer(p_field jsonb, p_value jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare v_key text := p_field ->> 'key';
begin
  if p_value is null or jsonb_typeof(p_value) = 'null' then return null; end if;
  case p_field ->> 'type'
    when 'choice', 'choices', 'department', 'operator' then return private.read_choice_answer(p_field, p_value);
    when 'consent' then
      if jsonb_typeof(p_value) <> 'boolean' then perform private.refuse('value_is_invalid', 422, v_key); end if;
      -- Not given is not answered.
      return nullif(p_value, 'false');
    when 'rating' then
      if jsonb_typeof(p_value) <> 'number' or p_value #>> '{}' !~ '^[1-5]$' then perform private.refuse('value_is_invalid', 422, v_key); end if;
      return p_value;
    else return to_jsonb(private.read_text_answer(p_field, p_value));
  end case;
end $$;
comment on function private.read_answer is 'One answer as it is kept, null when there is none; refuses with the field''s key.';

create function private.condition_marks(p_field jsonb, p_answer jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select case
    when p_field ->> 'type' = 'consent' then array[case when p_answer is null then 'no' else 'yes' end]
    when p_answer is null then '{}'::text[]
    when jsonb_typeof(p_answer) = 'array' then array(select jsonb_array_elements_text(p_answer))
    else array[p_answer #>> '{}'] end
$$;
comment on function private.condition_marks is 'What the conditions of later fields compare with.';

create function private.read_answers(p_site uuid, p_kind public.form_kind, p_answers jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_card jsonb := private.form_card(p_site, p_kind);
  v_visitor public.visitors;
  v_field jsonb;
  v_key text;
  v_answer jsonb;
  v_marks jsonb := '{}';
  v_asked jsonb := '[]';
  v_answers jsonb := '{}';
  v_facts jsonb := '{"department_id": null, "member_id": null, "name": null, "email": null, "phone": null}';
begin
  p_answers := coalesce(nullif(p_answers, 'null'), '{}');
  if jsonb_typeof(p_answers) <> 'object' then perform private.refuse('value_is_invalid', 422, 'answers'); end if;
  if octet_length(p_answers::text) > 200000 then perform private.refuse('text_is_too_long', 422, 'answers'); end if;
  select * into v_visitor from public.visitors where id = auth.uid() and site_id = p_site;
  for v_field in select value from jsonb_array_elements(coalesce(v_card -> 'fields', '[]')) loop
    v_key := v_field ->> 'key';
    -- Not asked: its condition does not hold, or nobody is there to be chosen.
    continue when v_field ? 'shown_if' and not coalesce(
      v_marks -> (v_field -> 'shown_if' ->> 'key') ?| array(select jsonb_array_elements_text(v_field -> 'shown_if' -> 'is')), false);
    continue when v_field ->> 'type' in ('department', 'operator') and v_field -> 'options' = '[]';
    v_answer := private.read_answer(v_field, p_answers -> v_key);
    -- What is known is not asked again.
    if v_answer is null and v_key = 'name' then v_answer := to_jsonb(v_visitor.name); end if;
    if v_answer is null and v_field ->> 'type' = 'email' then v_answer := to_jsonb(v_visitor.email); end if;
    if v_answer is null and coalesce((v_field ->> 'required')::boolean, false) then perform private.refuse('required', 422, v_key); end if;
    v_marks := v_marks || jsonb_build_object(v_key, private.condition_marks(v_field, v_answer));
    if v_field ->> 'type' in ('department', 'operator') then
      -- Of those who could be chosen, who was: the others are nobody's business later.
      v_field := v_field || jsonb_build_object('options', (
        select coalesce(jsonb_agg(o), '[]') from jsonb_array_elements(v_field -> 'options') o where o -> 'value' = v_answer));
    end if;
    v_asked := v_asked || jsonb_build_array(v_field);
    continue when v_answer is null;
    v_answers := v_answers || jsonb_build_object(v_key, v_answer);
    if v_field ->> 'type' = 'operator' then
      v_facts := v_facts || jsonb_build_object('member_id', (
        select m from private.available_site_agent_ids(p_site) m where private.operator_handle(p_site, m) = (v_answer #>> '{}')::uuid));
      continue;
    end if;
    v_facts := v_facts || jsonb_build_object(case
      when v_key = 'name' then 'name'
      else case v_field ->> 'type' when 'department' then 'department_id' else v_field ->> 'type' end end, v_answer);
  end loop;
  return jsonb_build_object('form_id', v_card -> 'id', 'fields', v_asked, 'answers', v_answers)
    || (select jsonb_object_agg(fact, v_facts -> fact) from unnest('{department_id,member_id,name,email,phone}'::text[]) fact);
end $$;
comment on function private.read_answers is
  'What the calling visitor sent, cleaned: {form_id, fields asked, answers, department_id, member_id, name, email, phone}. Refuses with the field''s key.';

create function private.store_answers(p_conversation public.conversations, p_kind public.form_kind, p_read jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if p_read -> 'fields' = '[]' then return; end if;
  insert into public.form_responses (organization_id, conversation_id, kind, form_id, fields, answers)
  values (p_conversation.organization_id, p_conversation.id, p_kind, (p_read ->> 'form_id')::uuid, p_read -> 'fields', p_read -> 'answers')
  on conflict (conversation_id, kind) do update
    set form_id = excluded.form_id, fields = excluded.fields, answers = excluded.answers;
  update public.visitors set name = coalesce(p_read ->> 'name', name), email = coalesce(p_read ->> 'email', email)
  where organization_id = p_conversation.organization_id and id = p_conversation.visitor_id
    and (name, email) is distinct from (coalesce(p_read ->> 'name', name), coalesce(p_read ->> 'email', email));
end $$;
comment on function private.store_answers is 'Keeps what read_answers gave with the conversation, and the visitor''s name and address with the visitor.';

-- Rating -----------------------------------------------------------------------------------------

create function public.submit_rating(p_conversation uuid, p_answers jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: visitors hold no rights on the tables.
declare
  v public.conversations;
  v_rated_at timestamptz;
begin
  select * into v from public.conversations where id = p_conversation and visitor_id = auth.uid() for no key update;
  if not found then perform private.deny(); end if;
  perform private.limit_signals();
  if v.status <> 'closed' then perform private.refuse('conversation_is_not_closed'); end if;
  select created_at into v_rated_at from public.form_responses where conversation_id = v.id and kind = 'rating';
  if v_rated_at < now() - interval '1 hour' then perform private.refuse('rating_is_final'); end if;
  perform private.store_answers(v, 'rating', private.read_answers(v.site_id, 'rating', p_answers));
  if v_rated_at is null then perform private.add_event(v, 'rated'); end if;
  return (select jsonb_build_object('answers', answers, 'created_at', created_at)
          from public.form_responses where conversation_id = v.id and kind = 'rating');
end $$;
comment on function public.submit_rating is
  'The calling visitor''s answers to the rating form of a closed conversation; they may change them for an hour.';

revoke all on function public.widget_form, public.submit_rating from public, anon, authenticated;
grant execute on function public.widget_form to service_role;
grant execute on function public.submit_rating to authenticated;
