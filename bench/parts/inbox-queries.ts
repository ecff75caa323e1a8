import { z } from 'zod';
import { budget, type Finding, ms } from '@/bench/figures';
import { type BigOrganization, fillOrganization } from '@/bench/load/big-organization';
import type { Stage } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';

const SAMPLES = 80;

const conversationColumns =
  'id,site_id,visitor_id,status,assignee_id,last_seq,last_message_at,last_message_preview,last_message_author,agent_unread,waiting_since,assigned_at,closed_at,created_at,visitor:visitors(id,name,email,locale,page_url,page_title)';

/** The console's own reads through REST with row-level security, in an organization of a million messages. */
export async function measureInboxQueries(stage: Stage): Promise<Finding> {
  const big = await fillOrganization(stage.sql);
  const finding: Finding = { figures: [], broken: [] };
  for (const scope of ['all', 'site', 'own'] as const) {
    const agent = await agentOf(stage, big, scope);
    const base = `/conversations?select=${conversationColumns}&organization_id=eq.${big.id}`;
    const reads: [string, (index: number) => string][] = [
      ['my chats', () => `${base}&closed_at=is.null&assignee_id=eq.${agent.id}&order=last_message_at.desc`],
      ['queue', () => `${base}&waiting_since=not.is.null&closed_at=is.null&order=waiting_since&limit=500`],
      ['current chats', () => `${base}&closed_at=is.null&order=last_message_at.desc,id.desc&limit=40`],
      ['closed chats', () => `${base}&closed_at=not.is.null&order=last_message_at.desc,id.desc&limit=40`],
      [
        'thread',
        (index) =>
          `/messages?select=id,conversation_id,seq,author,author_member_id,kind,body,created_at&organization_id=eq.${big.id}&conversation_id=eq.${agent.seen[index % agent.seen.length]}&order=seq.desc&limit=50`,
      ],
    ];
    for (const [what, path] of reads) {
      const samples: number[] = [];
      let rows = 0;
      for (let index = -5; index < SAMPLES; index += 1) {
        const startedAt = performance.now();
        const answer = await stage.rest.get(agent.token, path(Math.abs(index)));
        if (index >= 0) samples.push(performance.now() - startedAt);
        rows = Array.isArray(answer) ? answer.length : 0;
      }
      if (rows === 0)
        finding.broken.push(`At a million messages, "${what}" came back empty for scope ${scope}.`);
      const spread = spreadOf(samples);
      finding.figures.push({
        id: `query_${what.replaceAll(' ', '_')}_${scope}_ms`,
        what: `1 M messages, scope ${scope}: ${what}`,
        unit: 'ms',
        value: spread.p95,
        detail: `p95 of ${spread.count}; p50 ${ms(spread.p50)} ms, ${rows} rows`,
        budget: budget(spread.p95, { atMost: 100 }, 'p95 ≤ 100 ms'),
      });
    }
  }
  return finding;
}

const seenRows = z.array(z.object({ id: z.string() })).min(1);

async function agentOf(stage: Stage, big: BigOrganization, scope: string) {
  const [member] = await stage.sql<{ id: string; user_id: string }[]>`
    select id, user_id from public.members
    where organization_id = ${big.id} and scope = ${scope} order by nickname limit 1`;
  if (!member) throw new Error(`The big organization has no agent of scope ${scope}.`);
  const { token } = await stage.doors.visitorToken(member.user_id);
  const seen = seenRows.parse(
    await stage.rest.get(
      token,
      `/conversations?select=id&organization_id=eq.${big.id}&assignee_id=eq.${member.id}&order=last_message_at.desc&limit=200`,
    ),
  );
  return { id: member.id, token, seen: seen.map(({ id }) => id) };
}
