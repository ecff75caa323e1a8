-- Tags: what stands in braces in a prepared text is filled in when the text is sent. {OP_pseudo} is the agent's nickname.

create function private.has_unknown_tag(p_text text) returns boolean
language sql immutable set search_path = '' as $$
  select replace(p_text, '{OP_pseudo}', '') ~ '\{[^{}]*\}'
$$;
comment on function private.has_unknown_tag is
  'Whoever prepares a text with one is refused: a tag that is misspelt would reach visitors as it was typed.';

create function private.fill_tags(p_text text, p_member uuid) returns text
language sql stable set search_path = '' as $$
  select replace(p_text, '{OP_pseudo}', nickname) from public.members where id = p_member
$$;
comment on function private.fill_tags is 'The text as this agent says it: by nickname, the only name of theirs a visitor learns.';
