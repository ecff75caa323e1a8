export type Cron = { stop(): void };

type Job = { path: string; everyMs: number; firstAfterMs: number };

/** What any scheduler calls on hosted; see docs/deploy.md. */
const JOBS: readonly Job[] = [
  { path: '/api/cron/mail', everyMs: 10_000, firstAfterMs: 10_000 },
  // The app has just started, and a first run soon repairs what was missed while it was down.
  { path: '/api/cron/billing', everyMs: 60 * 60_000, firstAfterMs: 60_000 },
];
const TIMEOUT_MS = 30 * 60_000;

type CronOptions = { appUrl: string; secret: string; log(line: string): void };

/** Calls the app's own jobs, each kind one call after the other. */
export function startCron({ appUrl, secret, log }: CronOptions): Cron {
  const stopped = new AbortController();
  const timers = new Map<string, NodeJS.Timeout>();

  const run = async ({ path }: Job): Promise<void> => {
    try {
      const answer = await fetch(`${appUrl}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await answer.arrayBuffer();
      // 404: there is nothing of the kind here.
      if (!answer.ok && answer.status !== 404) log(`${path} answered ${answer.status}.`);
    } catch (error) {
      if (!stopped.signal.aborted)
        log(`${path} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const schedule = (job: Job, afterMs: number): void => {
    const timer = setTimeout(() => {
      void run(job).finally(() => !stopped.signal.aborted && schedule(job, job.everyMs));
    }, afterMs);
    timer.unref();
    timers.set(job.path, timer);
  };
  for (const job of JOBS) schedule(job, job.firstAfterMs);

  return {
    stop() {
      stopped.abort();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
