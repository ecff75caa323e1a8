import { answerJson } from '@/embedded/gateway/json-answer';
import type { HttpHandler } from '@/embedded/gateway/server';

export type HealthProbe = () => Promise<boolean> | boolean;

const PROBE_MS_MAX = 2_000;

/** State of every part; 200 when all answer, else 503. A probe that hangs counts as down. */
export function createHealthHandler(
  probes: Record<string, HealthProbe>,
  metrics: () => unknown,
): HttpHandler {
  return async (_req, res) => {
    const states = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => {
        const timer = new Promise<boolean>((done) => setTimeout(done, PROBE_MS_MAX, false).unref());
        const up = await Promise.race([Promise.resolve().then(probe), timer]).catch(() => false);
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    const healthy = states.every(([, state]) => state === 'up');
    const { rss, heapUsed } = process.memoryUsage();
    answerJson(res, healthy ? 200 : 503, {
      status: healthy ? 'up' : 'degraded',
      parts: Object.fromEntries(states),
      memory: { rss, heapUsed },
      realtime: metrics(),
    });
  };
}
