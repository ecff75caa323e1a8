import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

const CONVERSATIONS = 50_000;
const MESSAGES_EACH = 20;
const VISITORS = 40_000;
const SITES = 4;
const AGENTS = 20;
const WAITING = 30;
const OPEN = 80;

export type BigOrganization = { id: string; agents: string[] };

/** Straight into the tables: triggers are off for this one connection, or a million messages would be announced. */
export async function fillOrganization(sql: postgres.Sql): Promise<BigOrganization> {
  const id = randomUUID();
  const agents = Array.from({ length: AGENTS }, () => randomUUID());
  const sites = Array.from({ length: SITES }, () => randomUUID());
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into public.organizations (id, slug, name) values (${id}, ${`big-${id.slice(0, 8)}`}, 'Big')`;
    for (const [index, site] of sites.entries()) {
      await tx`insert into public.sites (id, organization_id, name, all_agents) values (${site}, ${id}, ${`Site ${index}`}, ${index > 0})`;
    }
    const users = agents.map(() => randomUUID());
    await tx`insert into auth.users (id, email) select u, u || '@bench.example' from unnest(${users}::uuid[]) u`;
    await tx`
      insert into public.members (id, organization_id, user_id, nickname, rights, modules, languages, scope, status)
      select m, ${id}, u, 'Agent ' || n, '{agent}', '{livechat,history}', '{en}', (array['all','site','own'])[1 + (n - 1) % 3]::public.visibility_scope, 'active'
      from unnest(${agents}::uuid[], ${users}::uuid[]) with ordinality as t (m, u, n)`;
    await tx`
      insert into public.agent_availability (member_id, organization_id)
      select m, ${id} from unnest(${agents}::uuid[]) m`;
    await tx`
      insert into public.site_agents (organization_id, site_id, member_id)
      select ${id}, ${sites[0] ?? ''}, m from unnest(${agents.slice(0, 6)}::uuid[]) m`;
    await tx`
      create temporary table bench_visitors on commit drop as
      select gen_random_uuid() as id, n from generate_series(0, ${VISITORS - 1}) n`;
    await tx`
      insert into public.visitors (id, organization_id, site_id, secret_hash, name, page_url)
      select id, ${id}, (${sites}::uuid[])[1 + n % ${SITES}], sha256(id::text::bytea), 'Visitor ' || n, 'https://shop.example/lamps/' || n
      from bench_visitors`;
    await tx`
      create temporary table bench_conversations on commit drop as
      select gen_random_uuid() as id, g.n, v.id as visitor_id, v.n as visitor_n,
        case when g.n < ${WAITING} then 'waiting' when g.n < ${WAITING + OPEN} then 'open' else 'closed' end::public.conversation_status as status,
        now() - (g.n * interval '52 minutes') as at
      from generate_series(0, ${CONVERSATIONS - 1}) g (n) join bench_visitors v on v.n = g.n % ${VISITORS}`;
    await tx`
      insert into public.conversations (id, organization_id, site_id, visitor_id, status, assignee_id, last_seq,
        last_message_at, last_message_preview, created_at, waiting_since, assigned_at, closed_at)
      select id, ${id}, (${sites}::uuid[])[1 + visitor_n % ${SITES}], visitor_id, status,
        case when status <> 'waiting' then (${agents}::uuid[])[1 + n % ${AGENTS}] end, ${MESSAGES_EACH},
        at, 'The last thing that was said in conversation ' || n, at - interval '10 minutes',
        case when status = 'waiting' then at end, case when status <> 'waiting' then at end,
        case when status = 'closed' then at end
      from bench_conversations`;
    await tx`
      insert into public.messages (id, organization_id, conversation_id, seq, author, author_member_id, body, created_at)
      select gen_random_uuid(), ${id}, c.id, s, case when s % 2 = 1 then 'visitor' else 'agent' end::public.message_author,
        case when s % 2 = 0 then (${agents}::uuid[])[1 + c.n % ${AGENTS}] end,
        'Message ' || s || ' of conversation ' || c.n || ', about as long as what people write to each other in a chat.',
        c.at - (${MESSAGES_EACH} - s) * interval '20 seconds'
      from bench_conversations c cross join generate_series(1, ${MESSAGES_EACH}) s`;
  });
  await sql`vacuum analyze public.conversations, public.messages, public.visitors, public.members, public.sites`;
  return { id, agents };
}
