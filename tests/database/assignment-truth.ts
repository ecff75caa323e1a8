import type { Sql } from '@/tests/support/database';

/** Every way in which conversations and agents of an organization contradict each other; none, if all is well. */
export async function contradictions(sql: Sql, organization: string): Promise<string[]> {
  const rows = await sql<{ what: string }[]>`
    with agents as (
      select a.*,
        (select count(*) from public.conversations c
         where c.assignee_id = a.member_id and c.status = 'open' and c.channel = 'live') as truly_live,
        (select count(*) from public.conversations c
         where c.assignee_id = a.member_id and c.status = 'open' and c.channel = 'nrt') as truly_nrt
      from public.agent_availability a where a.organization_id = ${organization}
    )
    select 'load of ' || member_id || ' is ' || live_load || ' and ' || nrt_load || ', open are ' || truly_live || ' and ' || truly_nrt as what
    from agents where (live_load, nrt_load) <> (truly_live, truly_nrt)
    union all
    select member_id || ' has ' || truly_live || ' of at most ' || live_max from agents where truly_live > live_max
    union all
    select member_id || ' has ' || truly_nrt || ' of at most ' || nrt_max || ' messages' from agents where truly_nrt > nrt_max
    union all
    select c.id || ' is ' || c.status || ' with ' || count(a.id) || ' current assignments'
    from public.conversations c left join public.assignments a on a.conversation_id = c.id and a.ended_at is null
    where c.organization_id = ${organization}
    group by c.id having count(a.id) <> (c.status = 'open')::int
    union all
    select c.id || ' is open with ' || m.status || ' member ' || m.id
    from public.conversations c join public.members m on m.id = c.assignee_id
    where c.organization_id = ${organization} and c.status = 'open' and m.status <> 'active'
    union all
    select c.id || ' counts ' || c.last_seq || ', holds ' || count(m.*) || ' up to ' || coalesce(max(m.seq), 0)
    from public.conversations c left join public.messages m on m.conversation_id = c.id
    where c.organization_id = ${organization}
    group by c.id having c.last_seq <> count(m.*) or c.last_seq <> coalesce(max(m.seq), 0)`;
  return rows.map((row) => row.what);
}

/** Waiting conversations that somebody present, with room left, could be having instead. */
export async function leftWaiting(
  sql: Sql,
  organization: string,
  except: readonly string[] = [],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from public.conversations c
    join public.sites s on s.id = c.site_id and s.assignment = 'automatic'
    where c.organization_id = ${organization} and c.status = 'waiting' and not (c.id = any (${except as string[]}::uuid[]))
      and exists (
        select 1 from public.agent_availability a join public.members m on m.id = a.member_id
        where a.organization_id = c.organization_id and a.status = 'online' and a.lease_expires_at > now()
          and (a.live_max is null or a.live_load < a.live_max) and m.status = 'active' and 'agent' = any (m.rights)
          and exists (select 1 from public.department_members d where d.member_id = m.id)
          and (s.all_agents or exists (
            select 1 from public.site_agents x where x.site_id = s.id and x.member_id = m.id)))`;
  return rows.map((row) => row.id);
}
