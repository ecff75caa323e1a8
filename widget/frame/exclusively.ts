import type { Exclusively } from '@/widget/core/session';

/** Browsers pass what one tab stores to another a moment later when the tabs are in different processes. */
const settleAfterWaitMs = 200;

/** One of the visitor's tabs at a time, where the browser has locks and gives them to a frame. */
export const exclusivelyFor =
  (name: string): Exclusively =>
  async (run) => {
    let isStarted = false;
    const start = () => {
      isStarted = true;
      return run();
    };
    try {
      const atOnce = await navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
        lock ? { result: await start() } : null,
      );
      if (atOnce) return atOnce.result;
      return await navigator.locks.request(name, async () => {
        await new Promise((done) => setTimeout(done, settleAfterWaitMs));
        return start();
      });
    } catch (error) {
      if (isStarted) throw error;
      return run();
    }
  };
