type Stop = () => Promise<void>;

/**
 * Runs a command whose parts live until somebody ends it: Ctrl-C, a stop from a service manager, or the
 * death of the command that started it. Parts are stopped in the reverse order of their start; a second
 * Ctrl-C does not wait. An error while starting stops what is up and ends with its message.
 */
export async function runUntilStopped(main: (onEnd: (stop: Stop) => void) => Promise<void>): Promise<void> {
  const stops: Stop[] = [];
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  let asked = false;
  const end = (): void => {
    if (asked) process.exit(130);
    asked = true;
    console.log('\nStopping …');
    stopAll().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.once('disconnect', end);

  try {
    await main((stop) => stops.push(stop));
  } catch (error) {
    if (asked) return;
    await stopAll();
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
