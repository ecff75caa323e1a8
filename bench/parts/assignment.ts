import { budget, type Finding, ms } from '@/bench/figures';
import { openLiveSocket } from '@/bench/load/live-socket';
import { type Chat, type Stage, startChat } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';

const SAMPLES = 20;
const RUSH = 30;
const LIMIT = 4;

/** A full agent closes one conversation; how long until the next waiting one is on their screen. */
export async function measureAssignment(stage: Stage): Promise<Finding> {
  const { sql, rest, agent, organization } = stage;
  await sql`update public.sites set assignment = 'automatic' where id = ${stage.site.id}`;
  await sql`
    update public.agent_availability set live_max = live_load + 1 where member_id = ${agent.memberId}`;
  await rest.rpc(agent.token, 'heartbeat', { p_organization: organization.id });
  const socket = await openLiveSocket(stage.backend, agent.token);
  let onAssigned: (conversation: string) => void = () => undefined;
  socket.onEvent(({ event, payload }) => {
    if (event === 'conversation' && payload.status === 'open' && payload.assignee_id === agent.memberId) {
      onAssigned(String(payload.id));
    }
  });
  for (const topic of agent.topics) await socket.join(topic);

  try {
    let current = await startChat(stage.doors, stage.site.key);
    const samples: number[] = [];
    for (let index = 0; index < SAMPLES; index += 1) {
      const next = await startChat(stage.doors, stage.site.key);
      const assigned = new Promise<void>((done) => {
        onAssigned = (conversation) => {
          if (conversation === next.id) done();
        };
      });
      const startedAt = performance.now();
      const closing = rest.rpc(agent.token, 'close_conversation', { p_conversation: current.id });
      await Promise.all([assigned, closing]);
      samples.push(performance.now() - startedAt);
      current = next;
    }
    const spread = spreadOf(samples);
    return {
      figures: [
        {
          id: 'assignment_ms',
          what: 'Waiting chat assigned after an agent frees up',
          unit: 'ms',
          value: spread.p50,
          detail: `p95 ${ms(spread.p95)} ms, n=${spread.count}`,
          budget: budget(spread.p95, { atMost: 1_000 }, 'p95 ≤ 1 s'),
        },
      ],
      broken: await rushHour(stage, current),
    };
  } finally {
    socket.close();
    await sql`update public.agent_availability set live_max = null where member_id = ${agent.memberId}`;
    await sql`update public.sites set assignment = 'manual' where id = ${stage.site.id}`;
  }
}

/** Many visitors at once while conversations are being closed: the limit holds, and everybody has one owner. */
async function rushHour(stage: Stage, current: Chat): Promise<string[]> {
  const { sql, rest, agent, organization, doors } = stage;
  const [before] = await sql<{ load: number }[]>`
    select live_load as load from public.agent_availability where member_id = ${agent.memberId}`;
  const limit = (before?.load ?? 0) + LIMIT;
  await sql`update public.agent_availability set live_max = ${limit} where member_id = ${agent.memberId}`;
  const waiting = Array.from({ length: RUSH }, () => startChat(doors, stage.site.key));
  const chats = await Promise.all(waiting);
  const overLimit: string[] = [];
  const close = async (id: string) => {
    await rest.rpc(agent.token, 'close_conversation', { p_conversation: id });
    const [now] = await sql<{ open: number; load: number }[]>`
      select count(*)::int as open, (select live_load from public.agent_availability where member_id = ${agent.memberId}) as load
      from public.conversations
      where organization_id = ${organization.id} and assignee_id = ${agent.memberId} and status = 'open'`;
    if (!now || now.open > limit)
      overLimit.push(`An agent with the limit ${limit} had ${now?.open} conversations.`);
    if (now && now.open !== now.load) overLimit.push(`The load says ${now.load}, the rows say ${now.open}.`);
  };
  await Promise.all([current, ...chats].map(({ id }) => close(id)));
  const [left] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from public.conversations
    where id in ${sql(chats.map(({ id }) => id))} and status <> 'closed'`;
  if (left?.waiting) overLimit.push(`${left.waiting} of ${RUSH} conversations were not closed.`);
  return overLimit;
}
