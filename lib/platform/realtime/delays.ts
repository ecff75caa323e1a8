const reconnectStepsMs = [1000, 2000, 5000, 10_000];

/** Half fixed, half random: after a deploy, a thousand consoles must not come back in the same instant. */
export function reconnectDelayMs(tries: number, random: () => number = Math.random): number {
  const step = reconnectStepsMs[Math.min(tries, reconnectStepsMs.length) - 1] ?? 1000;
  return step / 2 + (step / 2) * random();
}

/** A channel the server closed is not rejoined by the client; a new one is opened after 1 to 5 seconds. */
export function rejoinDelayMs(random: () => number = Math.random): number {
  return 1000 + 4000 * random();
}
