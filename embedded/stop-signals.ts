/**
 * Runs `stop` once when this process is asked to end: Ctrl-C, a stop from a service manager, or the death
 * of the command that started it. A second Ctrl-C does not wait.
 */
export function onStop(stop: () => Promise<void>): void {
  let asked = false;
  const end = (): void => {
    if (asked) process.exit(130);
    asked = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.once('disconnect', end);
}
