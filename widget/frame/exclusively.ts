import type { Exclusively } from '@/widget/core/session';

/** One of the visitor's tabs at a time, where the browser has locks and gives them to a frame. */
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
      return run(false);
    }
  };
