-- Automatic messages: what a site says by itself when an agent joins a chat, and when the chat ends. Messages like any other,
-- in the agent's name but of the author "system": an answer they are not. They are nobody's unread message, no first answer, the
-- last word of no conversation, and they accept nothing.

create function private.say_automatically(p_conversation uuid, p_name text) returns void
language plpgsql set search_path = '' as $$
-- The conversation must be locked.
declare
  v public.conversations;
  v_body text;
  v_message public.messages;
begin
  select * into v from public.conversations where id = p_conversation;
  -- What is answered by mail is no chat that anybody joins.
  if v.channel <> 'live' or v.assignee_id is null then return; end if;
  select private.fill_tags(s.automatic_messages -> i.locale ->> p_name, v.assignee_id) into v_body
  from public.sites s
  join public.visitors i on i.organization_id = s.organization_id and i.id = v.visitor_id
  where s.organization_id = v.organization_id and s.id = v.site_id;
  if v_body is null then return; end if;
  insert into public.messages (id, organization_id, conversation_id, seq, author, author_member_id, kind, body)
  values (
    -- Each agent introduces themselves once in a conversation, however often it comes back to them.
    case p_name when 'start' then md5('start ' || v.assignee_id)::uuid else gen_random_uuid() end,
    v.organization_id, v.id, v.last_seq + 1, 'system', v.assignee_id, 'text', v_body)
  on conflict (conversation_id, id) do nothing
  returning * into v_message;
  if not found then return; end if;
  update public.conversations set last_seq = v_message.seq where id = v.id returning * into v;
  perform private.broadcast_message(v_message, v);
end $$;
comment on function private.say_automatically is
  'The site''s text "start" or "end", in the visitor''s language and under the assignee''s nickname, if there is one.';
