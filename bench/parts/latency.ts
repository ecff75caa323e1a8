import { budget, type Finding, ms } from '@/bench/figures';
import { type ChatPool, type Direction, openChatPool } from '@/bench/load/chat-pool';
import { type Line, paced } from '@/bench/load/drivers';
import { openRawPipeline } from '@/bench/load/raw-pipeline';
import type { Stage } from '@/bench/stage';
import { type Spread, spreadOfRuns } from '@/bench/statistics';

const RUNS = 3;
const UNLOADED = { perSecond: 20, count: 50 };
const LOADED = { perSecond: 20, count: 120 };

const described = ({ p95, count }: Spread) => `p95 ${ms(p95)} ms, n=${count}`;

export const rawLine = (raw: Awaited<ReturnType<typeof openRawPipeline>>): Line => ({
  send: raw.send,
  onMessage: raw.onMessage,
  receiver: () => 'agent',
});

const chatLine = (pool: ChatPool, directionOf: (index: number) => Direction): Line => ({
  send(index) {
    const chat = pool.chats[index];
    if (!chat) throw new Error(`There is no conversation ${index}.`);
    return pool.send(chat, directionOf(index));
  },
  onMessage: pool.onMessage,
  receiver: (index) => (directionOf(index) === 'visitor to agent' ? 'agent' : 'visitor'),
});

/** From the send to the other side's socket. Runs of Foyer and of the raw pipeline take turns. */
export async function measureLatency(stage: Stage): Promise<Finding> {
  const raw = await openRawPipeline(stage.backend);
  const one = await openChatPool(stage, 1);
  const rawRuns: number[][] = [];
  const toAgent: number[][] = [];
  const toVisitor: number[][] = [];
  await paced(
    chatLine(one, () => 'visitor to agent'),
    { lines: 1, perSecond: 40, count: 30 },
  );
  for (let run = 0; run < RUNS; run += 1) {
    rawRuns.push(await paced(rawLine(raw), { lines: 1, ...UNLOADED }));
    toAgent.push(
      await paced(
        chatLine(one, () => 'visitor to agent'),
        { lines: 1, ...UNLOADED },
      ),
    );
    toVisitor.push(
      await paced(
        chatLine(one, () => 'agent to visitor'),
        { lines: 1, ...UNLOADED },
      ),
    );
  }
  one.close();
  await raw.close();

  const limit = spreadOfRuns(rawRuns);
  const figures: Finding['figures'] = [
    {
      id: 'raw_latency_ms',
      what: 'Raw limit: insert, notify, websocket in one process',
      unit: 'ms',
      value: limit.p50,
      detail: described(limit),
    },
  ];
  for (const [direction, runs] of [
    ['visitor to agent', toAgent],
    ['agent to visitor', toVisitor],
  ] as const) {
    const spread = spreadOfRuns(runs);
    const ratio = spread.p50 / limit.p50;
    figures.push({
      id: `latency_${direction.replaceAll(' ', '_')}_ms`,
      what: `Message, ${direction}, quiet`,
      unit: 'ms',
      value: spread.p50,
      detail: `${described(spread)}, ${ratio.toFixed(1)} × raw`,
      budget: budget(ratio, { atMost: 3 }, 'p50 ≤ 3 × raw'),
    });
  }
  for (const size of [10, 50]) figures.push(await underLoad(stage, size));
  return { figures, broken: [] };
}

/** Both directions at once, 20 messages a second over all conversations together. */
async function underLoad(stage: Stage, size: number): Promise<Finding['figures'][number]> {
  const pool = await openChatPool(stage, size);
  const line = chatLine(pool, (index) => (index % 2 ? 'agent to visitor' : 'visitor to agent'));
  const runs: number[][] = [];
  for (let run = 0; run < 2; run += 1) runs.push(await paced(line, { lines: size, ...LOADED }));
  pool.close();
  const spread = spreadOfRuns(runs);
  return {
    id: `latency_${size}_chats_ms`,
    what: `Message, ${size} conversations, 20 msg/s in all`,
    unit: 'ms',
    value: spread.p50,
    detail: described(spread),
  };
}
