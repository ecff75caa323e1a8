import { budget, type Finding, ms } from '@/bench/figures';
import { type ChatPool, openChatPool } from '@/bench/load/chat-pool';
import { type ClosedLoopResult, closedLoop, type Line } from '@/bench/load/drivers';
import { openRawPipeline } from '@/bench/load/raw-pipeline';
import { rawLine } from '@/bench/parts/latency';
import type { Stage } from '@/bench/stage';
import { median, percentile } from '@/bench/statistics';

const SIZES = [1, 10, 50];
const RUNS = 3;
const RUN_MS = 2_500;
const WARM_UP_MS = 700;

/** Messages stored and delivered per second, every visitor with one message in flight. Raw and Foyer take turns. */
export async function measureThroughput(stage: Stage): Promise<Finding> {
  const raw = await openRawPipeline(stage.backend);
  const pool = await openChatPool(stage, Math.max(...SIZES));
  const finding: Finding = { figures: [], broken: [] };
  try {
    for (const lines of SIZES) {
      await closedLoop(rawLine(raw), { lines, ms: WARM_UP_MS });
      await closedLoop(visitorLine(pool), { lines, ms: WARM_UP_MS });
      const rawRates: number[] = [];
      const runs: ClosedLoopResult[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        rawRates.push((await closedLoop(rawLine(raw), { lines, ms: RUN_MS })).perSecond);
        const before = await storedMessages(stage, pool);
        const result = await closedLoop(visitorLine(pool), { lines, ms: RUN_MS });
        runs.push(result);
        finding.broken.push(...whatIsMissing(result, (await storedMessages(stage, pool)) - before, lines));
      }
      finding.figures.push(...figuresOf(lines, median(rawRates), runs));
    }
  } finally {
    pool.close();
    await raw.close();
  }
  return finding;
}

const visitorLine = (pool: ChatPool): Line => ({
  send(index) {
    const chat = pool.chats[index];
    if (!chat) throw new Error(`There is no conversation ${index}.`);
    return pool.send(chat, 'visitor to agent');
  },
  onMessage: pool.onMessage,
  receiver: () => 'agent',
});

async function storedMessages(stage: Stage, pool: ChatPool): Promise<number> {
  const [row] = await stage.sql<{ count: number }[]>`
    select count(*)::int as count from public.messages
    where conversation_id in ${stage.sql(pool.chats.map(({ id }) => id))}`;
  return row?.count ?? 0;
}

function whatIsMissing(result: ClosedLoopResult, stored: number, lines: number): string[] {
  const counts = [
    ['rows stored', stored],
    ['delivered to the agent', result.deliveredToReceiver],
    ['delivered to the visitors', result.deliveredToSender],
  ] as const;
  return counts
    .filter(([, count]) => count !== result.acknowledged)
    .map(([what, count]) => `${lines} conversations: ${result.acknowledged} acknowledged, ${count} ${what}.`);
}

function figuresOf(lines: number, rawRate: number, runs: ClosedLoopResult[]): Finding['figures'] {
  const rate = median(runs.map((run) => run.perSecond));
  const accept = runs.flatMap((run) => run.acceptMs);
  const of = lines === 1 ? '1 conversation' : `${lines} conversations`;
  return [
    {
      id: `raw_throughput_${lines}`,
      what: `Raw limit, ${of}`,
      unit: 'msg/s',
      value: rawRate,
    },
    {
      id: `throughput_${lines}`,
      what: `Stored and delivered, ${of}`,
      unit: 'msg/s',
      value: rate,
      detail: `accepted in ${ms(median(accept))} ms, p95 ${ms(percentile(accept, 0.95))} ms; 1/${(rawRate / rate).toFixed(1)} of raw`,
      ...(lines === 50 ? { budget: budget(rate / rawRate, { atLeast: 1 / 3 }, '≥ 1/3 of raw') } : {}),
    },
  ];
}
