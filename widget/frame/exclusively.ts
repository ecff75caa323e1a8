import type { Exclusively } from '@/widget/core/session';

/** How long a tab without locks listens for others that want the same. */
const listenMs = 150;

/**
 * Where a frame is given no locks, tabs still hear each other: of those that ask within a moment, the one with
 * the lowest number goes first, and whoever is at it already has the lowest of all.
 */
async function inTurn<T>(name: string, run: (hasWaited: boolean) => Promise<T>): Promise<T> {
  const channel = new BroadcastChannel(name);
  let mine = 1 + Math.random();
  let lowest = mine;
  channel.onmessage = ({ data }) => {
    if (data > mine) channel.postMessage(mine);
    else lowest = Math.min(lowest, data);
  };
  channel.postMessage(mine);
  await new Promise((done) => setTimeout(done, listenMs));
  const isFirst = lowest === mine;
  if (isFirst) mine = 0;
  try {
    return await run(!isFirst);
  } finally {
    channel.close();
  }
}

/** One of the visitor's tabs at a time, or at least one first. */
export const exclusivelyFor =
  (name: string): Exclusively =>
  async (run) => {
    let isStarted = false;
    const start = (hasWaited: boolean) => {
      isStarted = true;
      return run(hasWaited);
    };
    try {
      const atOnce = await navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
        lock ? { result: await start(false) } : null,
      );
      if (atOnce) return atOnce.result;
      return await navigator.locks.request(name, () => start(true));
    } catch (error) {
      if (isStarted) throw error;
      return inTurn(name, run);
    }
  };
