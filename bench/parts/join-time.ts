import { type Finding, ms } from '@/bench/figures';
import { openLiveSocket } from '@/bench/load/live-socket';
import type { Stage } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';

const SAMPLES = 30;

/** Socket open, topics joined, first fetch: what stands between opening a chat and being up to date. */
export async function measureJoinTime(stage: Stage): Promise<Finding> {
  const { backend, rest, agent, organization } = stage;
  const chat = await stage.openChat();
  const visitor = async () => {
    const socket = await openLiveSocket(backend, chat.visitorToken);
    await socket.join(`conversation:${chat.id}`);
    await rest.rpc(chat.visitorToken, 'visitor_messages', { p_conversation: chat.id, p_after: 0 });
    return socket;
  };
  const console_ = async () => {
    const socket = await openLiveSocket(backend, agent.token);
    await Promise.all(agent.topics.map((topic) => socket.join(topic)));
    await Promise.all([
      rest.rpc(agent.token, 'console_state', { p_organization: organization.id }),
      rest.get(
        agent.token,
        `/conversations?select=*&organization_id=eq.${organization.id}&status=eq.open&assignee_id=eq.${agent.memberId}&order=last_message_at.desc`,
      ),
    ]);
    return socket;
  };
  const figures: Finding['figures'] = [];
  for (const [id, what, join] of [
    ['join_visitor_ms', 'Visitor: socket, topic, first fetch', visitor],
    ['join_agent_ms', 'Agent: socket, topics, first fetch', console_],
  ] as const) {
    const samples: number[] = [];
    for (let index = 0; index < SAMPLES + 3; index += 1) {
      const startedAt = performance.now();
      const socket = await join();
      // The first ones open connections that stay open.
      if (index >= 3) samples.push(performance.now() - startedAt);
      socket.close();
    }
    const spread = spreadOf(samples);
    figures.push({
      id,
      what,
      unit: 'ms',
      value: spread.p50,
      detail: `p95 ${ms(spread.p95)} ms, n=${spread.count}`,
    });
  }
  return { figures, broken: [] };
}
