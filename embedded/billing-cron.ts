export type BillingCron = { stop(): void };

const EVERY_MS = 60 * 60_000;
/** The app has just started, and a first run soon repairs what was missed while it was down. */
const FIRST_AFTER_MS = 60_000;

/** Calls what any scheduler calls on hosted: what time alone changes about subscriptions, and the comparison with Stripe. */
export function startBillingCron(options: {
  appUrl: string;
  secret: string;
  log(line: string): void;
}): BillingCron {
  const run = async (): Promise<void> => {
    try {
      const answer = await fetch(`${options.appUrl}/api/cron/billing`, {
        method: 'POST',
        headers: { authorization: `Bearer ${options.secret}` },
        signal: AbortSignal.timeout(EVERY_MS / 2),
      });
      // 404: nothing is sold here.
      if (!answer.ok && answer.status !== 404)
        options.log(`Subscriptions were not compared: ${answer.status}.`);
    } catch (error) {
      options.log(
        `Subscriptions were not compared: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  let every: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    void run();
    every = setInterval(() => void run(), EVERY_MS);
    every.unref();
  }, FIRST_AFTER_MS);
  first.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(every);
    },
  };
}
