import postgres from 'postgres';

export type Scheduler = { stop(): Promise<void> };

const EVERY_MS = 1_000;
/** private.sweep() does not exist: no migration has been applied yet. */
const NOT_THERE = new Set(['3F000', '42883']);

/** Calls what pg_cron calls on hosted: everything that must happen by itself lives in private.sweep(). */
export function startScheduler(databaseUrl: string, onError: (error: unknown) => void): Scheduler {
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'scheduler' },
  });
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;
  let running: Promise<void> = Promise.resolve();

  const sweep = async (): Promise<void> => {
    try {
      await sql`call private.sweep()`;
      failing = false;
    } catch (error) {
      const code = error instanceof postgres.PostgresError ? error.code : '';
      // One line for a database that is down, not one for every second of it.
      if (!failing && !NOT_THERE.has(code)) onError(error);
      failing = true;
    }
    if (!stopped) timer = setTimeout(next, EVERY_MS);
  };
  const next = (): void => {
    running = sweep();
  };
  next();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([running, new Promise((done) => setTimeout(done, 1_000))]);
      await sql.end({ timeout: 1 });
    },
  };
}
