import type postgres from 'postgres';
import type { HeldConversation } from '@/embedded/seed/conversations';
import type { Random } from '@/embedded/seed/random';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long before now each conversation began: closed over three weeks, open since an hour or two, waiting a while. */
export function planBeginnings(held: HeldConversation[], now: Date, random: Random): Date[] {
  const closed = held.filter(({ script }) => script.state === 'closed').length;
  const midnight = new Date(now);
  midnight.setUTCHours(0, 0, 0, 0);
  let nth = 0;
  return held.map(({ script }) => {
    if (script.state === 'waiting') return new Date(now.getTime() - random.between(4, 28) * MINUTE);
    if (script.state === 'open') return new Date(now.getTime() - random.between(45, 140) * MINUTE);
    nth += 1;
    // The oldest first; nobody writes on Sundays.
    const daysAgo = Math.ceil(21 - (nth / closed) * 20);
    const day = new Date(midnight.getTime() - daysAgo * DAY);
    if (day.getUTCDay() === 0) day.setTime(day.getTime() - DAY);
    return new Date(day.getTime() + random.between(7.2 * 60, 17.5 * 60) * MINUTE);
  });
}

/** When each entry of the thread came: people read, think and type; events happen at once. */
function planThread({ thread, script }: HeldConversation, begin: Date, random: Random): Date[] {
  let at = begin.getTime();
  return thread.map(({ by, body }, index) => {
    if (index > 0) {
      const pause = { visitor: 20, agent: 14, note: 8, event: 6 }[by];
      const typing = by === 'event' ? 0 : body.length * 0.11;
      const waited = script.state === 'closed' && index === 1 ? random.between(5, 110) : 0;
      at += (pause * random.between(0.6, 2.4) + typing + waited) * 1000;
    }
    return new Date(at);
  });
}

/**
 * The conversations were held a moment ago; here they are moved into the past. Only times change, and what
 * a visitor told about themselves, which no door takes yet.
 */
export async function moveIntoThePast(
  held: HeldConversation[],
  now: Date,
  random: Random,
  sql: postgres.Sql,
): Promise<void> {
  const beginnings = planBeginnings(held, now, random);
  const entries: { conversation_id: string; seq: number; at: Date }[] = [];
  const visitors = new Map<
    string,
    { id: string; name: string | null; email: string | null; first: Date; last: Date }
  >();
  for (const [index, conversation] of held.entries()) {
    const times = planThread(conversation, beginnings[index] ?? now, random).map((at) =>
      at > now ? now : at,
    );
    for (const [position, at] of times.entries()) {
      entries.push({ conversation_id: conversation.id, seq: position + 1, at });
    }
    const known = visitors.get(conversation.visitorId);
    visitors.set(conversation.visitorId, {
      id: conversation.visitorId,
      name: conversation.script.visitorName ?? null,
      email: conversation.script.visitorEmail ?? null,
      first: known?.first ?? times[0] ?? now,
      last: times.at(-1) ?? now,
    });
  }
  await sql.begin(async (tx) => {
    await tx`
      update public.messages m set created_at = e.at
      from jsonb_to_recordset(${tx.json(entries)}) as e (conversation_id uuid, seq int, at timestamptz)
      where m.conversation_id = e.conversation_id and m.seq = e.seq`;
    await tx`
      update public.conversations c set
        created_at = t.first_at,
        waiting_since = case when c.status = 'waiting' then t.first_at end,
        last_message_at = t.last_text_at,
        assigned_at = t.assigned_at,
        first_answered_at = t.answered_at,
        closed_at = case when c.status = 'closed' then t.last_at end
      from (
        select conversation_id, min(created_at) as first_at, max(created_at) as last_at,
          max(created_at) filter (where kind = 'text') as last_text_at,
          min(created_at) filter (where kind = 'event' and body = 'assigned') as assigned_at,
          min(created_at) filter (where kind = 'text' and author = 'agent') as answered_at
        from public.messages
        where conversation_id in ${tx(held.map(({ id }) => id))}
        group by conversation_id
      ) t
      where c.id = t.conversation_id`;
    // A visitor's first visit is fixed once written; only this demo rewrites it.
    await tx`alter table public.visitors disable trigger visitors_keep_columns`;
    await tx`
      update public.visitors v set name = e.name, email = e.email, created_at = e.first, last_seen_at = e.last
      from jsonb_to_recordset(${tx.json([...visitors.values()])})
        as e (id uuid, name text, email text, first timestamptz, last timestamptz)
      where v.id = e.id`;
    await tx`alter table public.visitors enable trigger visitors_keep_columns`;
    await tx`update public.agent_availability set last_assigned_at = null`;
  });
}
