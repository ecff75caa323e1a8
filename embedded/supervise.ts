import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { sendSignal } from '@/embedded/child-ledger';
import type { Child } from '@/embedded/child-process';

export type Supervised = {
  pid(): number;
  /** Kills it the hard way and waits until its replacement serves. */
  kill(): Promise<void>;
  /** Stops it cleanly, and no replacement is started until `resume`. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
};

export type SuperviseOptions = {
  name: string;
  /** Starts the program; resolves when it serves, rejects when it cannot. */
  launch(): Promise<Child>;
  log(line: string): void;
};

const PAUSE_MS_MAX = 10_000;

/** Keeps one program running: the first start must succeed, every later end is answered with a new start. */
export async function supervise(options: SuperviseOptions): Promise<Supervised> {
  const stopping = new AbortController();
  const events = new EventEmitter();
  let child = await options.launch();
  let halted = false;

  const relaunch = async (): Promise<void> => {
    for (let pauseMs = 0; !stopping.signal.aborted; pauseMs = Math.min(PAUSE_MS_MAX, pauseMs + 1_000)) {
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        child = await options.launch();
        events.emit('replaced');
        return;
      } catch (error) {
        options.log(
          `${options.name} did not come back: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await child.exited;
      if (stopping.signal.aborted) return;
      if (halted) await once(events, 'resumed');
      else options.log(`${options.name} ended unexpectedly; starting it again.`);
      await relaunch();
    }
  };
  const watching = watch();

  return {
    pid: () => child.pid,
    async kill() {
      const replaced = once(events, 'replaced');
      sendSignal(child.pid, 'SIGKILL');
      await replaced;
    },
    async halt() {
      halted = true;
      await child.stop();
    },
    async resume() {
      const replaced = once(events, 'replaced');
      halted = false;
      events.emit('resumed');
      await replaced;
    },
    async stop() {
      stopping.abort();
      events.emit('resumed');
      await child.stop();
      await watching;
      // The one that a relaunch under way brought up meanwhile.
      await child.stop();
    },
  };
}
