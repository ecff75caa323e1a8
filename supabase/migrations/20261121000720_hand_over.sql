-- Handing over: to whom a conversation may go, as its assignee chooses.

create function public.transfer_targets(p_conversation uuid, p_query text default '') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
-- Security definer: it looks at leases and loads of colleagues; the caller must be one who may hand the conversation over.
declare
  v public.conversations;
  v_member public.members;
  v_is_confined boolean;
  v_like text := '%' || private.like_pattern(p_query) || '%';
begin
  select * into v from public.conversations where id = p_conversation;
  if not found then perform private.deny(); end if;
  v_member := private.member_in(v);
  if v.status = 'closed' then perform private.refuse('conversation_is_closed'); end if;
  perform private.require_holder(v, v_member);
  v_is_confined := private.is_confined(v_member.id);
  return jsonb_build_object(
    'members', coalesce((
      select jsonb_agg(to_jsonb(c) order by c.is_online desc, c.has_room desc, c.nickname, c.id) from (
        select m.id, m.nickname, m.avatar_path,
          a.status = 'online' and coalesce(a.lease_expires_at > now(), false) as is_online,
          v.is_test or case v.channel when 'nrt' then a.nrt_max is null or a.nrt_load < a.nrt_max
                            else a.live_max is null or a.live_load < a.live_max end as has_room,
          case v.channel when 'nrt' then a.nrt_load else a.live_load end as load,
          case v.channel when 'nrt' then a.nrt_max else a.live_max end as max
        from public.members m join public.agent_availability a on a.member_id = m.id
        where m.organization_id = v.organization_id and private.may_be_handed(m, v.is_test) and m.id is distinct from v.assignee_id
          and private.fold(m.nickname) like v_like
          and (not v_is_confined or private.are_mates(v_member.id, m.id))
        order by is_online desc, has_room desc, m.nickname, m.id limit 50) c), '[]'::jsonb),
    'departments', coalesce((
      select jsonb_agg(to_jsonb(d) order by d.position, d.name) from (
        select p.id, p.name, p.position, (
          select count(*) from public.department_members l
          join public.agent_availability a on a.member_id = l.member_id
          where l.organization_id = p.organization_id and l.department_id = p.id
            and a.status = 'online' and a.lease_expires_at > now()) as online
        from public.departments p
        where p.organization_id = v.organization_id and p.id is distinct from v.department_id
          and private.fold(p.name) like v_like
        order by p.position, p.name limit 50) d), '[]'::jsonb));
end $$;
comment on function public.transfer_targets is
  'Colleagues who can be handed the conversation, those who are there and have room first, and departments; at most 50 of each, '
  'by a part of their name.';
revoke all on function public.transfer_targets from public, anon, authenticated;
grant execute on function public.transfer_targets to authenticated;
